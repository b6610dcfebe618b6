import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readEventsOf } from "../../cli/events/read.ts";
import { ran } from "./ran.ts";

/** Does not prove that a disk which is full behaves as the device that stands in for one. */

const main = join(import.meta.dirname, "../../cli/main.ts");
const isPosix = process.platform !== "win32";

const record = JSON.stringify({
  eventVersion: "1.11",
  eventTime: "2026-07-01T10:00:00Z",
  eventSource: "iam.amazonaws.com",
  eventName: "CreateUser",
  awsRegion: "eu-west-1",
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/max" },
  readOnly: false,
  eventType: "AwsApiCall",
});

let folder = "";
let spec = "";
const inFolder = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-damaged-"));
  spec = inFolder("audit.yaml", "version: 1\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("what a file has that can't be read costs that alone, and is said with its place", () => {
  const half = record.slice(0, 100);
  const broken = record.replace("user/max", "user/m\u{1F600}x");
  const bytes = Buffer.from(broken);
  bytes[bytes.indexOf(0xf0) + 1] = 0x20;
  const tar = Buffer.alloc(1024);
  tar.write("events.json", 0);
  tar.write("ustar", 257);
  const notText = "what is no UTF-8 is read as U+FFFD; save the file as UTF-8";

  it.each<[string, string | Uint8Array, number, object]>([
    ["half a line at the end", `${record}\n${half}`, 1, { rejected: [["not JSON", record.length + 1]], unread: [] }],
    ["half a line in the midst", `${half}\n${record}\n`, 1, { rejected: [["not JSON", 0]], unread: [] }],
    [
      "a byte that is no UTF-8",
      Buffer.concat([Buffer.from(`${record}\n`), bytes]),
      2,
      { rejected: [], unread: [[notText, record.length + 1 + bytes.indexOf(0xf0)]] },
    ],
    [
      "a character that ends in the middle",
      Buffer.concat([Buffer.from(`${record}\n`), Buffer.of(0xe2, 0x82)]),
      1,
      { rejected: [["not JSON", record.length + 1]], unread: [[notText, record.length + 1]] },
    ],
    [
      "text in UTF-16",
      Buffer.from(`\uFEFF${record}`, "utf16le"),
      0,
      { rejected: [], unread: [["this is text in UTF-16; save it as UTF-8", 0]] },
    ],
    ["an archive", tar, 0, { rejected: [], unread: [["this is a tar archive; unpack it first", 0]] }],
    [
      "an archive that is packed",
      gzipSync(tar),
      0,
      { rejected: [], unread: [["this is a tar archive; unpack it first", 0]] },
    ],
    ["nothing", "", 0, { rejected: [], unread: [] }],
  ])("%s", async (_, content, events, { rejected, unread }: { rejected?: unknown; unread?: unknown[] }) => {
    const { code, stdout } = await ran({ "a.yaml": "version: 1\n" }, [
      "replay",
      "a.yaml",
      inFolder("file", content),
      "--json",
    ]);
    const found = JSON.parse(stdout);
    expect({
      code,
      isComplete: found.isComplete,
      events: found.events,
      rejected: found.rejected.map(({ reason, example }: never) => [reason, (example as { offset: number }).offset]),
      unread: found.unread.map(({ reason, offset }: never) => [reason, offset]),
    }).toEqual({ code: unread!.length > 0 ? 1 : 0, isComplete: unread!.length === 0, events, rejected, unread });
  });
});

describe("a file that is written while it is read", () => {
  const read = async (size: number) => {
    const file = inFolder("written", `${record}\n${record}\n`);
    const events: unknown[] = [];
    const readings = { event: (event: unknown) => void events.push(event), rejected: () => {} };
    return [await readEventsOf({ file, size }, readings, () => {}), events.length];
  };
  const length = 2 * (record.length + 1);

  it("and grows is read as far as it went when it was found", async () => {
    const [unread, events] = await read(record.length + 1);
    const reason = "the file grew while it was read; what follows is not counted";
    expect([events, unread]).toEqual([1, { file: join(folder, "written"), reason, offset: record.length + 1 }]);
  });

  it("and becomes shorter is said to have had more", async () => {
    const [unread, events] = await read(length + 1);
    const reason = "the file became shorter while it was read; what is no longer there is not counted";
    expect([events, unread]).toEqual([2, { file: join(folder, "written"), reason, offset: length }]);
  });

  it("and stays as it is has nothing said of it", async () => {
    expect(await read(length)).toEqual([undefined, 2]);
  });
});

const env = { ...process.env, FORCE_COLOR: "0" };

/** Starts a replay of the standard input. */
const started = (args: readonly string[], options = "") => {
  const child = spawn(process.execPath, [main, "replay", spec, "-", ...args], {
    env: { ...env, NODE_OPTIONS: options },
  });
  const out = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => {
    out.stdout += text;
  });
  child.stderr.on("data", (text) => {
    out.stderr += text;
  });
  // It may end before it has read everything.
  child.stdin.on("error", () => {});
  const written = (text: string | Uint8Array) => new Promise((done) => child.stdin.write(text, done));
  const ended = async () => {
    const [code, signal] = await once(child, "close");
    return { code, signal, ...out };
  };
  return { child, written, ended };
};

describe("one line of 500 MB", () => {
  const megabyte = Buffer.alloc(1_000_000, "x");
  const memory = "process.on('exit',()=>console.error(Math.round(process.resourceUsage().maxRSS/1000)))";

  it.each([
    ["that is no JSON", "", "", "not JSON"],
    ["that is one text of a record", '{"eventVersion":"', '"}', "longer than 64 MiB"],
  ])(
    "%s costs no more memory than one of 100, and what follows is read",
    { timeout: 300_000 },
    async (_, before, after, reason) => {
      const replayed = async (megabytes: number) => {
        const { child, written, ended } = started(["--json"], `--import "data:text/javascript,${memory}"`);
        const end = ended();
        await written(before);
        for (let at = 0; at < megabytes; at += 1) await written(megabyte);
        await written(`${after}\n${record}\n`);
        child.stdin.end();
        const { code, stdout, stderr } = await end;
        const { events, rejected } = JSON.parse(stdout);
        expect([code, events, rejected.map((one: { reason: string }) => one.reason)]).toEqual([0, 1, [reason]]);
        return Number(stderr);
      };
      const [less, more] = [await replayed(100), await replayed(500)];
      expect(more - less).toBeLessThan(200);
    },
  );
});

describe("Ctrl-C ends a replay with 130, and says that there is no result", { timeout: 60_000 }, () => {
  it.runIf(isPosix)("of text", async () => {
    const { child, written, ended } = started([]);
    const end = ended();
    // More than a pipe holds: it is being read.
    await written(`${record}\n`.repeat(20_000));
    child.kill("SIGINT");
    const { code, signal, stdout, stderr } = await end;
    expect([code, signal, stdout]).toEqual([130, null, ""]);
    expect(stderr).toMatch(/^auditlog: stopped after \d+\.\d MB: there is no result\n$/);
  });

  it.runIf(isPosix)("of lines that were printed already", async () => {
    const { child, written, ended } = started(["--ndjson"]);
    const end = ended();
    await written(`${record}\n`);
    await once(child.stdout, "data");
    child.kill("SIGINT");
    const { code, stdout, stderr } = await end;
    expect([code, stdout.split("\n").length]).toEqual([130, 2]);
    expect(stderr).toBe("auditlog: stopped after 0.0 MB: what was printed is not all\n");
  });
});

describe("an output that can't be written", { timeout: 60_000 }, () => {
  const shell = (command: string) => {
    const { status, stdout, stderr } = spawnSync("bash", ["-c", command], { env, encoding: "utf8", timeout: 60_000 });
    return { code: status, stdout, stderr };
  };
  const replay = `"${process.execPath}" "${main}" replay`;

  it.runIf(isPosix)("since its reader has seen enough ends a replay of events without end", () => {
    const command = `yes '${record}' | ${replay} "${spec}" - --ndjson | head -n 1; echo "\${PIPESTATUS[1]}"`;
    const { code, stdout, stderr } = shell(command);
    const [first = "", exit] = stdout.split("\n");
    expect([code, JSON.parse(first).operation, exit, stderr]).toEqual([0, "CreateUser", "141", ""]);
  });

  const full = "auditlog: the standard output can't be written: the disk is full; what was printed is not whole\n";

  it.runIf(existsSync("/dev/full"))("since the disk is full is said, and ends with 2", () => {
    const events = inFolder("events.ndjson", `${record}\n`);
    for (const form of ["", "--json", "--ndjson"]) {
      expect(shell(`${replay} "${spec}" "${events}" ${form} > /dev/full`)).toEqual({
        code: 2,
        stdout: "",
        stderr: full,
      });
    }
    expect(shell(`${replay} "${spec}" /nowhere 2> /dev/full`)).toEqual({ code: 2, stdout: "", stderr: "" });
  });

  it.runIf(existsSync("/dev/full"))("of a report of tests is said too", () => {
    const file = inFolder(
      "tested.yaml",
      `version: 1\ntests:\n  - { name: a, event: ${record}, expect: { stored: true } }\n`,
    );
    const call = `"${process.execPath}" "${main}" test "${file}"`;
    const left = shell(`${call} --junit /dev/full`);
    expect(left).toEqual({
      code: 2,
      stdout: "",
      stderr: "auditlog: /dev/full: the disk is full; make room, or give a path on another\n",
    });
    expect(shell(`${call} --junit "${folder}/report.xml" > /dev/full`)).toEqual({ code: 2, stdout: "", stderr: full });
    expect(readFileSync(join(folder, "report.xml"), "utf8")).toMatch(/<\/testsuites>\n$/);
  });
});
