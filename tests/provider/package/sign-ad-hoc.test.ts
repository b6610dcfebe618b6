import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signAdHoc } from "../../../provider/package/sign-ad-hoc.ts";

/** Does not prove that macOS starts what is signed: that is a step of the release, on macOS. */

const pageSize = 4096;

const segment = (name: string, offset: number, size: number): Buffer => {
  const command = Buffer.alloc(72);
  command.writeUInt32LE(0x19, 0);
  command.writeUInt32LE(72, 4);
  command.write(name, 8, "latin1");
  command.writeBigUInt64LE(BigInt(offset), 40);
  command.writeBigUInt64LE(BigInt(size), 48);
  return command;
};

/** A Mach-O file of two segments, 5,000 and 1,003 bytes, and room for load commands up to byte `room`. */
const executable = (room = 1024): Buffer => {
  const file = Buffer.alloc(6003, 0x90);
  file.fill(0, 0, room);
  [0xfeedfacf, 0x0100000c, 0, 2, 2, 144, 0, 0].forEach((value, index) => {
    file.writeUInt32LE(value, index * 4);
  });
  segment("__TEXT", 0, 5000).copy(file, 32);
  segment("__LINKEDIT", 5000, 1003).copy(file, 104);
  return file;
};

const signature = signAdHoc(executable(), "demo");

describe("an executable that is signed ad hoc", () => {
  it("has a load command that says where its signature is, within the last segment", () => {
    const [commands, size] = [signature.readUInt32LE(16), signature.readUInt32LE(20)];
    expect([commands, size]).toEqual([3, 160]);
    const command = [0, 4, 8, 12].map((at) => signature.readUInt32LE(176 + at));
    expect(command).toEqual([0x1d, 16, 6016, 20 + 88 + 5 + 2 * 32]);
    const [inMemory, inFile] = [signature.readBigUInt64LE(104 + 32), signature.readBigUInt64LE(104 + 48)];
    expect([inMemory, inFile]).toEqual([0x4000n, BigInt(signature.length - 5000)]);
    expect(signature.length).toBe(6016 + 177);
  });

  it("has in it the hash of every page before it", () => {
    const blob = signature.subarray(6016);
    expect([0, 4, 8, 12, 16].map((at) => blob.readUInt32BE(at))).toEqual([0xfade0cc0, 177, 1, 0, 20]);
    const directory = blob.subarray(20);
    const fields = [0, 4, 8, 12, 16, 20, 24, 28, 32].map((at) => directory.readUInt32BE(at));
    expect(fields).toEqual([0xfade0c02, 157, 0x20400, 0x2, 93, 88, 0, 2, 6016]);
    expect([...directory.subarray(36, 40)]).toEqual([32, 2, 0, 12]);
    expect([64, 72, 80].map((at) => directory.readBigUInt64BE(at))).toEqual([0n, 5000n, 1n]);
    expect(directory.toString("latin1", 88, 93)).toBe("demo\0");
    const pages = [signature.subarray(0, pageSize), signature.subarray(pageSize, 6016)];
    const hashes = pages.map((page) => createHash("sha256").update(page).digest("hex"));
    expect([directory.toString("hex", 93, 125), directory.toString("hex", 125, 157)]).toEqual(hashes);
  });

  it("is not signed twice", () => {
    expect(() => signAdHoc(signature, "demo")).toThrow("the executable is signed already");
  });

  it("is a Mach-O file of 64 bits, with room for one more load command", () => {
    expect(() => signAdHoc(Buffer.from("#!/bin/sh, and more than a header long"), "demo")).toThrow(
      "this is no Mach-O executable of 64 bits",
    );
    expect(() => signAdHoc(executable(180), "demo")).toThrow("the executable has no room for one more load command");
    expect(() => signAdHoc(executable(192), "demo")).not.toThrow();
  });
});
