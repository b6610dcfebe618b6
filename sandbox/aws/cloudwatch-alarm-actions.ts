import type { Call, CloudError, Rule, Stored } from "../resource.ts";
import { accountOf, items, readArn, refusal, regionalArn, regionOf, TOKEN, text } from "./place.ts";
import { keyFault, sourcedContext } from "./service-caller.ts";
import { mayPublish } from "./sns-policy.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
const CLOUDWATCH = "cloudwatch.amazonaws.com";
/** API_PutMetricAlarm: what an action may be. */
const SERVICES = ["automate", "autoscaling", "lambda", "sns", "ssm", "ssm-incidents", "swf", "aiops"];
const STATES = ["alarmActions", "okActions", "insufficientDataActions"] as const;

function actionsOf({ inputs }: Call): string[] {
  return [...new Set(STATES.flatMap((state) => items(inputs[state])).map((action) => text(action) ?? ""))];
}

function dropped(name: string, reason: string): CloudError {
  return refusal(name, `CloudWatch accepts the alarm and then drops its notifications: ${reason}.`);
}

const actionsAreAtMost5: Rule = {
  id: "cloudwatch-alarm-has-at-most-5-actions-a-state",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    const full = STATES.find((state) => items(inputs[state]).length > 5);
    return full === undefined
      ? undefined
      : refusal(
          "ValidationError",
          `1 validation error detected: Value at '${full}' failed to satisfy constraint: Member must have length less than or equal to 5`,
        );
  },
};

const actionsAreArns: Rule = {
  id: "cloudwatch-alarm-actions-are-arns-of-what-it-can-call",
  source: API,
  on: ["create", "update"],
  refuse(call) {
    for (const action of actionsOf(call)) {
      const arn = readArn(action);
      if (arn === undefined) return refusal("ValidationError", `Invalid arn syntax: ${action}`);
      if (!SERVICES.includes(arn.service)) return refusal("ValidationError", `Unsupported AWS vendor ${arn.service}`);
    }
    return undefined;
  },
};

const actionsAreInTheRegion: Rule = {
  id: "cloudwatch-alarm-actions-are-in-its-region",
  source: API,
  on: ["create", "update"],
  refuse(call) {
    const region = regionOf(call.inputs, call.config);
    const regions = actionsOf(call).map((action) => readArn(action)?.region ?? "");
    const other = regions.find((one) => one !== "" && one !== region);
    return other === undefined
      ? undefined
      : refusal("ValidationError", `Invalid region ${other} specified. Only ${region} is supported.`);
  },
};

/** The ARNs of the account's own topics in the alarm's region; other accounts' topics can't be seen from here. */
function topicArns(call: Call): string[] {
  const here = regionalArn("sns", "", call.inputs, call.config);
  return actionsOf(call).filter((action) => action.startsWith(here));
}

function topicsOf(call: Call): Stored[] {
  return topicArns(call).flatMap((arn) => call.store.get(TOKEN.topic, arn) ?? []);
}

const topicsExist: Rule = {
  id: "cloudwatch-alarm-topics-exist",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html",
  on: ["create", "update"],
  refuse(call) {
    const missing = topicArns(call).find((arn) => call.store.get(TOKEN.topic, arn) === undefined);
    return missing === undefined ? undefined : dropped("NotFound", `the topic ${missing} does not exist`);
  },
};

function contextOf({ inputs, config }: Call) {
  const account = accountOf(config);
  const arn = regionalArn("cloudwatch", `alarm:${text(inputs.name)}`, inputs, config);
  return { ...sourcedContext(CLOUDWATCH, arn, account), "aws:sourceowner": account };
}

const topicPoliciesLetItPublish: Rule = {
  id: "cloudwatch-alarm-topic-policy-lets-cloudwatch-publish",
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html",
  on: ["create", "update"],
  refuse(call) {
    const sender = { service: CLOUDWATCH };
    const closed = topicsOf(call).find((topic) => !mayPublish(call.store, topic, sender, contextOf(call)));
    return closed === undefined
      ? undefined
      : dropped(
          "AuthorizationError",
          `Resource: ${CLOUDWATCH} is not authorized to perform: SNS:Publish on resource: ${closed.id}`,
        );
  },
};

const topicKeysLetItUseThem: Rule = {
  id: "cloudwatch-alarm-topic-key-lets-cloudwatch-use-it",
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services",
  on: ["create", "update"],
  refuse(call) {
    for (const topic of topicsOf(call)) {
      const context = { ...contextOf(call), "kms:encryptioncontext:aws:sns:topicarn": topic.id };
      const fault = keyFault(call.store, topic, { service: CLOUDWATCH }, context);
      if (fault !== undefined) return dropped("KMSAccessDenied", `of the topic ${topic.id}, ${fault}`);
    }
    return undefined;
  },
};

export const actionRules: readonly Rule[] = [
  actionsAreAtMost5,
  actionsAreArns,
  actionsAreInTheRegion,
  topicsExist,
  topicPoliciesLetItPublish,
  topicKeysLetItUseThem,
];
