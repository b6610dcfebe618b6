import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fine, ran } from "./ran.ts";

const explained = (...more: string[]) => ran({ "a.yaml": fine }, ["explain", "a.yaml", "--cloud", "aws", ...more]);

describe("explain, with volumes", () => {
  it("tells what a month costs, in columns, and what that doesn't count", async () => {
    const { stdout, code } = await explained("--volume", "management=100M", "--volume", "accounts=2", "--cloud", "gcp");
    const lines = stdout.split("\n");
    const section = lines.slice(
      lines.indexOf("Cost, estimated"),
      lines.findIndex((line) => line.startsWith("a.yaml:")) - 1,
    );
    expect(code).toBe(0);
    expect(section).toEqual([
      "Cost, estimated",
      "  management: 100,000,000 management events, of all accounts and regions",
      "  data: 10,000,000 data events of what capture.data asks for",
      "  accounts: 2 accounts",
      "  regions: 3 regions in which something happens",
      "  alerts: 100 alerts that are told",
      "  forwarded: 10,000 events that are sent on from other regions",
      "  other-trails: 0 other trails that record the same management events",
      "",
      "AWS, a month in us-east-1, at prices of 2026-11",
      "                                   quantity          price                USD a month",
      "  management events, first copy  10,000,000  events  free                        0.00",
      "  CloudWatch Logs, taken in              15  GB      0.50 / GB                   7.50",
      "  CloudWatch Logs, kept                6.75  GB      0.03 / GB                   0.20",
      "  S3, files written                  76,320  files   0.005 / 1,000 files         0.38",
      "  S3, kept                               20  GB      0.023 / GB                  0.46",
      "  in all                                                                         8.54",
      "  what may surprise",
      "    a second trail beside this one, such as Control Tower's, has its management events billed:",
      "    200.00 USD at this volume",
      "    calls of KMS, such as Decrypt, can be most of the management events, and CloudWatch Logs bills",
      "    them like any other",
      "  taken for certain",
      "    an event is 1.5 KB of JSON, a tenth of that in the archive, and what CloudWatch Logs keeps 15 %",
      "    of it",
      "    one management event in ten changes something; only those are recorded",
      "    no data events are recorded",
      "    storage is what it is once retention has filled it: after 400 days",
      "    an alert goes to one address and is posted once; free tiers are left out",
      "  not counted",
      "    queries and what they read",
      "    copies of data events that alarms count",
      "    what a stream's endpoint costs, and what Firehose could not deliver",
      "    cold storage, which takes few of CloudTrail's files",
      "    access logs of the archive, and requests to KMS, which its bucket key keeps few",
      "    what exclusions leave out: the cost is below this",
      "    taxes, discounts, and transfer out of AWS",
      "",
      "Google Cloud: no estimate, since its prices are not known here",
    ]);
  });

  it("tells programs the same", async () => {
    const { stdout } = await explained("--json", "--volume", "management=100M", "--cloud", "azure");
    const { cost } = JSON.parse(stdout) as { cost: { volumes: object; aws: { lines: object[] }; azure: null } };
    expect(Object.keys(cost)).toEqual(["volumes", "aws", "azure"]);
    expect(cost.azure).toBeNull();
    expect(cost.aws.lines[1]).toEqual({
      what: "CloudWatch Logs, taken in",
      quantity: 15,
      unit: "GB",
      price: "0.50 / GB",
      monthly: 7.5,
    });
  });

  it("tells nothing of cost without any, nor of a spec with an error", async () => {
    expect((await explained()).stdout).not.toContain("Cost");
    expect((await explained("--json")).stdout).not.toContain('"cost"');
    const wrong = await ran({ "a.yaml": "version: 2\n" }, ["explain", "a.yaml", "--volume", "data=1M"]);
    expect([wrong.code, wrong.stdout.includes("Cost")]).toEqual([1, false]);
  });

  it.each<[string[], string]>([
    [["--volume"], "--volume needs a value; give it as in --volume management=10M"],
    [
      ["--volume", "acounts=3"],
      "acounts is no volume; did you mean accounts? give management, data, accounts, regions, alerts, forwarded, other-trails",
    ],
    [["--volume", "data"], "--volume data= has no whole number; write one such as 250k, 1.5M or 2B"],
    [["--volume", "data=ten"], "--volume data=ten has no whole number; write one such as 250k, 1.5M or 2B"],
    [["--volume", "data=-1"], "--volume data=-1 has no whole number; write one such as 250k, 1.5M or 2B"],
    [["--volume", "accounts=0"], "--volume accounts=0 is too little; give 1 at least"],
    [["--volume", "data=1", "--volume", "data=2"], "the volume data is given twice; keep one of them"],
  ])("refuses %j in one line", async (args, message) => {
    expect(await explained(...args)).toEqual({ code: 2, stdout: "", stderr: `auditlog: ${message}\n` });
  });

  it("takes none of anything but accounts and regions", async () => {
    const none = ["management", "data", "alerts", "forwarded", "other-trails"].flatMap((name) => [
      "--volume",
      `${name}=0`,
    ]);
    expect((await explained(...none)).code).toBe(0);
  });
});

it("prints what the page about AWS shows", async () => {
  const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const [, shown] = /says:\n\n(( {4}.*\n)+)/.exec(file("docs/aws.md"))!;
  const args = ["explain", "a.yaml", "--cloud", "aws", "--volume", "management=10M", "--volume", "accounts=3"];
  const { stdout } = await ran({ "a.yaml": file("audit.yaml") }, args);
  expect(stdout).toContain(shown!.replaceAll(/^ {4}/gm, ""));
});
