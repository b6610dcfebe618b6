import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as auto from "@pulumi/pulumi/automation/index.js";
import { engineEnvironment } from "../../tools/environment.mjs";

/** A folder of its own for state and stand-ins: what one test file deploys, no other sees. */
export interface Ground {
  folder: string;
  env: Record<string, string>;
  clear(): void;
}

export const openGround = (extra: Record<string, string> = {}): Ground => {
  const folder = mkdtempSync(join(tmpdir(), "auditlog-engine-"));
  const given = engineEnvironment({ state: join(folder, "state"), sandbox: join(folder, "clouds") });
  const env = { ...given, ...extra } as Record<string, string>;
  // The Automation API looks for `pulumi` on the PATH of its own process.
  process.env.PATH = env.PATH;
  return { folder, env, clear: () => rmSync(folder, { recursive: true, force: true }) };
};

const root = join(import.meta.dirname, "..", "..");

/** A stack of the root program, run on a copy of it. */
export const rootStack = async (ground: Ground, stackName: string): Promise<auto.Stack> => {
  const workDir = join(ground.folder, `program-${stackName}`);
  mkdirSync(workDir, { recursive: true });
  for (const file of readdirSync(root).filter((name) => /^(?:Pulumi(?:\.[a-z]+)?|audit)\.yaml$/.test(name))) {
    cpSync(join(root, file), join(workDir, file));
  }
  return auto.LocalWorkspace.createOrSelectStack({ stackName, workDir }, { envVars: ground.env });
};

/** A stack of a program that is a function of the test, in a project of its own. */
export const inlineStack = async (
  ground: Ground,
  stackName: string,
  program: auto.PulumiFn,
  config: Record<string, string> = { "aws:region": "eu-central-1" },
): Promise<auto.Stack> => {
  const stack = await auto.LocalWorkspace.createOrSelectStack(
    { stackName, projectName: "test", program },
    { envVars: ground.env },
  );
  for (const [key, value] of Object.entries(config)) await stack.setConfig(key, { value });
  return stack;
};

/** A resource as the engine's state has it. */
export interface StateResource {
  urn: string;
  type: string;
  custom: boolean;
  id?: string;
  parent?: string;
  provider?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  protect?: boolean;
  retainOnDelete?: boolean;
  deletedWith?: string;
  aliases?: string[];
}

export const resourcesOf = async (stack: auto.Stack): Promise<StateResource[]> => {
  const { deployment } = await stack.exportStack();
  return (deployment as { resources?: StateResource[] }).resources ?? [];
};

/** The state as it lies in the backend, with what is secret encrypted: an export of the Automation API decrypts it. */
export const stateText = (ground: Ground, stack: auto.Stack): string =>
  execFileSync("pulumi", ["stack", "export", "--stack", stack.name], {
    cwd: stack.workspace.workDir,
    env: ground.env,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });

/** Everything but the stack itself and the providers. */
export const ownResources = (resources: readonly StateResource[]): StateResource[] =>
  resources.filter(({ type }) => type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:"));

export const nameOf = (urn: string): string => urn.split("::").at(-1)!;

/** What the stand-ins hold: `<cloud> <token> <id>` of each live resource, sorted. */
export const standing = (ground: Ground): string[] => {
  const clouds = join(ground.folder, "clouds");
  return readdirSync(clouds)
    .flatMap((cloud) =>
      readdirSync(join(clouds, cloud))
        .filter((file) => file.endsWith(".json") && !file.endsWith(".deleted.json"))
        .map((file) => {
          const { token, id } = JSON.parse(readFileSync(join(clouds, cloud, file), "utf8")) as {
            token: string;
            id: string;
          };
          return `${token} ${id}`;
        }),
    )
    .sort();
};

/** What stays of a project that a disposable audit log was in: it has only one of each, and others may count on it. */
export const settingsOf = (project: string, ...more: string[]): string[] => [
  `gcp:projects/iAMAuditConfig:IAMAuditConfig ${project}/audit_config/allServices`,
  ...["cloudkms", "logging", "storage", ...more]
    .sort()
    .map((service) => `gcp:projects/service:Service ${project}/${service}.googleapis.com`),
];

/** The steps of a preview, by the resources' names: what would be created, updated, replaced or left the same. */
export const previewSteps = async (stack: auto.Stack): Promise<Record<string, string>> => {
  const steps: Record<string, string> = {};
  await stack.preview({
    onEvent: ({ resourcePreEvent }) => {
      if (resourcePreEvent === undefined) return;
      const { urn, op } = resourcePreEvent.metadata;
      steps[`${urn.split("::")[2]!.split("$").at(-1)} ${nameOf(urn)}`] = op;
    },
  });
  return steps;
};

/** The whole output of an operation that is refused. */
export const refusedOutput = async (
  operation: (onOutput: (text: string) => void) => Promise<unknown>,
): Promise<string> => {
  let output = "";
  try {
    await operation((text) => {
      output += text;
    });
  } catch {
    return output;
  }
  throw new Error(`it was not refused:\n${output}`);
};
