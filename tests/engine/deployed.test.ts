import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cloud } from "../../core/contract/cloud.ts";
import { type Deployed, deployedBy, deployedDecider } from "../../core/deployed/decide.ts";
import { readStack } from "../../core/deployed/read-stack.ts";
import { filterChanges } from "../../core/diff/filters.ts";
import { specFilters } from "../../core/diff/spec-filters.ts";
import { partName, stackFilters } from "../../core/diff/stack-filters.ts";
import type { CommonEvent } from "../../core/event/event.ts";
import { readEvents } from "../../core/event/input.ts";
import { readRequest } from "../../core/plan/request.ts";
import { decider } from "../../core/replay/decide.ts";
import { answerTo } from "../core/properties/compiled.ts";
import { type Ground, openGround, rootStack, stateText } from "./stacks.ts";

/** Does not prove that the real providers' states have the same properties as the stand-ins'. */

const root = join(import.meta.dirname, "..", "..");

const eventsUnder = (folder: string): readonly CommonEvent[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(?:json|jsonl|ndjson)$/.test(file))
        .flatMap((file) => readEvents(readFileSync(join(folder, file), "utf8")).events)
    : [];

/** Those of the examples, and recorded ones where they are kept beside the checkout. */
const events = [...eventsUnder(join(root, "examples/events")), ...eventsUnder(join(root, "../shared/events"))];

/** As the stack `prod` of the root program. */
const args = {
  specYaml: readFileSync(join(root, "audit.yaml"), "utf8"),
  aws: { region: "eu-central-1" },
  gcp: { project: "acme-prod", location: "europe-west3" },
  azure: { location: "westeurope" },
};

/** The rules of the spec that a cloud says it does otherwise, more broadly. */
const wider = (): Readonly<Record<Cloud, ReadonlySet<string>>> => {
  const { compiled } = answerTo(args);
  const of = (cloud: Cloud): ReadonlySet<string> =>
    new Set(
      (compiled[cloud]?.coverage ?? [])
        .filter(({ fidelity }) => fidelity === "wider")
        .map(({ rule }) => rule.split(".").at(-1)!),
    );
  return { aws: of("aws"), gcp: of("gcp"), azure: of("azure") };
};

/** The alert that one of the component's resources was made for: `audit-aws-alert-root-use.2`. */
const alertOf = (urn: string): string => {
  const child = urn.split("::").at(-1)!;
  return child.replace(/^audit-(?:aws|gcp|azure)-(?:alert|match|count)-/, "").replace(/\.(?:\d+|alarm|on-alarm)$/, "");
};

const idsIn = ({ clouds }: Deployed): ReadonlyMap<string, string> =>
  new Map(
    Object.values(clouds).flatMap(({ alerts }) =>
      alerts.map(({ kind, name, urn }) => [`${kind} ${name}`, alertOf(urn)] as const),
    ),
  );

/** Where what is deployed does otherwise than the spec says, and how often an alert told. */
const compared = (deployed: Deployed): { differences: string[]; stored: number; told: number } => {
  const { plan } = readRequest("AuditLog", args, "2026-07-01");
  const [asked, done, ids, broader] = [decider(plan!), deployedDecider(deployed), idsIn(deployed), wider()];
  const differences: string[] = [];
  let [stored, told] = [0, 0];
  for (const event of events) {
    const { cloud, operation } = event;
    const [spec, stack] = [asked(event), done(event)];
    const isStored = spec.fate === "captured" || spec.fate === "beyond";
    if (isStored !== (stack.fate === "captured")) differences.push(`${cloud} ${operation}: stored by one alone`);
    if (!isStored) continue;
    stored += 1;
    const found = new Set(stack.alerts.map(({ id }) => ids.get(id)!));
    told += found.size;
    const wanted = new Set(spec.alerts.map(({ id }) => id));
    // Of what the stack makes alone it tells where the names are the stack's: less than the spec, which knows no names.
    const missed = spec.alerts.filter(({ id, isOwn }) => !isOwn && !found.has(id)).map(({ id }) => id);
    const more = [...found].filter((id) => !wanted.has(id) && !broader[cloud].has(id));
    differences.push(...[...missed, ...more].map((id) => `${cloud} ${operation}: ${id} tells by one alone`));
  }
  return { differences, stored, told };
};

const deployedIn = (text: string): Deployed => {
  const { resources, problem } = readStack(JSON.parse(text));
  if (resources === undefined) throw new Error(problem);
  return deployedBy(resources);
};

const partsIn = (text: string): ReadonlyMap<string, string> =>
  new Map((readStack(JSON.parse(text)).resources ?? []).map((one) => [one.urn, partName(one)]));

let ground: Ground;
let stack: Stack;
const preview = (...more: string[]): string =>
  execFileSync("pulumi", ["preview", "--json", "--stack", stack.name, ...more], {
    cwd: stack.workspace.workDir,
    env: ground.env,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });

beforeAll(async () => {
  ground = openGround();
  stack = await rootStack(ground, "prod");
});
afterAll(() => ground.clear());

describe("the root program, stack prod", () => {
  it("is planned to do with events what the spec says", () => {
    const planned = deployedIn(preview());
    const { differences, stored, told } = compared(planned);
    expect(differences).toEqual([]);
    expect([stored > 90, told > 20]).toEqual([true, true]);
    // Nobody knows before the deployment what these are about.
    const reasons = planned.notUnderstood.map(({ reason }) => reason.replace(/^.*: /, ""));
    expect([...new Set(reasons)]).toEqual(["only the deployment knows it"]);
  });

  it("does with events what the spec says, once it is deployed, and nothing of it is not understood", async () => {
    await stack.up();
    const deployed = deployedIn(stateText(ground, stack));
    const { differences, stored, told } = compared(deployed);
    console.log(`replayed on ${events.length} events: ${stored} stored, ${told} times told`);
    expect(deployed.notUnderstood).toEqual([]);
    expect(differences).toEqual([]);
    expect([stored > 90, told > 20]).toEqual([true, true]);
    // Each filter as the spec's, but for names.
    const { plan } = readRequest("AuditLog", args, "2026-07-01");
    expect(filterChanges(specFilters(plan!), stackFilters(deployed, partsIn(stateText(ground, stack))))).toEqual([]);
  });

  it("is asked for by its name", () => {
    const auditlog = (...args: string[]) =>
      spawnSync(process.execPath, [join(root, "cli", "main.ts"), ...args], {
        cwd: stack.workspace.workDir,
        env: ground.env,
        encoding: "utf8",
      });
    const replayed = auditlog("replay", "--stack", "prod", join(root, "examples/events"));
    expect([replayed.status, replayed.stderr]).toEqual([0, ""]);
    expect(replayed.stdout.split("\n")[0]).toBe("stack prod on 101 events in 3 files");
    const compared = auditlog("diff", "audit.yaml", "--stack", "prod", join(root, "examples/events"));
    expect(compared.stdout).toContain("no setting, rule or native filter differs; of 101 events in 3 files none is");
    expect([compared.status, compared.stderr]).toEqual([0, ""]);
    const missing = auditlog("replay", "--stack", "nowhere", join(root, "examples/events"));
    expect([missing.status, missing.stdout, missing.stderr]).toEqual([
      2,
      "",
      "auditlog: --stack nowhere: there is no stack nowhere in this project and backend; pulumi stack ls --all lists those there are\n",
    ]);
  });

  it("is not taken from a preview that leaves out what stays as it is", () => {
    expect(readStack(JSON.parse(preview())).problem).toMatch(/^the preview leaves out \d+ resources that stay/);
    expect(compared(deployedIn(preview("--show-sames"))).differences).toEqual([]);
  });
});
