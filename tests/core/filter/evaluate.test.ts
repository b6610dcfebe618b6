import { describe, expect, it } from "vitest";
import type { CommonEvent } from "../../../core/event/event.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { read } from "./arbitrary-filter.ts";

const event: CommonEvent = {
  cloud: "aws",
  account: "111122223333",
  category: "management",
  activities: ["access.grant", "storage.policy.change"],
  service: "s3.amazonaws.com",
  operation: "PutBucketPolicy",
  access: "write",
  actor: { id: "arn:aws:iam::111122223333:user/Élise", type: "user" },
  sourceIp: "10.1.2.3",
  resources: ["arn:aws:s3:::prod-data", "prod-data"],
  outcome: "success",
  mfa: false,
  native: {
    eventName: "PutBucketPolicy",
    requestParameters: {
      count: 5,
      text: "5",
      flag: true,
      none: null,
      empty: [],
      names: ["a", ["B"], null],
      rules: [{ port: 22, open: true }, { port: 443, name: "web" }, "odd"],
      nothing: {},
    },
  },
};

const request = "native.requestParameters";

describe("an event matches", () => {
  it.each<[string, boolean, string]>([
    // Names, without regard to case.
    ['operation == "putbucketpolicy"', true, "names compare without regard to case"],
    ['operation != "putbucketpolicy"', false, "also where they must differ"],
    ['operation in ["x", "PUTBUCKETPOLICY"]', true, "and in lists"],
    ['actor.id.contains("/élise")', true, "letters beyond ASCII too"],
    ['operation.startsWith("putB")', true, "and in tests of a part"],
    ['operation.endsWith("BUCKET")', false, "which are of the end alone"],
    ['operation.like("put*policy")', true, "and in globs"],
    ['operation.like("put*bucket*tpolicy")', false, "whose parts may not overlap"],
    ['operation.like("*")', true, "of which a star alone is any text"],
    ['operation.matches("putBucket")', false, "but not in regular expressions"],
    ['operation.matches("(?i)putBucket")', true, "unless they say so"],
    ['operation.matches("Bucket")', true, "which match anywhere"],
    // What is missing.
    ['region == "eu-west-1"', false, "a comparison with a missing field is false"],
    ['region != "eu-west-1"', false, "also where it must differ"],
    ['!(region == "eu-west-1")', true, "and its negation is true"],
    ['region.like("*")', false, "a star matches no missing text"],
    ["has(region)", false, "a missing field is not present"],
    ["has(sourceIp)", true, "a given one is"],
    [`has(${request}.none)`, false, "what is null is absent"],
    [`has(${request}.empty)`, false, "so is a list of nothing"],
    [`has(${request}.nothing)`, true, "an object without fields is there"],
    [`${request}.none != "x"`, false, "null differs from nothing"],
    // Lists.
    ['"access.grant" in activities', true, "an event has several classes"],
    ['"Access.Grant" in activities', true, "by name, without regard to case"],
    ['!("secret.read" in activities)', true, "and not others"],
    ['resource == "prod-data"', true, "one of the names is enough"],
    ['resource.startsWith("prod-")', true, "for parts as well"],
    ['resource != "prod-data"', false, "different is: none is the same"],
    [`${request}.names == "a"`, true, "a list is searched"],
    [`"B" in ${request}.names`, true, "and the lists in it"],
    [`${request}.rules.port == 443`, true, "and the objects in it"],
    [`${request}.rules.port == 22 && ${request}.rules.name == "web"`, true, "each comparison for itself"],
    [`${request}.rules.port != 22`, false, "none of them may be the same"],
    [`${request}.rules.port > 400`, true, "one of them may be more"],
    // The record itself, by case and type.
    ['native.eventName == "putbucketpolicy"', false, "the record compares by case"],
    ['native.eventName.contains("bucket")', false, "also parts"],
    [`${request}.text == 5`, false, "a text is no number"],
    [`${request}.count == "5"`, false, "a number is no text"],
    [`${request}.count == 5.0`, true, "whole or not"],
    [`${request}.count >= 5 && ${request}.count < 6`, true, "numbers have an order"],
    [`${request}.text > 4`, false, "texts have none"],
    [`${request}.flag == true`, true, "truth is a value"],
    [`${request}.flag == "true"`, false, "which is no text"],
    ['native.constructor == "x" || has(native.toString)', false, "what every object of JavaScript has is no field"],
    // Flags and addresses.
    ["mfa", false, "a flag that is false"],
    ["!mfa", true, "is so"],
    ["mfa == false", true, "and compares so"],
    ['cidr("10.1.0.0/16").containsIP(sourceIp)', true, "an address in a network"],
    ['cidr("10.1.2.4/31").containsIP(sourceIp)', false, "or beside it"],
    ['cidr("0.0.0.0/0").containsIP(sourceIp)', true, "or in all of them"],
    ['cidr("::/0").containsIP(sourceIp)', false, "of its own version"],
    ['cidr("10.0.0.0/8").containsIP(userAgent)', false, "a missing address is in none"],
    ['cidr("10.0.0.0/8").containsIP(operation)', false, "nor is what is no address"],
    ["true", true, "a constant is what it is"],
    ["operation in []", false, "nothing is in an empty list"],
  ])("%s: %s, since %s", (text, expected) => {
    expect(evaluate(read(text), event)).toBe(expected);
  });
});
