import { describe, expect, test } from "vitest";
import { message } from "../../../core/contract/messages.ts";
import { readRequest } from "../../../core/plan/request.ts";

const errorsOf = (alertRegions: unknown, region = "eu-central-1"): readonly string[] =>
  readRequest("AuditLog", { spec: { version: 1 }, aws: { region, alertRegions } }, "2026-07-01").issues.map(message);

describe("further regions of alerts", () => {
  test("are any of the stack's partition", () => {
    expect(errorsOf(["us-east-1", "ap-southeast-2"])).toEqual([]);
    expect(errorsOf(["cn-north-1"], "cn-northwest-1")).toEqual([]);
    expect(errorsOf([])).toEqual([]);
  });

  test.each<[string, unknown, readonly string[]]>([
    [
      "the stack's own",
      ["eu-central-1"],
      ["aws.alertRegions[0]: the rules are in eu-central-1, the stack's own region; leave it out"],
    ],
    ["given twice", ["us-east-1", "us-east-1"], ["aws.alertRegions[1]: us-east-1 is given twice; keep one of them"]],
    [
      "in another partition",
      ["us-gov-west-1"],
      [
        "aws.alertRegions[0]: us-gov-west-1 is in another partition of AWS than eu-central-1, to which no event can be sent on; leave it out",
      ],
    ],
    ["not known", ["us-oest-1"], ["aws.alertRegions[0]: no AWS region has this name; write it like eu-central-1"]],
    ["not a text", [7], ["aws.alertRegions[0]: the number 7 is given; give a text"]],
    ["not a list", "us-east-1", ['aws.alertRegions: the text "us-east-1" is given; give a list']],
  ])("are refused where one is %s", (_, given, errors) => expect(errorsOf(given)).toEqual(errors));
});
