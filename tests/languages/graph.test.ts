// One stack from five languages, on the real engine against the stand-ins. Does not prove that real clouds accept it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as auto from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import schema from "../../schema.json" with { type: "json" };
import { type Ground, inlineStack, openGround, refusedOutput, resourcesOf } from "../engine/stacks.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { readProgram, type Toolchain } from "./language.ts";
import { succeed } from "./made.mjs";
import { nodejs } from "./nodejs.ts";
import { python } from "./python.ts";

const days = "400";
/** What the contract allows at most is 36,500. */
const badDays = "40000";

interface Said {
  first?: Record<string, number>;
  second?: Record<string, number>;
  /** What kind of error the language's own Automation API gave, and what it says. */
  kind?: string;
  message?: string;
}

/** A language's program, ready: it brings the stack up twice in a ground, and says what that changed. */
type Run = (ground: Ground, days: string) => Promise<Said>;

const folderIn = (ground: Ground, name: string): string => {
  const folder = join(ground.folder, name);
  mkdirSync(folder, { recursive: true });
  return folder;
};

/** The program runs the Automation API of its language itself. */
const inline = async (open: () => Promise<Toolchain>, home: Ground): Promise<Run> => {
  const { source, check, command, env } = await open();
  const folder = folderIn(home, "program");
  const { code, output } = await check(readProgram(source), folder);
  if (code !== 0) throw new Error(output);
  return async (ground, RETENTION_DAYS) => {
    const said = await succeed(command(folder), { cwd: folder, env: { ...ground.env, ...env, RETENTION_DAYS } });
    return JSON.parse(said.trim().split("\n").at(-1)!) as Said;
  };
};

/** The engine runs the program through its language's host. */
const hosted =
  (folder: string, env: Record<string, string>): Run =>
  async (ground, wanted) => {
    const envVars = { ...ground.env, ...env, RETENTION_DAYS: wanted };
    const stack = await auto.LocalWorkspace.createOrSelectStack({ stackName: "same", workDir: folder }, { envVars });
    await stack.setConfig("aws:region", { value: "eu-central-1" });
    // A program of YAML can't read the environment.
    await stack.setConfig("days", { value: wanted });
    if (wanted === badDays) {
      return { kind: "pulumi up", message: await refusedOutput((onOutput) => stack.up({ onOutput })) };
    }
    const [first, second] = [await stack.up(), await stack.up()];
    return { first: first.summary.resourceChanges!, second: second.summary.resourceChanges! };
  };

const hostedJava = async (home: Ground): Promise<Run> => {
  const { source, check, env } = await java();
  const folder = folderIn(home, "program");
  const { code, output } = await check(readProgram(source), folder);
  if (code !== 0) throw new Error(output);
  return hosted(folder, env);
};

const hostedYaml = async (home: Ground): Promise<Run> => {
  const folder = folderIn(home, "program");
  writeFileSync(join(folder, "Pulumi.yaml"), readProgram("yaml/Pulumi.yaml"));
  return hosted(folder, {});
};

/** The ids that clouds and Pulumi make up, such as those that end names: each becomes its number in the order of appearance. */
const madeUp =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|(?<=\b(?:kv-|st))[a-z2-7]{13}\b|(?<=[-a-z])[0-9a-f]{7,8}(?![0-9a-f])/g;

/** All that a program decides in the state: which resources there are, of which parents, with which inputs and options. */
const graphOf = async (ground: Ground): Promise<Record<string, object>> => {
  const stack = await inlineStack(ground, "same", async () => {});
  const resources = (await resourcesOf(stack))
    .map(({ urn, type, parent, provider, inputs, outputs, protect, retainOnDelete }) => {
      const given = { type, parent, provider: provider?.split("::").at(-2), inputs, protect, retainOnDelete };
      return [urn, type === "pulumi:pulumi:Stack" ? { ...given, outputs } : given] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const found = new Map<string, number>();
  const number = (id: string): number => {
    found.set(id, found.get(id) ?? found.size + 1);
    return found.get(id)!;
  };
  const text = JSON.stringify(Object.fromEntries(resources)).replace(madeUp, (id) => `<id ${number(id)}>`);
  return JSON.parse(text) as Record<string, object>;
};

interface Language {
  open: (home: Ground) => Promise<Run>;
  /** What kind of error a failed update is there. */
  error: string;
}

const languages: Record<string, Language> = {
  TypeScript: { open: (home) => inline(nodejs, home), error: "CommandError" },
  // Or one of its subclasses: which, Pulumi tells by what the output happens to end with.
  Python: { open: (home) => inline(python, home), error: "CommandError" },
  Go: { open: (home) => inline(go, home), error: "error" },
  Java: { open: hostedJava, error: "pulumi up" },
  YAML: { open: hostedYaml, error: "pulumi up" },
};

const graphs: Record<string, Record<string, object>> = {};

describe.each(Object.entries(languages))("a program in %s", (language, { open, error }) => {
  let home: Ground;
  let run: Run;
  beforeAll(async () => {
    home = openGround();
    run = await open(home);
  });
  afterAll(() => home.clear());

  it("creates the stack, and changes nothing when it runs again", async () => {
    const { first, second, message } = await run(home, days);
    expect(message).toBeUndefined();
    expect(Object.keys(first!)).toEqual(["create"]);
    expect(second).toEqual({ same: first!.create });
    graphs[language] = await graphOf(home);
  });

  it("is told of a bad spec as the language tells of errors, with the path of what is wrong", async () => {
    const ground = openGround();
    const { kind, message } = await run(ground, badDays);
    ground.clear();
    expect(kind).toBe(error);
    expect(message).toContain(
      "AuditLog resource 'audit' has a problem: invalid AuditLog: 1 error, nothing was created",
    );
    expect(message).toContain(
      "property spec.retention.days with value '{40000}' has a problem: 40,000 is out of range; give 1 to 36,500 days",
    );
  });
});

/** The engine's own entry for the plugin: it tells which version the program asked for. */
const isPlugin = (urn: string): boolean => urn.includes("::pulumi:providers:auditlog::");

const made = (language: string): Record<string, object> =>
  Object.fromEntries(Object.entries(graphs[language]!).filter(([urn]) => !isPlugin(urn)));

describe("the resources that they make", () => {
  it("are those of the spec, with what the program exports", () => {
    const resources = made("TypeScript");
    expect(Object.keys(resources).length).toBeGreaterThan(60);
    expect(resources["urn:pulumi:same::test::pulumi:pulumi:Stack::test-same"]).toEqual({
      type: "pulumi:pulumi:Stack",
      outputs: { archive: expect.stringMatching(/^arn:aws:s3:::audit-aws-archive-<id \d+>$/), asked: true },
    });
  });

  it.each(["Python", "Go", "Java", "YAML"])(
    "are the same in %s: types, names, parents, inputs, options",
    (language) => {
      expect(made(language)).toEqual(made("TypeScript"));
    },
  );

  it("come from the plugin of the SDK's own version, at the release's place; YAML takes the one that there is", () => {
    const plugins = Object.entries(graphs).map(([language, graph]) => {
      const urn = Object.keys(graph).find(isPlugin)!;
      return [language, urn.split("::").at(-1)];
    });
    const place = "https_/github.com/auditlog-dev/pulumi-auditlog/releases/download/v__VERSION_";
    const pinned = `default_${schema.version.replaceAll(".", "_")}_${place}`;
    expect(Object.fromEntries(plugins)).toEqual({
      TypeScript: pinned,
      Python: pinned,
      Go: pinned,
      Java: pinned,
      YAML: "default",
    });
  });
});
