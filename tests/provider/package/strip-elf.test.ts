import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stripElf } from "../../../provider/package/strip-elf.ts";

const section = (flags: bigint, offset: number, size: number): Buffer => {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(1, 4);
  header.writeBigUInt64LE(flags, 8);
  header.writeBigUInt64LE(BigInt(offset), 24);
  header.writeBigUInt64LE(BigInt(size), 32);
  return header;
};

const loaded = 0x2n;

/** An ELF file whose sections are at given places, the last one that of the names. */
const executable = (sections: readonly Buffer[]): Buffer => {
  const contents = Buffer.alloc(400, "c");
  contents.write("\x7fELF\x02\x01", 0, "latin1");
  contents.writeBigUInt64LE(400n, 40);
  contents.writeUInt16LE(sections.length + 1, 60);
  contents.writeUInt16LE(sections.length, 62);
  return Buffer.concat([contents, Buffer.alloc(64), ...sections]);
};

describe("an executable that is stripped", () => {
  it("keeps what is loaded and the names of sections, and nothing else", () => {
    const stripped = stripElf(executable([section(loaded, 64, 100), section(0n, 164, 200), section(0n, 364, 20)]));
    // 164 bytes that are loaded, 20 of names, padding, and three sections' headers.
    expect(stripped.length).toBe(184 + 3 * 64);
    expect([stripped.readBigUInt64LE(40), stripped.readUInt16LE(60), stripped.readUInt16LE(62)]).toEqual([184n, 3, 2]);
    expect(stripped.readBigUInt64LE(184 + 2 * 64 + 24)).toBe(164n);
  });

  it("is refused where what is loaded would have to move", () => {
    const between = [section(loaded, 64, 20), section(0n, 84, 20), section(loaded, 104, 20), section(0n, 364, 20)];
    expect(() => stripElf(executable(between))).toThrow("the sections that are loaded don't come first");
    const before = [section(loaded, 164, 100), section(0n, 64, 20), section(0n, 364, 20)];
    expect(() => stripElf(executable(before))).toThrow("sections that are not loaded come between");
    expect(() => stripElf(Buffer.from("#!/bin/sh"))).toThrow("this is no ELF executable of 64 bits");
  });

  it.runIf(process.platform === "linux")("is smaller, and runs: this very Node.js", () => {
    const folder = mkdtempSync(join(tmpdir(), "auditlog-strip-"));
    try {
      const node = readFileSync(process.execPath);
      const stripped = stripElf(node);
      writeFileSync(join(folder, "node"), stripped, { mode: 0o755 });
      const { stdout } = spawnSync(join(folder, "node"), ["-p", "21 * 2"], { encoding: "utf8" });
      expect(stdout).toBe("42\n");
      expect(stripped.length).toBeLessThan(0.9 * node.length);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
