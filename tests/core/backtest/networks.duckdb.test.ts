import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { duckDb, duckDbMacros } from "../../../core/backtest/duckdb.ts";
import { textTest } from "../../../core/backtest/text-test.ts";
import { type Comparison, eventField, within } from "../../../core/filter/ast.ts";
import { passes } from "../../../core/filter/evaluate.ts";
import { seed } from "../filter/fidelity.ts";

const byHand = [
  ...["::", "::1", "1::", "2001:db8::7", "2001:DB8:0:0:0:0:0:7", "2001:0db8:0000:0000:0000:0000:0000:0007"],
  ...["::ffff:10.1.2.3", "::ffff:10.1.2.256", "::ffff:010.1.2.3", "64:ff9b::10.1.2.3", "1:2:3:4:5:6:10.1.2.3"],
  ...[
    "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::",
    "::2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7",
    "1::2::3",
    ":::",
    ":",
  ],
  ...[
    "",
    "10.1.2.3",
    "10.1.2",
    "2001:db8::/32",
    "2001:db8::7%eth0",
    "[::1]",
    "g::",
    "12345::",
    " ::1",
    "::1\n",
    "private",
  ],
];

const networks = [
  ...[
    "::/0",
    "::/1",
    "8000::/1",
    "2001:db8::/32",
    "2001:db8::/33",
    "2001:db8::/31",
    "::1/128",
    "::/127",
    "::ffff:0.0.0.0/96",
  ],
  ...["::ffff:10.1.2.3", "64:ff9b::/95", "2001:db8:8000::/35", "1:2:3:4:5:6:7:8/126", "10.0.0.0/8", "0.0.0.0/0"],
];

const damaged = fc
  .tuple(fc.ipV6(), fc.nat(40), fc.constantFrom(":", "::", "0", "f", ".", "g", ""))
  .map(([address, at, text]) => address.slice(0, at) + text + address.slice(at + 1));

it(`an address is in the networks of IPv6 that filters say it is in (seed ${seed})`, { timeout: 60_000 }, async () => {
  const invented = fc.sample(fc.oneof(fc.ipV6(), damaged, fc.ipV4()), { seed, numRuns: 2000 });
  const addresses = [...new Set([...byHand, ...invented])];
  const ofInvented = fc.sample(fc.tuple(fc.ipV6(), fc.nat(128)), { seed, numRuns: 30 });
  const asked = [
    ...networks.map((one) => [one]),
    ...ofInvented.map(([base, bits]) => [`${base}/${bits}`]),
    networks.slice(3, 6),
  ];
  const comparisons = asked.map((all) => within(eventField("sourceIp"), all) as Comparison);
  const tests = comparisons.map((one, at) => `coalesce(${textTest("a", one, duckDb) ?? "FALSE"}, FALSE) AS t${at}`);
  const values = addresses.map((text) => `(${duckDb.quoted(text)})`).join(", ");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const sql = `${duckDbMacros.join("\n")} SELECT a, ${tests.join(", ")} FROM (VALUES ${values}) AS listed (a)`;
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  connection.closeSync();
  const expected = addresses.map((a) => ({
    a,
    ...Object.fromEntries(comparisons.map((one, at) => [`t${at}`, passes(one, a)])),
  }));
  expect(rows).toEqual(expected);
  const inside = expected.flatMap((row) => Object.values(row).filter((one: unknown) => one === true)).length;
  expect(inside).toBeGreaterThan(addresses.length);
});
