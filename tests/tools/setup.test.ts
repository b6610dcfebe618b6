import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createScratch, root, type Scratch } from "./scratch.ts";

const setup = join(root, "tools", "setup.mjs");

// The first line of a build is its command; `before` runs before the program is written.
const go = ({ version = "go1.26.0", toolchain = "auto", before = "" }) => `
case $1 in
  env) echo ${version}; echo ${toolchain} ;;
  build)
    echo "go $*" >> "$LOG"
    while [ "$1" != -o ]; do shift; done
    echo "$3" >&2
    ${before}
    printf '#!/bin/sh\\necho v3.255.0\\n' > "$2"
    chmod +x "$2" ;;
esac`;

let scratch: Scratch;
beforeEach(() => {
  scratch = createScratch();
});
afterEach(() => scratch.remove());

/** What the cache holds that a later run could take for a build. */
function usable(): string[] {
  const cache = join(scratch.cache, "auditlog");
  const folders = existsSync(cache) ? readdirSync(cache) : [];
  return folders.filter((name) => /^[0-9a-f]{16}-\w+-\w+$/.test(name));
}

function unfinished(): string[] {
  return readdirSync(join(scratch.cache, "auditlog")).filter((name) => name.includes(".building-"));
}

describe("an installed Pulumi", () => {
  test("is used from the PATH, and nothing is built", async () => {
    scratch.program("pulumi", "echo v3.225.0");
    scratch.program("pulumi-language-yaml", "");
    scratch.program("go", go({}));
    const { code, stdout, stderr } = await scratch.node([setup]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(
      `Ready: the dependencies are installed, and Pulumi is ${join(scratch.folder, "bin", "pulumi")}\n`,
    );
    expect(scratch.log()).toEqual([]);
  });

  test("that is too old is named and ignored", async () => {
    scratch.program("pulumi", "echo v3.224.9");
    scratch.program("pulumi-language-yaml", "");
    scratch.program("go", go({}));
    const { code, stdout, stderr } = await scratch.node([setup]);
    expect(code).toBe(0);
    expect(stderr).toContain(
      `Ignoring ${join(scratch.folder, "bin", "pulumi")}: it is v3.224.9, and v3.225 or newer is needed.\n`,
    );
    expect(stdout).toContain(`Pulumi is ${scratch.cache}`);
  });

  test("without the host of YAML programs is named and ignored", async () => {
    scratch.program("pulumi", "echo v3.255.0");
    const { code, stderr } = await scratch.node([setup]);
    expect(code).toBe(1);
    expect(stderr).toContain("it comes without pulumi-language-yaml, which runs Pulumi YAML programs.\n");
  });
});

describe("a build", () => {
  test("makes both programs from their pinned modules, and says beforehand how long it takes", async () => {
    scratch.program("go", go({}));
    const { code, stdout, stderr } = await scratch.node([setup]);
    expect(code).toBe(0);
    const [folder] = usable();
    expect(stdout).toContain(`Pulumi is ${join(scratch.cache, "auditlog", folder ?? "", "pulumi")}\n`);
    expect(stderr).toMatch(/^There is no usable Pulumi on the PATH: .*about 8 minutes on 2 cores, once/);
    const commands = scratch.log().map((line) => line.replace(/-o \S+\.building-\S+\/(?=\S+ )/, "-o "));
    expect(commands).toEqual([
      "go build -v -trimpath -mod=readonly -ldflags -s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.255.0 -o pulumi github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      "go build -v -trimpath -mod=readonly -ldflags -s -w -o pulumi-language-yaml github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    ]);
  });

  test("is done once", async () => {
    scratch.program("go", go({}));
    await scratch.node([setup]);
    const second = await scratch.node([setup]);
    expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: "" });
    expect(scratch.log()).toHaveLength(2);
  });

  test("is done once by two runs at the same time", async () => {
    scratch.program("go", go({ before: "sleep 0.5" }));
    const outcomes = await Promise.all([scratch.node([setup]), scratch.node([setup])]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(outcomes.map(({ stderr }) => stderr).join("")).toMatch(
      /Another run \(process \d+\) is building Pulumi; waiting for it\.\n/,
    );
    expect(scratch.log()).toHaveLength(2);
  });

  test("that fails shows the command and its output, and leaves nothing that a later run would use", async () => {
    scratch.program("go", go({ before: "echo 'pkg.go:1:1: no such host' >&2; exit 7" }));
    const { code, stderr } = await scratch.node([setup]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /\nThe command failed \(exit code 7\): \S+\/go build -v -trimpath .*\n\npkg\.go:1:1: no such host\n$/,
    );
    expect([...usable(), ...unfinished()]).toEqual([]);
  });

  test("that fails in the second program does not leave the first one to use", async () => {
    scratch.program("go", go({ before: "case $3 in *yaml) exit 1 ;; esac" }));
    const { code } = await scratch.node([setup]);
    expect(code).toBe(1);
    expect([...usable(), ...unfinished()]).toEqual([]);
  });

  test("that was killed is not used later: the next run takes its lock over, clears up and builds", async () => {
    scratch.program("go", go({ before: 'printf half > "$2"; sleep 60' }));
    const killed = scratch.start([setup]);
    while (scratch.log().length === 0) await sleep(20);
    process.kill(-killed.pid, "SIGKILL");
    await killed.ended;
    expect(usable()).toEqual([]);
    expect(unfinished()).toHaveLength(1);

    scratch.program("go", go({}));
    const { code, stdout } = await scratch.node([setup]);
    expect(code).toBe(0);
    expect(stdout).toContain("Pulumi is ");
    expect(usable()).toHaveLength(1);
    expect(unfinished()).toEqual([]);
  });

  test("that the user interrupts clears up after itself", async () => {
    scratch.program("go", go({ before: "sleep 60" }));
    const interrupted = scratch.start([setup]);
    while (scratch.log().length === 0) await sleep(20);
    process.kill(interrupted.pid, "SIGINT");
    expect((await interrupted.ended).code).toBe(130);
    expect([...usable(), ...unfinished()]).toEqual([]);
  });
});

describe("what is missing is said in one sentence, without a stack trace:", () => {
  const go121 =
    "install Go 1.21 or newer (https://go.dev/dl/), or Pulumi itself (https://www.pulumi.com/docs/iac/download-install/).";

  test("neither Pulumi nor Go", async () => {
    expect(await scratch.node([setup])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "\nNeither Pulumi nor Go is on the PATH: install Pulumi v3.225 or newer (https://www.pulumi.com/docs/iac/download-install/), " +
        "or Go 1.21 or newer (https://go.dev/dl/), which builds Pulumi once from its source.\n",
    });
  });

  test("a Go that is too old", async () => {
    scratch.program("go", go({ version: "go1.20.14" }));
    const { code, stderr } = await scratch.node([setup]);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `\n${join(scratch.folder, "bin", "go")} is go1.20.14, which is too old to build Pulumi: ${go121}\n`,
    );
  });

  test("a Go that can't read today's go.mod", async () => {
    scratch.program("go", "echo \"go: go.mod:3: invalid go version '1.25.11': must match format 1.23\" >&2; exit 1");
    const { code, stderr } = await scratch.node([setup]);
    expect(code).toBe(1);
    expect(stderr).toBe(`\n${join(scratch.folder, "bin", "go")} is too old to build Pulumi: ${go121}\n`);
  });

  test("a Go that may not fetch the one that Pulumi needs", async () => {
    scratch.program("go", go({ version: "go1.24.1", toolchain: "local" }));
    const { code, stderr } = await scratch.node([setup]);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `\n${join(scratch.folder, "bin", "go")} is go1.24.1, and Pulumi needs 1.25.11 or newer: install that (https://go.dev/dl/), ` +
        "or set GOTOOLCHAIN=auto, with which Go fetches it.\n",
    );
    expect(scratch.log()).toEqual([]);
  });
});
