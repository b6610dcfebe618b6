import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fine, ran } from "./ran.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-page-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const reported = (file: string) => ran({ "a.yaml": fine }, ["report", "a.yaml", "--html", file]);

describe("a report in a file", () => {
  it("takes the place of what was there, and leaves nothing else in the folder", async () => {
    const file = join(folder, "a.html");
    writeFileSync(file, "before");
    expect(await reported(file)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(file, "utf8")).toMatch(/^<!doctype html>\n.*<\/html>\n$/s);
    expect(readdirSync(folder)).toEqual(["a.html"]);
  });

  it("is not written where its folder is not there", async () => {
    const file = join(folder, "none", "a.html");
    const stderr = `auditlog: ${file}: its folder does not exist; make it, or give another path\n`;
    expect(await reported(file)).toEqual({ code: 2, stdout: "", stderr });
  });

  it("leaves a folder of its name as it is, and no part of itself beside it", async () => {
    const file = join(folder, "a.html");
    mkdirSync(file);
    const stderr = `auditlog: ${file}: this is a folder; give the path of a file\n`;
    expect(await reported(file)).toEqual({ code: 2, stdout: "", stderr });
    expect(readdirSync(folder)).toEqual(["a.html"]);
  });

  it.runIf(existsSync("/dev/full"))("says that the disk is full", async () => {
    const stderr = "auditlog: /dev/full: the disk is full; make room, or give a path on another\n";
    expect(await reported("/dev/full")).toEqual({ code: 2, stdout: "", stderr });
  });
});
