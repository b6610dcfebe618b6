import { readdirSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { catalogAlerts } from "../../../core/catalog/alerts.ts";
import { benchmarkCondition } from "../../../core/compile/azure/alerts.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { forCloud } from "../../../core/filter/for-cloud.ts";
import { read } from "../filter/arbitrary-filter.ts";
import { answerTo } from "../properties/compiled.ts";
import {
  becoming,
  evaluators,
  event,
  examplesOf,
  folder,
  inExampleRegion,
  type Json,
  meant,
  placements,
} from "./catalog-alerts.ts";

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
