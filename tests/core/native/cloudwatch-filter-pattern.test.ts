import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesFilterPattern, parseFilterPattern } from "../../../core/native/cloudwatch-filter-pattern.ts";
import { corpusIsHere, realRecords } from "./cloudtrail-records.ts";

const matches = (pattern: string, event: unknown): boolean => {
  const { filter, problems } = parseFilterPattern(pattern);
  if (!filter) throw new Error(JSON.stringify(problems));
  return matchesFilterPattern(filter, event);
};

const problemsOf = (pattern: string): string[] =>
  (parseFilterPattern(pattern).problems ?? []).map(({ at, message }) => `${at} ${message}`);

describe("AWS's own examples", () => {
  // https://github.com/awsdocs/amazon-cloudwatch-logs-user-guide/blob/main/doc_source/FilterAndPatternSyntax.md
  const event = {
    eventType: "UpdateTrail",
    sourceIPAddress: "111.111.111.111",
    arrayKey: ["value", "another value"],
    objectList: [
      { name: "a", id: 1 },
      { name: "b", id: 2 },
    ],
    SomeObject: null,
    ThisFlag: true,
    user: { id: 1, email: "John.Stiles@example.com" },
    users: [
      { id: 2, email: "John.Doe@example.com" },
      { id: 3, email: "Jane.Doe@example.com" },
    ],
    actions: ["GET", "PUT", "DELETE"],
    coordinates: [
      [0, 1, 2],
      [4, 5, 6],
      [7, 8, 9],
    ],
    latency: 500,
    numbers: [1e-3],
  };
  test.each([
    ['{ $.eventType = "UpdateTrail" }', true],
    ["{ $.sourceIPAddress != 123.123.* }", true],
    ["{ $.sourceIPAddress = 111.111.* }", true],
    ['{ $.arrayKey[0] = "value" }', true],
    ["{ $.objectList[1].id = 2 }", true],
    ["{ $.objectList[2].id != 2 }", false],
    ["{ $.SomeObject IS NULL }", true],
    ["{ $.SomeOtherObject IS NULL }", false],
    ["{ $.SomeOtherObject NOT EXISTS }", true],
    ["{ $.SomeObject NOT EXISTS }", false],
    ["{ $.ThisFlag IS TRUE }", true],
    ["{ $.ThisFlag IS FALSE }", false],
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', true],
    ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', false],
    ['{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch }', true],
    [
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch }',
      false,
    ],
    ["{ $.users = 1 }", false],
    ["{ $.users != 1 }", false],
    ["{ $.latency >= 500 }", true],
    ["{ $.latency > +1000 }", false],
    ["{ $.numbers[0] < 10e-3 }", true],
    ["{ $.latency = * }", true],
  ])("%s: %j", (pattern, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });
});

describe("a condition on one value", () => {
  test.each<[pattern: string, matching: unknown[], others: unknown[]]>([
    ["{ $.a = x }", ["x"], ["X", "xx", "", null, true, ["x"], { x: 1 }, undefined]],
    ["{ $.a != x }", ["X", "", 1], ["x", null, true, ["y"], {}, undefined]],
    ['{ $.a = "a b" }', ["a b"], ["a", "ab"]],
    ['{ $.a = "a\\"b\\\\" }', ['a"b\\'], ["ab"]],
    ['{ $.a = "*b" }', ["b", "ab"], ["ba", "a"]],
    ['{ $.a = "b*" }', ["b", "ba"], ["ab", "B"]],
    ['{ $.a = "*b*" }', ["b", "abc"], ["a"]],
    ["{ $.a = a*b }", ["a*b"], ["ab", "axb"]],
    ["{ $.a = * }", ["", "x", 0], [null, false, [], {}, undefined]],
    ["{ $.a = 5 }", [5, "5"], [50, "05", true]],
    ["{ $.a = 5.0 }", [5, "5.0"], ["5"]],
    ['{ $.a = "5" }', ["5", 5], [50]],
    ["{ $.a != 5 }", [6, "6"], [5, "5", null, undefined]],
    ["{ $.a < 5 }", [4.9, -1], [5, "4", null, undefined]],
    ["{ $.a <= 5 }", [5], [5.1]],
    ["{ $.a > 5 }", [5.1], [5]],
    ["{ $.a >= 5 }", [5], [4]],
    ["{ $.a IS NULL }", [null], ["", 0, undefined]],
    ["{ $.a IS FALSE }", [false], [true, "false", 0, null]],
    ["{ $.a EXISTS }", [null, "", false, [], {}], [undefined]],
    ["{ $.a NOT EXISTS }", [undefined], [null, ""]],
    ["{ $.a = %^[Dd]el.*e$% }", ["Delete", "dele"], ["xDele", "Deletes"]],
    ["{ $.a != %x% }", ["y", 1], ["axb", null, undefined]],
  ])("%s", (pattern, matching, others) => {
    const found = [...matching, ...others].filter((a) => matches(pattern, a === undefined ? {} : { a }));
    expect(found).toEqual(matching);
  });
  test("&& binds before ||, and parentheses before both", () => {
    const truth = (pattern: string) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => (matches(pattern, { a: n & 4, b: n & 2, c: n & 1 }) ? 1 : 0)).join("");
    expect(truth("{ $.a > 0 || $.b > 0 && $.c > 0 }")).toBe("00011111");
    expect(truth("{ ($.a > 0 || $.b > 0) && $.c > 0 }")).toBe("00010101");
    expect(truth("{($.a>0)&&(($.b>0)||($.c>0))}")).toBe("00000111");
  });
  test("names that every object inherits don't exist", () => {
    expect(matches("{ $.constructor NOT EXISTS && $.a.length NOT EXISTS && $.__proto__ NOT EXISTS }", { a: [1] })).toBe(
      true,
    );
  });
});

describe("a regular expression", () => {
  test.each<[regex: string, matching: string[], others: string[]]>([
    ["AUTHORIZED", ["UNAUTHORIZED"], ["authorized"]],
    ["colou?r", ["color", "colour"], ["colouur"]],
    ["^[hc]at", ["hat", "cats"], ["chat"]],
    ["[hc]at$", ["hat", "the cat"], ["cats"]],
    ["[abcx-z]", ["y", "c"], ["d", "w"]],
    ["[^a-c]", ["d", "ad"], ["abc", ""]],
    ["[a-]", ["-"], ["b"]],
    ["^a{3,5}$", ["aaa", "aaaaa"], ["aa", "aaaaaa"]],
    ["^a{2}$", ["aa"], ["a", "aaa"]],
    ["^a{2,}$", ["aa", "aaaa"], ["a"]],
    ["^ab*c$", ["ac", "abbc"], ["abd"]],
    ["^ab+c$", ["abc", "abbc"], ["ac"]],
    ["gra|ey$", ["gray", "grey"], ["groy"]],
    ["^\\d{1,3}\\.\\d$", ["1.2", "123.4"], ["1x2", "1234.5"]],
    ["^\\w\\W\\s\\S\\D$", ["a! bc"], ["a! b1", "aa bc"]],
    ["\\x41\\[", ["A["], ["a["]],
    ["^.$", ["a", "\u00e9"], ["", "ab", "\n"]],
    ["^$", [""], ["a"]],
    ["$", ["", "a"], []],
  ])("%%%s%%", (regex, matching, others) => {
    const found = [...matching, ...others].filter((a) => matches(`{ $.a = %${regex}% }`, { a }));
    expect(found).toEqual(matching);
  });
  test("means what the same one means in JavaScript", () => {
    const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\w");
    const item = fc
      .tuple(atom, fc.constantFrom("", "?", "*", "+", "{2}", "{1,2}", "{0,}"))
      .map((parts) => parts.join(""));
    const branch = fc
      .tuple(fc.constantFrom("", "^"), fc.array(item, { minLength: 1, maxLength: 5 }), fc.constantFrom("", "$"))
      .map(([start, items, end]) => start + items.join("") + end);
    const regexes = fc.array(branch, { minLength: 1, maxLength: 3 }).map((branches) => branches.join("|"));
    fc.assert(
      fc.property(regexes, fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 }), (regex, a) => {
        expect(matches(`{ $.a = %${regex}% }`, { a })).toBe(new RegExp(regex).test(a));
      }),
      { numRuns: 2_000 },
    );
  });
  test("takes no time where others go back and forth", () => {
    expect(matches(`{ $.a = %^${"a*".repeat(60)}b$% }`, { a: "a".repeat(5_000) })).toBe(false);
  });
});

describe("a pattern is refused", () => {
  test.each([
    ["", "0 a JSON filter pattern begins with {"],
    ["ERROR", "0 a JSON filter pattern begins with {"],
    ["{ }", "2 a selector such as $.eventName, or (, must follow"],
    ["{ $.a }", "6 one of = != < > <= >= IS, EXISTS and NOT EXISTS must follow a selector"],
    ["{ $.a = }", "8 a string, a number or a %regex% must follow"],
    ["{ $.a = x", "9 &&, || or } must follow"],
    ["{ $.a = x } y", "12 nothing may follow the }"],
    ["{ $.a = x y }", "10 &&, || or } must follow"],
    ["{ ($.a = x }", "11 &&, || or ) must follow"],
    ["{ $.a = x && }", "13 a selector such as $.eventName, or (, must follow"],
    ["{ $.a > x }", "8 a number must follow"],
    ['{ $.a > "5" }', "8 a number must follow"],
    ["{ $.a IS EMPTY }", "9 NULL, TRUE or FALSE must follow IS"],
    ["{ $.a NOT NULL }", "10 EXISTS must follow NOT"],
    ["{ $.a IN (x) }", "6 one of = != < > <= >= IS, EXISTS and NOT EXISTS must follow a selector"],
    ['{ $.a = "x }', "8 the closing quotation mark is missing"],
    ["{ $.a = a@b }", '9 "@" must stand in quotation marks'],
    ["{ $.a[*].b = x }", "2 a selector is $ and then .property or .property[0] steps of letters, digits, - and _"],
    ["{ $[0] = x }", "2 a selector is $ and then .property or .property[0] steps of letters, digits, - and _"],
    ["{ $.a. = x }", "2 a selector is $ and then .property or .property[0] steps of letters, digits, - and _"],
    ["{ $.a = %x }", "8 the closing % is missing"],
    ["{ $.a = %% }", "9 a regular expression must not be empty"],
    ["{ $.a = %something!% }", "18 ! is not supported here"],
    ["{ $.a = %(a)% }", "9 ( is not supported here"],
    ["{ $.a = %a**% }", "11 a repetition of a repetition is not supported"],
    ["{ $.a = %[a% }", "11 ] is missing"],
    ["{ $.a = %[z-a]% }", "13 the range is not in order"],
    ["{ $.a = %[a!]% }", "11 ! is not supported here"],
    ["{ $.a = %a{x}% }", "10 { } takes m or m,n"],
    ["{ $.a = %a{2,1}% }", "15 {m,n} must be in order"],
    ["{ $.a = %a{999}b{9}% }", "19 more than 1000 characters when its repetitions are written out"],
    ["{ $.a = %x% || $.b = %y% || $.c = %z% }", "34 more than 2 regular expressions"],
  ])("%s: %s", (pattern, problem) => {
    expect(problemsOf(pattern)).toEqual([problem]);
  });
  test("that is longer than 1,024 characters", () => {
    const ofLength = (length: number) => `{ $.a = ${"x".repeat(length - 10)} }`;
    expect([1_024, 1_025].map((length) => problemsOf(ofLength(length)))).toEqual([
      [],
      ["1024 1025 characters are more than the 1024 allowed"],
    ]);
  });
});

describe("any pattern and any event", () => {
  const part = fc.constantFrom(
    ...'{ } ( ) && || = != < >= $.a $.b[0].c $.__proto__ IS NULL TRUE NOT EXISTS x * "y*" 5 -1e3 %a|b% %[% % " \\ é'.split(
      " ",
    ),
  );
  const condition = fc
    .tuple(fc.constantFrom("$.a", "$.b[0].c"), fc.constantFrom("= x", "!= 5", "< 5", "IS NULL", "NOT EXISTS", "= %a%"))
    .map((parts) => parts.join(" "));
  const patterns = fc.oneof(
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join(" ")),
    fc.array(part, { maxLength: 12 }).map((parts) => `{${parts.join("")}}`),
    fc.tuple(condition, fc.constantFrom("&&", "||"), condition).map((parts) => `{ ${parts.join(" ")} }`),
    fc.string(),
  );
  test("are read and matched without an exception", () => {
    fc.assert(
      fc.property(
        patterns,
        fc.oneof(fc.jsonValue(), fc.record({ a: fc.jsonValue(), b: fc.jsonValue() })),
        (pattern, event) => {
          const { filter, problems } = parseFilterPattern(pattern);
          if (filter) expect(typeof matchesFilterPattern(filter, event)).toBe("boolean");
          else expect(problems.every(({ at }) => at >= 0 && at <= pattern.length)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
  test("a quoted text without wildcards matches itself alone", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        fc.pre(!text.startsWith("*") && !text.endsWith("*"));
        const pattern = `{ $.a = "${text.replace(/["\\]/g, "\\$&")}" }`;
        expect(matches(pattern, { a: text })).toBe(true);
        expect(matches(pattern, { a: other })).toBe(text === other);
      }),
    );
  });
  test("as deep as 1,024 characters go", () => {
    const pattern = `{${"(".repeat(505)}$.a=x${")".repeat(505)}}`;
    expect([matches(pattern, { a: "x" }), matches(pattern, { a: "y" })]).toEqual([true, false]);
  });
});

describe("the CIS benchmark's patterns", () => {
  const named = (names: string): string =>
    names
      .split(" ")
      .map((name) => `($.eventName = ${name})`)
      .join(" || ");
  const ofService = (service: string, names: string): string =>
    `{ ($.eventSource = ${service}.amazonaws.com) && (${named(names)}) }`;
  const denied = `{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }`;
  const root = `{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }`;
  const signInWithoutMfa = `{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != "Yes") }`;
  const call = { eventName: "GetUser", eventType: "AwsApiCall", sourceIPAddress: "1.2.3.4" };
  test.each<[pattern: string, event: unknown, expected: boolean]>([
    [denied, { ...call, errorCode: "Client.UnauthorizedOperation" }, true],
    [denied, { ...call, errorCode: "AccessDeniedException" }, true],
    [denied, { ...call, errorCode: "AccessDenied", eventName: "HeadBucket" }, false],
    [denied, { ...call, errorCode: "AccessDenied", sourceIPAddress: "delivery.logs.amazonaws.com" }, false],
    [denied, call, false],
    [root, { ...call, userIdentity: { type: "Root" } }, true],
    [root, { ...call, userIdentity: { type: "Root", invokedBy: "x.amazonaws.com" } }, false],
    [root, { ...call, userIdentity: { type: "Root" }, eventType: "AwsServiceEvent" }, false],
    [root, { ...call, userIdentity: { type: "IAMUser" } }, false],
    [signInWithoutMfa, { eventName: "ConsoleLogin", additionalEventData: { MFAUsed: "No" } }, true],
    [signInWithoutMfa, { eventName: "ConsoleLogin", additionalEventData: { MFAUsed: "Yes" } }, false],
    [
      '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
      { eventName: "ConsoleLogin", errorMessage: "Failed authentication" },
      true,
    ],
    [
      '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
      { eventName: "ConsoleLogin" },
      false,
    ],
  ])("%s on %j: %j", (pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });
  const listed: [source: string | undefined, names: string][] = [
    [
      undefined,
      "DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy AttachGroupPolicy DetachGroupPolicy",
    ],
    [undefined, "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging"],
    ["kms", "DisableKey ScheduleKeyDeletion"],
    [
      "s3",
      "PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication",
    ],
    ["config", "StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder"],
    [
      undefined,
      "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup",
    ],
    [
      undefined,
      "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation",
    ],
    [
      undefined,
      "CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway DetachInternetGateway",
    ],
    [
      "ec2",
      "CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable",
    ],
    [
      undefined,
      "CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection DeleteVpcPeeringConnection RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc DisableVpcClassicLink EnableVpcClassicLink",
    ],
    [
      "organizations",
      "AcceptHandshake AttachPolicy CancelHandshake CreateAccount CreateOrganization CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization DeleteOrganizationalUnit DeletePolicy EnableAllFeatures EnablePolicyType InviteAccountToOrganization LeaveOrganization DetachPolicy DisablePolicyType MoveAccount RemoveAccountFromOrganization UpdateOrganizationalUnit UpdatePolicy",
    ],
  ];
  test.each(listed)("of %s for %s match each name, and no other", (service, names) => {
    const pattern = service === undefined ? `{ ${named(names)} }` : ofService(service, names);
    const eventSource = `${service ?? "any"}.amazonaws.com`;
    const missed = names.split(" ").filter((eventName) => !matches(pattern, { eventSource, eventName }));
    expect(missed).toEqual([]);
    expect(matches(pattern, { eventSource, eventName: "Describe" })).toBe(false);
    const elsewhere = { eventSource: "other.amazonaws.com", eventName: names.split(" ")[0] };
    expect(matches(pattern, elsewhere)).toBe(service === undefined);
  });
  test(`are ${corpusIsHere ? "" : "not "}tried on real records, as the corpus is ${corpusIsHere ? "" : "not "}here`, () => {
    const stopped = realRecords.filter((record) => matches(`{ ${named("StopLogging DeleteTrail")} }`, record));
    expect(stopped.length > 0).toBe(corpusIsHere);
    expect(stopped.every(({ eventName }) => /^(StopLogging|DeleteTrail)$/.test(eventName))).toBe(true);
    const loggedIn = realRecords.filter((record) => matches(signInWithoutMfa, record));
    expect(loggedIn.every(({ eventName }) => eventName === "ConsoleLogin")).toBe(true);
    expect(loggedIn.length > 0).toBe(corpusIsHere);
  });
});
