// Doesn't prove that Amazon Q Developer words its errors so: they follow its API's documentation. Whether a workspace is authorized the sandbox can't know.
import { expect, test } from "vitest";
import { slackChannel } from "../../sandbox/aws/chatbot-slack-channel.ts";
import { aws } from "../../sandbox/aws/cloud.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import { allow, casesOf, role, SENDER, TOPIC, topic, worldsOf } from "./aws-alert-world.ts";
import { ACCOUNT, CONFIG, testCases } from "./aws-case.ts";
import { storeWith } from "./memory-store.ts";

const INVALID = "InvalidParameterException";
const trusted = role(allow("chatbot.amazonaws.com", "sts:AssumeRole", ""));
const good = {
  region: "us-east-2",
  configurationName: "alerts",
  slackTeamId: "T07EA123LEP",
  slackChannelId: "C07EZ1ABC23",
  iamRoleArn: SENDER,
  snsTopicArns: [TOPIC],
  guardrailPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"],
};
const world = [trusted, topic()];
const of = casesOf(TOKEN.slackChannel, good, world);
const ofWorld = worldsOf(TOKEN.slackChannel, good, world);

testCases(slackChannel.rules, [
  of(
    "chatbot-is-called-where-it-has-an-endpoint",
    { region: "us-east-1" },
    { region: "eu-west-1" },
    "RequestError",
    /no such host/,
  ),
  of(
    "chatbot-configuration-name-is-valid",
    { configurationName: "a.b" },
    { configurationName: "a_b-1" },
    INVALID,
    /ConfigurationName/,
  ),
  of(
    "chatbot-configuration-name-is-valid",
    { configurationName: "a".repeat(129) },
    { configurationName: "a".repeat(128) },
    INVALID,
    /less than or equal to 128/,
    { when: "129 characters" },
  ),
  of("chatbot-slack-workspace-id-is-valid", { slackTeamId: "t07" }, { slackTeamId: "T07" }, INVALID, /SlackTeamId/),
  of(
    "chatbot-slack-channel-id-is-valid",
    { slackChannelId: "#alerts" },
    { slackChannelId: "C07" },
    INVALID,
    /SlackChannelId/,
  ),
  of("chatbot-logging-level-is-known", { loggingLevel: "WARN" }, { loggingLevel: "ERROR" }, INVALID, /LoggingLevel/),
  of("chatbot-role-trusts-chatbot", { iamRoleArn: TOPIC }, {}, INVALID, /not the ARN of a role/),
  ofWorld(
    "chatbot-role-trusts-chatbot",
    "it trusts another service",
    [role(), topic()],
    INVALID,
    /can't be assumed by chatbot/,
  ),
  ofWorld("chatbot-role-trusts-chatbot", "there is none", [topic()], INVALID, /can't be assumed by chatbot/),
  of(
    "chatbot-guardrails-are-managed-policies",
    { guardrailPolicyArns: [SENDER] },
    { guardrailPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/mine`] },
    INVALID,
    /not the ARN of a managed policy/,
  ),
  of("chatbot-topics-are-arns-of-topics", { snsTopicArns: [SENDER] }, {}, INVALID, /not the ARN of a topic/),
  ofWorld("chatbot-topics-exist", "", [trusted], INVALID, /does not exist/),
  ofWorld(
    "chatbot-slack-channel-has-one-configuration",
    "",
    [...world, { token: TOKEN.slackChannel, inputs: { ...good, configurationName: "other" } }],
    "InvalidRequestException",
    /has already been configured for AWS account/,
    {
      near: [
        ...world,
        { token: TOKEN.slackChannel, inputs: { ...good, configurationName: "other", slackTeamId: "T08" } },
      ],
    },
  ),
]);

test("a configuration has its ARN for its id, and without guardrails may do everything", () => {
  const { guardrailPolicyArns: _, ...without } = good;
  const [found] = storeWith(aws, CONFIG, [...world, { token: TOKEN.slackChannel, inputs: without }]).list(
    TOKEN.slackChannel,
  );
  expect(found!.id).toBe(`arn:aws:chatbot::${ACCOUNT}:chat-configuration/slack-channel/alerts`);
  expect(found!.outputs).toMatchObject({
    guardrailPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    loggingLevel: "NONE",
    userAuthorizationRequired: false,
  });
});
