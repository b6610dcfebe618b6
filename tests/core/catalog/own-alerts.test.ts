import { describe, expect, it, test } from "vitest";
import { catalogAlerts } from "../../../core/catalog/alerts.ts";
import { fill, tokensOf } from "../../../core/compile/json.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { forCloud } from "../../../core/filter/for-cloud.ts";
import { read } from "../filter/arbitrary-filter.ts";
import { becoming, evaluators, event, examplesOf, type Json, meant, owns } from "./catalog-alerts.ts";

const own = meant.flatMap(([id, cloud, { clouds: by }]) => {
  const here = by[cloud];
  return here.when === undefined || here.own === undefined
    ? []
    : [[id, cloud, here.own, [here.native ?? []].flat()] as const];
});

/** The most characters of what fills each token. */
const longestNames: Readonly<Record<Cloud, Readonly<Record<string, number>>>> = {
  aws: { archive: 63, dataTrail: 68, accessLogs: 63, streamBucket: 63, unique: 7, key: 36, keyAlias: 69 },
  gcp: {
    archive: 63,
    archiveSink: 100,
    searchSink: 100,
    streamSink: 100,
    streamTopic: 255,
    streamSubscription: 255,
    unique: 7,
    key: 63,
  },
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

/** What isn't made here, or can't be told apart: why stands in the catalog or beside it. */
const everywhere = {
  // Cloud Monitoring gives policies and channels numbers, which a policy would have to know of itself.
  "alert-change": ["gcp"],
  // What mutes alerts may be anywhere, and name none of them.
  "alert-muted": ["aws", "gcp", "azure"],
  // The audit configuration is the whole project's.
  "audit-capture-change": ["gcp"],
  // What watches, and what the account belongs to, is not made here.
  "configuration-recorder-change": ["aws"],
  "detection-off": ["aws", "gcp", "azure"],
  "flow-log-deleted": ["aws", "azure"],
  "organization-left": ["aws", "gcp", "azure"],
};

it("is every alert of the group tamper but these", () => {
  const wide = catalogAlerts
    .filter(({ groups }) => groups.includes("tamper"))
    .map(({ id, clouds: by }) => {
      const found = clouds.filter((cloud) => {
        const here = by[cloud];
        return here.when !== undefined && here.own === undefined && here.within === undefined;
      });
      return [id, found] as const;
    });
  expect(Object.fromEntries(wide.filter(([, found]) => found.length > 0))).toEqual(everywhere);
});
