import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import { ACCOUNT, CONFIG, typeOf } from "./aws-case.ts";
import { memoryStore, storeWith } from "./memory-store.ts";

/** The names of a type's arguments in the SDK. */
function argumentsOf(token: string): string[] {
  const path = token.slice("aws:".length, token.lastIndexOf(":"));
  const source = readFileSync(new URL(`../../node_modules/@pulumi/aws/${path}.d.ts`, import.meta.url), "utf8");
  return [...source.slice(source.indexOf("Args {")).matchAll(/^ {4}(\w+)\??: /gm)].map(([, name]) => name ?? "");
}

const rules = [...new Set(aws.types.flatMap((type) => type.rules))];

test("the rules' ids begin with their service", () => {
  for (const { id } of rules)
    expect(id).toMatch(
      /^(organizations|s3|kms|logs|firehose|iam|cloudtrail|chatbot|cloudwatch|events|sns|sqs|glue|athena)(-[a-z0-9]+)+$/,
    );
});

describe("the types", () => {
  test("are those of the SDK's package, by their tokens", () => {
    expect(aws.types.map(({ token }) => token).sort()).toEqual(Object.values(TOKEN).sort());
    for (const token of Object.values(TOKEN)) {
      const path = token.slice("aws:".length, token.lastIndexOf(":"));
      const source = readFileSync(new URL(`../../node_modules/@pulumi/aws/${path}.js`, import.meta.url), "utf8");
      expect(source).toContain(`__pulumiType = '${token}'`);
    }
  });

  test("answer any inputs without an exception, also those that are empty or of a wrong kind", () => {
    for (const type of aws.types) {
      const properties = argumentsOf(type.token);
      for (const value of [null, 7, "", "x", true, [], [null], {}, { a: null }]) {
        const inputs = Object.fromEntries(properties.map((property) => [property, value]));
        const store = memoryStore([]);
        for (const rule of type.rules) {
          const call = { verb: "create", token: type.token, inputs, store, config: CONFIG } as const;
          expect(() => rule.refuse(call), `${rule.id} of ${JSON.stringify(inputs)}`).not.toThrow();
        }
      }
    }
  });

  test("a resource's own region goes before the provider's", () => {
    const store = storeWith(aws, CONFIG, []);
    const outputs = typeOf(TOKEN.logGroup).outputs({ name: "audit", region: "eu-west-1" }, CONFIG, store);
    expect(outputs).toMatchObject({ region: "eu-west-1", arn: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:audit` });
  });

  test("the same name in another account is another resource", () => {
    const inputs = { name: "audit" };
    const store = storeWith(aws, CONFIG, [{ token: TOKEN.logGroup, inputs }]);
    const other = { ...CONFIG, accountId: "444455556666" };
    expect(typeOf(TOKEN.logGroup).id(inputs, CONFIG, store)).toBe("audit");
    expect(typeOf(TOKEN.logGroup).id(inputs, other, store)).toBe("arn:aws:logs:us-east-1:444455556666:log-group:audit");
  });
});

describe("the functions", () => {
  const invoke = (name: string, args = {}, config = CONFIG) =>
    aws.invokes[`aws:index/${name}:${name}`]?.(args, config, memoryStore([]));

  test("say the sandbox's account", () => {
    expect(invoke("getCallerIdentity")).toMatchObject({
      accountId: ACCOUNT,
      arn: `arn:aws:iam::${ACCOUNT}:user/sandbox`,
    });
  });

  test("say the session of the last role that the provider assumes", () => {
    const role = (name: string) => ({ roleArn: `arn:aws:iam::${ACCOUNT}:role/${name}` });
    const assumeRoles = JSON.stringify([role("first"), role("deploy/deployer")]);
    expect(invoke("getCallerIdentity", {}, { ...CONFIG, assumeRoles })).toMatchObject({
      accountId: ACCOUNT,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/sandbox`,
    });
  });

  test("say the partition of the provider's region", () => {
    const partitions = ["us-east-1", "cn-north-1", "us-gov-west-1"].map((region) =>
      invoke("getPartition", {}, { region }),
    );
    expect(partitions).toMatchObject([
      { partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" },
      { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws" },
      { partition: "aws-us-gov", dnsSuffix: "amazonaws.com" },
    ]);
  });

  test("say the provider's region, or the one asked for", () => {
    expect(invoke("getRegion")).toMatchObject({ region: "us-east-1", name: "us-east-1" });
    expect(invoke("getRegion", { region: "eu-west-1" })).toMatchObject({ region: "eu-west-1" });
  });
});

test("the provider needs a region and says how to set one", () => {
  expect(aws.config.region).toBeUndefined();
  expect(aws.requiredConfig?.region).toMatch(/pulumi config set aws:region/);
});
