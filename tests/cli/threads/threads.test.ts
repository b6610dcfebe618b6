import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Source } from "../../../cli/events/sources.ts";
import { readSpec } from "../../../cli/request.ts";
import { countFiles, countInThreads, threadsFor } from "../../../cli/threads/threads.ts";
import { decider } from "../../../core/replay/decide.ts";
import { resultOf } from "../../../core/replay/result.ts";

/** Does not prove that threads are faster: `npm run bench -- replay` measures it. */

// A thread that starts from the source reads all of it.
vi.setConfig({ testTimeout: 120_000 });

const deciding = {
  spec: `version: 1
capture: { management: write }
alerts:
  catalog: [cis, tamper]
  custom:
    - { name: denied, when: 'outcome == "denied"', severity: low, threshold: { count: 3, withinMinutes: 1 } }
`,
  today: "2026-07-01",
};
const decide = decider(readSpec(deciding.spec, deciding.today).plan!);

const record = (index: number): string =>
  JSON.stringify({
    eventVersion: "1.11",
    userIdentity: { type: index % 17 === 0 ? "Root" : "IAMUser", arn: `arn:aws:iam::111122223333:user/u${index % 7}` },
    eventTime: `2026-07-01T1${index % 3}:00:${String(index % 60).padStart(2, "0")}Z`,
    eventSource: "cloudtrail.amazonaws.com",
    eventName: ["LookupEvents", "StopLogging", "DescribeTrails", "PutEventSelectors"][index % 4],
    awsRegion: "eu-central-1",
    ...(index % 5 === 0 && { errorCode: "AccessDenied" }),
    requestParameters: { name: `trail-${index}` },
    readOnly: index % 2 === 0,
    eventType: "AwsApiCall",
  });

const lines = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => `${record(from + at)}\n`).join("");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-threads-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const sourceOf = (name: string, content: string | Uint8Array): Source => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return { file, size: Buffer.byteLength(content) };
};

const alone = async (sources: readonly Source[]) => {
  const { counts, unread } = await countFiles(decide, deciding, sources, 1, () => {});
  return { result: resultOf(counts), unread };
};

const inThreads = async (sources: readonly Source[], threads: number, partBytes: number) => {
  let bytes = 0;
  const { counts, unread } = await countInThreads(sources, threads, deciding, (count) => (bytes += count), partBytes);
  return { result: resultOf(counts), unread, bytes };
};

const pretty = JSON.stringify({ Records: [record(1), record(2)].map((text) => JSON.parse(text)) }, undefined, 2);

describe("several threads find what one does", () => {
  const files: readonly (readonly [string, readonly (readonly [string, string | Uint8Array])[]])[] = [
    ["in a file of lines", [["a", lines(0, 600)]]],
    ["where its last line has no end", [["b", lines(0, 600).slice(0, -1)]]],
    ["where lines are broken", [["c", `${lines(0, 300)}{"eventName":\n\n[1]\nx\n${lines(300, 300)}{"cut`]]],
    ["where the first lines are none", [["d", `x\n\n${lines(0, 600)}`]]],
    ["where a document goes on over many lines", [["e", `${lines(0, 1)}${pretty}\n${lines(1, 500)}`]]],
    ["where it begins with such a document", [["f", `${pretty}\n${lines(1, 500)}`]]],
    [
      "where a line is longer than a part",
      [["g", `${lines(0, 50)}${JSON.stringify({ x: "y".repeat(90_000) })}\n${lines(50, 300)}`]],
    ],
    [
      "where a line is longer than is read as a whole",
      [
        [
          "h",
          `${lines(0, 50)}{"Records":[${Array.from({ length: 20_000 }, (_, at) => record(at)).join(",")}]}\n${lines(50, 300)}`,
        ],
      ],
    ],
    [
      "in documents",
      [
        ["i.json", `{"Records":[${record(0)},${record(5)}]}`],
        ["j.json", pretty],
      ],
    ],
    [
      "in packed and damaged files",
      [
        ["k.gz", gzipSync(lines(0, 400))],
        ["l.gz", gzipSync(lines(400, 400)).subarray(0, 3_000)],
        ["m", lines(800, 200)],
        ["n", new Uint8Array([0x50, 0x4b, 3, 4])],
      ],
    ],
  ];
  it.each(files)("%s", async (_, contents) => {
    const sources = contents.map(([name, content]) => sourceOf(name, content));
    const expected = await alone(sources);
    for (const [threads, partBytes] of [
      [2, 7_001],
      [3, 50_000],
    ] as const) {
      const { result, unread } = await inThreads(sources, threads, partBytes);
      expect({ result, unread }).toEqual(expected);
    }
  });

  it("where a file is gone", async () => {
    const sources = [sourceOf("o", lines(0, 100)), { file: join(folder, "none"), size: 1_000_000 }];
    const { result, unread } = await inThreads(sources, 2, 5_000);
    expect({ result, unread }).toEqual(await alone(sources));
    expect(unread).toMatchObject([{ file: join(folder, "none"), offset: 0 }]);
  });
});

it("the bytes that were read add up to the file", async () => {
  const source = sourceOf("p", lines(0, 1_000));
  expect((await inThreads([source], 2, 30_000)).bytes).toBe(source.size);
});

describe("how many threads there are", () => {
  const source = (size: number | undefined, file = "a"): Source => ({ file, size });
  it("one where there is little to read, or no size is known", () => {
    expect(threadsFor([source(999_999_999)], undefined)).toBe(1);
    expect(threadsFor([source(undefined)], 8)).toBe(1);
  });
  it("as many as are asked for", () => expect(threadsFor([source(10)], 8)).toBe(8));
  it("as many as there are cores where there is much, which packed files are a tenth of", () => {
    const cores = threadsFor([source(1_000_000_000)], undefined);
    expect(cores).toBeGreaterThanOrEqual(1);
    expect(threadsFor([source(100_000_000, "a.gz")], undefined)).toBe(cores);
    expect(threadsFor([source(99_999_999, "a.gz")], undefined)).toBe(1);
  });
});
