import { describe, expect, it } from "vitest";
import { isCall } from "../../cli/is-call.ts";

describe("arguments of the program that is both", () => {
  it.each<[string[]]>([
    [[]],
    [["127.0.0.1:41234"]],
    [["-logtostderr", "-v=9", "127.0.0.1:41234"]],
    [["--tracing", "tcp://127.0.0.1:9999", "localhost:41234"]],
    [["[::1]:41234"]],
  ])("%j are the engine's", (args) => {
    expect(isCall(args)).toBe(false);
  });

  it.each<[string[]]>([
    [["check", "audit.yaml"]],
    [["check", "a:1"]],
    [["chek", "audit.yaml"]],
    [["help"]],
    [["--help"]],
    [["-h"]],
    [["--version"]],
    [["--versoin"]],
    [["completion", "bash"]],
  ])("%j are a call", (args) => {
    expect(isCall(args)).toBe(true);
  });
});
