import { readdirSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import type { AlertExamples, CatalogAlert } from "../../../core/catalog/alert.ts";
import { catalogAlerts } from "../../../core/catalog/alerts.ts";
import { own as awsOwn, region as awsRegion } from "../../../core/catalog/examples/aws.ts";
import { own as azureOwn, region as azureRegion } from "../../../core/catalog/examples/azure.ts";
import { own as gcpOwn, region as gcpRegion } from "../../../core/catalog/examples/gcp.ts";
import { benchmarkCondition } from "../../../core/compile/azure/alerts.ts";
import { fill, tokensOf } from "../../../core/compile/json.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { forCloud } from "../../../core/filter/for-cloud.ts";
import type { KqlRow } from "../../../core/native/kql.ts";
import { read } from "../filter/arbitrary-filter.ts";
import { evaluatorsWith } from "../native-languages.ts";
import { answerTo } from "../properties/compiled.ts";

type Json = Readonly<Record<string, unknown>>;

const folder = new URL("../../../core/catalog/alerts/", import.meta.url);

const examplesOf = async ({ id }: CatalogAlert): Promise<AlertExamples> =>
  ((await import(new URL(`${id}.ts`, folder).href)) as { examples: () => AlertExamples }).examples();

const event = (record: Json): CommonEvent => {
  const found = toCommonEvent(record);
  if ("rejected" in found) throw new Error(`${found.rejected}: ${JSON.stringify(record)}`);
  return found;
};

describe("the catalog of alerts", () => {
  it("has every file, by its id, and forty-five alerts at least", () => {
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ""));
    expect(catalogAlerts.map(({ id }) => id)).toEqual(files.sort());
    expect(files.length).toBeGreaterThanOrEqual(45);
  });

  it("has the CIS recommendations: fifteen of AWS, nine of Google Cloud and eleven of Azure", () => {
    const names = catalogAlerts.flatMap(({ references }) => references.map(({ name }) => name));
    const of = (prefix: string, numbers: readonly string[]): readonly string[] =>
      numbers.filter((number) => !names.includes(`${prefix} ${number}`));
    const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
    expect(
      of(
        "CIS AWS",
        upTo(15).map((n) => `5.${n}`),
      ),
    ).toEqual([]);
    expect(
      of(
        "CIS Google Cloud",
        upTo(8).map((n) => `2.${n + 4}`),
      ),
    ).toEqual([]);
    // What scanners count as the ninth has no number in the benchmark.
    expect(catalogAlerts.find(({ id }) => id === "compute-engine-call")!.clouds.gcp).toEqual({
      when: 'service == "compute.googleapis.com"',
      native: 'protoPayload.serviceName="compute.googleapis.com"',
    });
    expect(
      of(
        "CIS Azure",
        upTo(11).map((n) => `6.1.2.${n}`),
      ),
    ).toEqual([]);
  });

  it("says of each alert what a person needs, in whole sentences", () => {
    for (const { id, title, why, firstSteps, references, groups } of catalogAlerts) {
      expect(title, id).toMatch(/^[A-Z][^.]*[^.]$/);
      for (const text of [why, ...firstSteps]) expect(text, id).toMatch(/^[A-Z].*[.?]$/s);
      expect([firstSteps.length > 0, references.length > 0, groups.length > 0], id).toEqual([true, true, true]);
    }
  });

  it("has a meaning in one cloud at least, and a reason where it has none", () => {
    for (const { id, clouds: by } of catalogAlerts) {
      expect(Object.keys(by), id).toEqual([...clouds]);
      expect(
        clouds.some((cloud) => by[cloud].when !== undefined),
        id,
      ).toBe(true);
      for (const cloud of clouds) expect(by[cloud].none ?? "a reason of words", id).toMatch(/^[A-Za-z].{15,}[^.]$/);
    }
  });
});

const meant = catalogAlerts.flatMap((alert) =>
  clouds
    .filter((cloud) => alert.clouds[cloud].when !== undefined)
    .map((cloud): [string, Cloud, CatalogAlert] => [alert.id, cloud, alert]),
);

/** The region of the examples' stack. */
const regions = { aws: awsRegion, gcp: gcpRegion, azure: azureRegion } as const satisfies Record<Cloud, string>;
const inExampleRegion = (text: string, cloud: Cloud): string => text.replaceAll("${regions}", regions[cloud]);

describe.each(meant)("%s on %s", (_id, cloud, alert) => {
  const filter = forCloud(read(inExampleRegion(alert.clouds[cloud].when!, cloud)), cloud);

  test("is a filter that can match there", () => expect(filter.kind).not.toBe("constant"));

  test("fires on its examples, and not on what is near", async () => {
    const { matching, nearMisses } = (await examplesOf(alert))[cloud]!;
    expect(matching.length).toBeGreaterThan(0);
    expect(nearMisses.length).toBeGreaterThan(0);
    expect([...matching, ...nearMisses].filter((one) => event(one).cloud !== cloud)).toEqual([]);
    expect(matching.filter((one) => !evaluate(filter, event(one)))).toEqual([]);
    expect(nearMisses.filter((one) => evaluate(filter, event(one)))).toEqual([]);
  });
});

/** The row that an example is, and the same as the activity log has it. */
const rowOf = ({ Type, ...columns }: Json): KqlRow => ({ table: String(Type), columns });
const activityOf = (row: Json): Json => ({
  category: row.CategoryValue,
  operationName: row.OperationNameValue,
  status: row.ActivityStatusValue,
  subStatus: row.ActivitySubstatusValue,
  level: row.Level,
  caller: row.Caller,
  resourceId: row._ResourceId,
  properties: row.Properties_d,
});

const evaluators = evaluatorsWith(rowOf, activityOf);

const placements = {
  aws: { aws: { region: "eu-central-1" } },
  gcp: { gcp: { project: "acme-audit", location: "europe-west3" } },
  azure: { azure: { location: "westeurope" } },
} as const satisfies Record<Cloud, object>;

/** What stands in the examples for what the component made. */
const owns = { aws: awsOwn, gcp: gcpOwn, azure: azureOwn } as const satisfies Record<Cloud, object>;

/** What an alert of the catalog becomes, and its texts as they are filled in the examples' cloud. */
const becoming = (id: string, cloud: Cloud) => {
  const alerts = { catalog: [id], regions: { [cloud]: [regions[cloud]] } };
  const spec = { version: 1, encryption: { customerManagedKey: true }, alerts };
  const { compiled, errors } = answerTo({ spec, ...placements[cloud] });
  const rule = compiled[cloud]!.rules.find((one) => one.rule === `alerts.catalog.${id}`)!;
  const here = catalogAlerts.find((alert) => alert.id === id)!.clouds[cloud];
  const isOwn = here.when !== undefined && here.own !== undefined;
  const texts = rule.native.map(({ target, text }) => ({ target, text: isOwn ? fill(text, owns[cloud]) : text }));
  return { rule, errors, texts };
};

describe.each(meant)("what %s becomes on %s", (id, cloud, alert) => {
  const { rule, errors, texts } = becoming(id, cloud);
  const fires = (record: Json): boolean => texts.some(({ target, text }) => evaluators[target]!(text, record));

  test("is within the limits of its target", () => {
    expect(errors).toEqual([]);
    expect(rule.native.length).toBeGreaterThan(0);
  });

  test("matches its examples, and where it is exact nothing that is near", async () => {
    const { matching, nearMisses } = (await examplesOf(alert))[cloud]!;
    expect(matching.filter((one) => !fires(one))).toEqual([]);
    if (rule.fidelity === "exact") expect(nearMisses.filter(fires)).toEqual([]);
  });
});

const own = meant.flatMap(([id, cloud, { clouds: by }]) => {
  const here = by[cloud];
  return here.when === undefined || here.own === undefined
    ? []
    : [[id, cloud, here.own, [here.native ?? []].flat()] as const];
});

/** The most characters of what fills each token. */
const longestNames: Readonly<Record<Cloud, Readonly<Record<string, number>>>> = {
  aws: { archive: 63, accessLogs: 63, unique: 7, key: 36, keyAlias: 69 },
  gcp: { archive: 63, archiveSink: 100, searchSink: 100, unique: 7, key: 63 },
  azure: { subscription: 36, setting: 260, vault: 200, vaultSetting: 260 },
};

/** The most characters of each target that documents some. */
const longest: Readonly<Record<string, number>> = {
  EventBridge: 2_048,
  "CloudWatch Logs metric filter": 1_024,
  "log-match alert": 20_000,
};

const otherNames = [(name: string) => `${name}0`, (name: string) => [...name].reverse().join("")];

/** Examples about the same things of somebody else, where they name what the component made. */
const elsewhere = (records: readonly Json[], cloud: Cloud): readonly Json[] =>
  records.flatMap((record) => {
    const text = JSON.stringify(record);
    return otherNames
      .map((other) => Object.values<string>(owns[cloud]).reduce((all, name) => all.replaceAll(name, other(name)), text))
      .filter((renamed) => renamed !== text)
      .map((renamed) => JSON.parse(renamed) as Json);
  });

describe.each(own)("%s on %s, which is about what the component made,", (id, cloud, text, benchmark) => {
  const alert = catalogAlerts.find((one) => one.id === id)!;
  const { rule, texts } = becoming(id, cloud);
  const deployed = texts.filter((one) => !benchmark.includes(one.text));
  const fires = (record: Json): boolean => deployed.some((one) => evaluators[one.target]!(one.text, record));
  const asks = (filter: string) => (record: Json) => evaluate(forCloud(read(filter), cloud), event(record));
  const isOwn = asks(fill(text, owns[cloud]));
  const isMeant = asks(alert.clouds[cloud].when!);

  test("keeps the names that are filled in as they are, and says nothing else of them", () => {
    expect(tokensOf(rule.native.map((one) => one.text)).sort()).toEqual(tokensOf(text).sort());
    expect(JSON.stringify(rule)).not.toMatch(/~+\\*\}/);
    expect(rule.fidelity).toBe("exact");
  });

  test("fires on the examples, and not on those of somebody else", async () => {
    const { matching, nearMisses } = (await examplesOf(alert))[cloud]!;
    const others = elsewhere(matching, cloud);
    expect(matching.filter((record) => !isOwn(record) || !fires(record))).toEqual([]);
    expect(others.filter((record) => !isMeant(record))).toEqual([]);
    expect([...others, ...nearMisses].filter((record) => isOwn(record) || fires(record))).toEqual([]);
    expect(others.length > 0).toBe(tokensOf(text).length > 0);
  });

  test("is within the limits of its target with the longest names", () => {
    const names = Object.fromEntries(tokensOf(text).map((name) => [name, "x".repeat(longestNames[cloud][name]!)]));
    const lengths = rule.native.map(({ target, text: native }) => [target, fill(native, names).length] as const);
    expect(lengths.filter(([target, length]) => length > (longest[target] ?? Number.POSITIVE_INFINITY))).toEqual([]);
  });
});

test("as many regions as a spec may list are within the limits of every target", () => {
  const eight = (name: string) => Array.from({ length: 8 }, (_, at) => `${name}${at + 1}`);
  const sixteen = {
    aws: [...eight("ap-southeast-"), ...eight("ap-northeast-")],
    gcp: [...eight("northamerica-northeast"), ...eight("northamerica-southeast")],
    azure: [...eight("southafricanorthwest"), ...eight("southafricanortheast")],
  } as const satisfies Record<Cloud, object>;
  for (const cloud of clouds) {
    const alerts = { catalog: ["compute-outside-regions"], regions: { [cloud]: sixteen[cloud] } };
    expect(answerTo({ spec: { version: 1, alerts }, ...placements[cloud] }).errors).toEqual([]);
  }
});

const benchmarks = meant.flatMap(([id, cloud, alert]) => {
  const here = alert.clouds[cloud];
  return here.when === undefined || here.native === undefined
    ? []
    : [[id, cloud, here.when, [here.native].flat()] as const];
});

const targets = { aws: "CloudWatch Logs metric filter", gcp: "log-based metric" } as const;

const conditionText = (text: string): string => JSON.stringify(benchmarkCondition(text));

describe.each(benchmarks)("a benchmark's text for %s on %s", (_id, cloud, when, natives) => {
  const filter = forCloud(read(when), cloud);
  const fires = (record: Json): boolean =>
    cloud === "azure"
      ? natives.some((text) => evaluators["activity log alert"]!(conditionText(text), record))
      : natives.some((text) => evaluators[targets[cloud]]!(text, record));

  test("matches what its filter does, of the examples of all alerts", async () => {
    const all = await Promise.all(catalogAlerts.map(examplesOf));
    const records = all.flatMap((one) => [...(one[cloud]?.matching ?? []), ...(one[cloud]?.nearMisses ?? [])]);
    const missed = records.filter((record) => evaluate(filter, event(record)) && !fires(record));
    expect(missed).toEqual([]);
    // An activity log alert of a benchmark fires when the operation begins, too.
    const more = records.filter((record) => !evaluate(filter, event(record)) && fires(record));
    expect(more.filter((record) => record.ActivityStatusValue !== "Start")).toEqual([]);
  });
});
