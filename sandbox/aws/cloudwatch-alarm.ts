import type { ResourceType, Rule } from "../resource.ts";
import { actionRules } from "./cloudwatch-alarm-actions.ts";
import { evaluationRules } from "./cloudwatch-alarm-evaluation.ts";
import { metricRules } from "./cloudwatch-alarm-metric.ts";
import { lengthWithin } from "./member.ts";
import { idWithin, refusal, regionalArn, regionOf, TOKEN, tagsAll, text } from "./place.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";

const nameIsValid: Rule = {
  id: "cloudwatch-alarm-name-is-valid",
  source: API,
  on: ["create"],
  refuse({ inputs }) {
    const name = text(inputs.name) ?? "";
    if (name.length >= 1 && name.length <= 255 && !/\p{Cc}/u.test(name)) return undefined;
    return refusal(
      "ValidationError",
      "1 validation error detected: Value at 'alarmName' failed to satisfy constraint: 1 to 255 characters without control characters",
    );
  },
};

const description = lengthWithin(
  {
    id: "cloudwatch-alarm-description-is-at-most-1024-characters",
    source: API,
    error: "ValidationError",
    field: "alarmDescription",
    read: ({ alarmDescription }) => alarmDescription,
  },
  0,
  1024,
);

export const alarm: ResourceType = {
  token: TOKEN.alarm,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["name", "region"],
  rules: [nameIsValid, description, ...metricRules, ...evaluationRules, ...actionRules],
  id(inputs, config, store) {
    const name = text(inputs.name) ?? "";
    return idWithin(TOKEN.alarm, name, regionalArn("cloudwatch", `alarm:${name}`, inputs, config), store);
  },
  // CloudWatch itself overwrites the alarm; two resources that are one alarm are a mistake of the program.
  conflict: "ValidationError",
  outputs: (inputs, config) => ({
    name: text(inputs.name) ?? "",
    arn: regionalArn("cloudwatch", `alarm:${text(inputs.name) ?? ""}`, inputs, config),
    region: regionOf(inputs, config),
    actionsEnabled: inputs.actionsEnabled ?? true,
    evaluateLowSampleCountPercentiles: inputs.evaluateLowSampleCountPercentiles ?? "",
    treatMissingData: inputs.treatMissingData ?? "missing",
    ...tagsAll(inputs),
  }),
};
