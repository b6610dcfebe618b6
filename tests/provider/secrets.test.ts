import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { useMocks } from "../components/deploy.ts";
import { type Reason, refused } from "./refused.ts";

await useMocks();

const spec = { version: 1 };
const aws = { region: "eu-central-1" };
const gcp = { project: "acme-audit", location: "europe-west3" };
const azure = { location: "westeurope" };

/** Every secret value and every key in a secret has one of these words or numbers in it. */
const secretive = /hunter|4321|1234|1999/i;

const inPlain =
  "the value is a secret, but it would stand in the open in names, settings and coverage; give a plain value, and make secret only what identifies a reader or a channel, or a tag's value";

const secrets: Record<string, { inputs: pulumi.Inputs; reasons: Reason[] }> = {
  "the text of a spec": {
    inputs: { specYaml: pulumi.secret("version: 1\nhunter: hunter2\nretention: { days: 43210 }\n"), aws },
    reasons: [["specYaml (secret)", inPlain]],
  },
  "a text that is no YAML": {
    inputs: { specYaml: pulumi.secret("version: 1\nretention: { hunter2: *hunter\n"), aws },
    reasons: [["specYaml (secret)", inPlain]],
  },
  "a secret spec that an open override contradicts": {
    inputs: {
      spec: pulumi.secret({ version: 1, retention: { days: 1234 } }),
      overrides: { retention: { searchableDays: 2000 } },
      aws,
    },
    reasons: [["spec (secret)", inPlain]],
  },
  "a secret number in an open spec": {
    inputs: { spec: { version: 1, retention: { days: pulumi.secret(43210) } }, aws },
    reasons: [["spec.retention.days (secret)", inPlain]],
  },
  "valid secrets where plain values are wanted, all at once": {
    inputs: {
      spec,
      aws: { region: pulumi.secret("eu-central-1") },
      gcp: { ...gcp, project: pulumi.secret("hunter-1") },
    },
    reasons: [
      ["aws.region (secret)", inPlain],
      ["gcp.project (secret)", inPlain],
    ],
  },
  "a secret that is not known yet, where a plain value is wanted": {
    inputs: { spec, aws: { region: pulumi.secret(pulumi.output(pulumi.unknown)) } },
    reasons: [["aws.region (secret)", inPlain]],
  },
  "a secret reader, of an open name": {
    inputs: {
      spec,
      aws: { ...aws, readers: { soc: pulumi.secret("hunter2") } },
      gcp: { ...gcp, readers: { soc: pulumi.secret("hunter2") } },
      azure: { ...azure, readers: { soc: { principalId: pulumi.secret("hunter2") } } },
    },
    reasons: [
      [
        "aws.readers.soc (secret)",
        "this is not the ARN of an IAM role, user or account; write it like arn:aws:iam::111122223333:role/security-audit",
      ],
      ["gcp.readers.soc (secret)", "this is not a member that is not public; write it like group:security@example.com"],
      [
        "azure.readers.soc.principalId (secret)",
        "this is not the object id of a principal; write it like 11111111-2222-3333-4444-555555555555",
      ],
    ],
  },
  "a secret tag, of an open name": {
    inputs: { spec, aws, tags: { team: pulumi.secret("hunter2!"), env: "prod" } },
    reasons: [
      [
        "tags.team (secret)",
        "this is not a tag value of at most 256 letters, digits, spaces and _.:/=+-@; write it like security",
      ],
    ],
  },
  "secret tags with their names": {
    inputs: { spec, gcp, tags: pulumi.secret({ "hunter 2": "hunter2!", Hunter: "a", hunter: "b" }) },
    reasons: [["tags (secret)", inPlain]],
  },
  "a secret reader of the wrong type": {
    inputs: { spec, aws: { ...aws, readers: { soc: pulumi.secret(4321) } } },
    reasons: [["aws.readers.soc (secret)", "a secret is given; give a text"]],
  },
  "open names of tags of which one is secret": {
    inputs: { spec, gcp, tags: { Team: pulumi.secret("hunter2"), team: "b" } },
    reasons: [["tags (secret)", "the tags Team and team become the same Google Cloud label team; rename one of them"]],
  },
  "a secret aws block": {
    inputs: {
      spec,
      aws: pulumi.secret({ region: "hunter2", scope: "hunter2", readers: { hunter: "hunter2" }, hunter: 1 }),
    },
    reasons: [["aws (secret)", inPlain]],
  },
  "an endpoint's access key, given in the open": {
    inputs: {
      spec: { ...spec, stream: { enabled: true } },
      aws: { ...aws, streamEndpoint: { url: "https://siem.example.com", accessKey: "hunter2\n" } },
    },
    reasons: [
      [
        "aws.streamEndpoint.accessKey (secret)",
        "this is not an access key of at most 4,096 characters; write it like a1b2c3d4e5f6",
      ],
    ],
  },
  "a secret endpoint that nothing is sent to": {
    inputs: { spec, aws: { ...aws, streamEndpoint: pulumi.secret({ url: "https://hunter.example.com" }) } },
    reasons: [["aws.streamEndpoint (secret)", inPlain]],
  },
  "what identifies channels, given in the open: a key, a token, a webhook's URL": {
    inputs: {
      spec,
      aws,
      channels: {
        phone: { pagerDuty: { eventsKey: "hunter 2" } },
        bot: { slack: { token: "hunter2", channel: "#a" } },
        hook: { slack: { webhookUrl: "hunter2" } },
        siem: { webhook: { url: "https://siem.example.com", token: "hunter 2" } },
      },
    },
    reasons: [
      [
        "channels.phone.pagerDuty.eventsKey (secret)",
        "this is not an integration key: letters and digits; write it like a1b2c3d4e5f60718293a4b5c6d7e8f90",
      ],
      ["channels.bot.slack.token (secret)", "this is not a Slack token; write it like xoxb-246813579-a1b2c3"],
      [
        "channels.hook.slack.webhookUrl (secret)",
        "this is not an https:// URL; write it like https://hooks.slack.com/services/T000/B000/XXXX",
      ],
      ["channels.siem.webhook.token (secret)", "this is not a token without blanks; write it like a1b2c3d4e5f60718"],
    ],
  },
  "a channel that a cloud can't serve, with a secret in it": {
    inputs: { spec, gcp, channels: { hook: { slack: { webhookUrl: "https://hooks.slack.com/hunter2" } } } },
    reasons: [
      ["channels.hook.slack (secret)", "Google Cloud can't reach slack with what is given; give token and channel"],
    ],
  },
  "channels that are one secret": {
    inputs: { spec, aws, channels: pulumi.secret({ hunter: { email: { address: "hunter2@example.com" } } }) },
    reasons: [["channels (secret)", inPlain]],
  },
  "a channel that is a secret": {
    inputs: { spec, aws, channels: { mail: pulumi.secret({ email: { address: "hunter2@example.com" } }) } },
    reasons: [["channels.mail (secret)", inPlain]],
  },
  "a secret under an unknown key": {
    inputs: { spec, aws, awz: pulumi.secret("hunter2") },
    reasons: [
      [
        "awz (secret)",
        "the key awz is not known; did you mean aws? known here: spec, specYaml, overrides, channels, tags, aws, gcp, azure",
      ],
    ],
  },
};

/** The names in a property path, as the engine reads them: a dot or a bracket begins the next one. */
const steps = (path: string): string[] =>
  [...path.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) => quoted ?? index ?? name!);

/** What stands at a path in the arguments, whether it is secret or not. */
const valueAt = async (inputs: pulumi.Inputs, path: string): Promise<unknown> => {
  let value: unknown = inputs;
  for (const step of steps(path)) {
    if (pulumi.Output.isInstance(value)) value = await (value as unknown as { promise(): Promise<unknown> }).promise();
    value = (value as Record<string, unknown> | undefined)?.[step];
  }
  return pulumi.Output.isInstance(value) ? (value as unknown as { promise(): Promise<unknown> }).promise() : value;
};

test.each(Object.entries(secrets))("refused without a word of the secret: %s", async (_, { inputs, reasons }) => {
  const refusal = await refused("AuditLog", inputs);
  expect(refusal.reasons).toEqual(reasons);
  expect(JSON.stringify(refusal).replaceAll(/(\d),(?=\d)/g, "$1")).not.toMatch(secretive);
  for (const [path] of refusal.reasons.filter(([path]) => path.endsWith(" (secret)")))
    expect(await valueAt(inputs, path)).toBeUndefined();
});

test("the paths that lead nowhere would lead to the secret without their mark", async () => {
  const inputs = { aws: { readers: { soc: pulumi.secret("hunter2") } }, tags: pulumi.secret({ team: "hunter2" }) };
  expect(await valueAt(inputs, "aws.readers.soc")).toBe("hunter2");
  expect(await valueAt(inputs, 'tags["team"]')).toBe("hunter2");
});

test("the same arguments without a secret are refused with the values", async () => {
  expect((await refused("AuditLog", { spec: { version: 1, retention: { days: 43210 } }, aws })).reasons).toEqual([
    ["spec.retention.days", "43,210 is out of range; give 1 to 36,500 days"],
  ]);
});
