import { spawnSync } from "node:child_process";
import { UsageError } from "./io.ts";

const mostBytes = 500_000_000;

/** What `pulumi` says where it has no state to give, and what to do about it. */
const reasons: readonly (readonly [said: RegExp, why: (stack: string) => string])[] = [
  [
    /no stack named/i,
    (stack) => `there is no stack ${stack} in this project and backend; pulumi stack ls --all lists those there are`,
  ],
  [
    /PULUMI_ACCESS_TOKEN must be set|not (?:yet )?logged in|pulumi login|invalid access token/i,
    () => "pulumi is not logged in; run pulumi login, or name your backend in PULUMI_BACKEND_URL",
  ],
  [
    /fully qualified name|no Pulumi\.yaml/i,
    (stack) => `this folder has no Pulumi.yaml; give the whole name, organization/project/${stack}`,
  ],
];

const mostSaid = 300;

/** Its error, or else the first thing that it says, as far as a line has room for. */
const saidText = (text: string): string => {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const found = lines.find((line) => line.startsWith("error: ")) ?? lines.find((line) => line !== "");
  return found?.replace(/^error: /, "").slice(0, mostSaid) ?? "it said nothing";
};

/**
 * The state of a stack, as the `pulumi` on the PATH exports it: with what is secret encrypted, since nothing here needs it.
 * Nothing is changed, and no question is asked.
 */
export const exportedState = (stack: string): string => {
  const { error, status, stdout, stderr } = spawnSync(
    "pulumi",
    ["stack", "export", `--stack=${stack}`, "--non-interactive"],
    { encoding: "utf8", maxBuffer: mostBytes, stdio: ["ignore", "pipe", "pipe"] },
  );
  if ((error as { code?: string } | undefined)?.code === "ENOENT") {
    throw new UsageError(
      `--stack ${stack}: there is no pulumi on the PATH; install it, or give what it exports elsewhere with --state FILE`,
    );
  }
  if (error === undefined && status === 0) return stdout;
  const said = error === undefined ? stderr : error.message;
  const why = reasons.find(([pattern]) => pattern.test(said))?.[1](stack);
  throw new UsageError(`--stack ${stack}: ${why ?? `pulumi stack export failed: ${saidText(said)}`}`);
};
