import type { ResourceType, Rule } from "../resource.ts";
import { API, busOf, EVENTS, GUIDE, invalid, NAME, NAME_LENGTH, ruleArn } from "./events-names.ts";
import { patternRules } from "./events-pattern.ts";
import { lengthWithin, namedLike, oneOf } from "./member.ts";
import { nameOf } from "./names.ts";
import { accountOf, idWithin, refusal, regionOf, TOKEN, tagsAll, text } from "./place.ts";
import { sourcedContext } from "./service-caller.ts";
import { trustsService } from "./service-role.ts";

const PUT_RULE = `${API}API_PutRule.html`;
const ALL_MANAGEMENT_EVENTS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html: of a bus, in most regions. */
const RULES = 300;

const member = { source: PUT_RULE, error: "ValidationException" };

const nameIsValid = namedLike(
  { ...member, id: "events-rule-name-is-valid", field: "name", read: nameOf },
  NAME,
  NAME_LENGTH,
);

const description = lengthWithin(
  {
    ...member,
    id: "events-rule-description-is-at-most-512-characters",
    field: "description",
    read: (i) => i.description,
  },
  0,
  512,
);

const stateIsKnown = oneOf(
  { ...member, id: "events-rule-state-is-known", field: "state", read: ({ state }) => state },
  ["ENABLED", "DISABLED", ALL_MANAGEMENT_EVENTS],
);

const stateIsGivenOnce: Rule = {
  id: "events-rule-state-is-given-once",
  source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/events/rule.go",
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    inputs.isEnabled !== undefined && text(inputs.state) !== undefined
      ? refusal("ConflictsWith", `"is_enabled": conflicts with state`)
      : undefined,
};

/** Of days of the month and of the week one is open. */
function isSchedule(expression: string): boolean {
  const rate = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate !== null) return (rate[1] === "1") === (rate[3] === "");
  const fields = /^cron\((\S+(?: \S+){5})\)$/.exec(expression)?.[1]?.split(" ");
  return fields !== undefined && (fields[2] === "?") !== (fields[4] === "?");
}

const scheduleIsValid: Rule = {
  id: "events-schedule-is-a-rate-or-cron-expression",
  source: `${GUIDE}eb-scheduled-rule-pattern.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const expression = text(inputs.scheduleExpression);
    return expression === undefined || isSchedule(expression)
      ? undefined
      : invalid("Parameter ScheduleExpression is not valid.");
  },
};

const scheduleIsOnTheDefaultBus: Rule = {
  id: "events-schedule-is-on-the-default-bus",
  source: `${GUIDE}eb-create-rule-schedule.html`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    text(inputs.scheduleExpression) !== undefined && busOf(inputs) !== "default"
      ? invalid("ScheduleExpression is supported only on the default event bus.")
      : undefined,
};

const managementEventsNeedAPattern: Rule = {
  id: "events-all-management-events-need-a-pattern-without-a-schedule",
  source: `${GUIDE}eb-service-event-cloudtrail-management.html`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    inputs.state === ALL_MANAGEMENT_EVENTS && text(inputs.scheduleExpression) !== undefined
      ? invalid(`The state ${ALL_MANAGEMENT_EVENTS} can't be used with a ScheduleExpression.`)
      : undefined,
};

const rulesAreAtMost300: Rule = {
  id: "events-bus-has-at-most-300-rules",
  source: `${GUIDE}eb-quota.html`,
  on: ["create"],
  refuse({ inputs, store, config }) {
    const sibling = ruleArn("", inputs, config);
    const count = store
      .list(TOKEN.rule)
      .map(({ outputs }) => String(outputs.arn))
      .filter((arn) => arn.startsWith(sibling) && !arn.slice(sibling.length).includes("/")).length;
    return count >= RULES
      ? refusal("LimitExceededException", "The requested resource exceeds the maximum number allowed.")
      : undefined;
  },
};

const roleCanBeAssumed: Rule = {
  id: "events-rule-role-trusts-eventbridge",
  source: `${GUIDE}eb-use-identity-based.html`,
  on: ["create", "update"],
  refuse({ inputs, store, config }) {
    const role = text(inputs.roleArn);
    const context = sourcedContext(EVENTS, ruleArn(nameOf(inputs), inputs, config), accountOf(config));
    return role === undefined || trustsService(store, role, EVENTS, context)
      ? undefined
      : invalid(`Provided role '${role}' cannot be assumed by principal '${EVENTS}'.`);
  },
};

const hasNoTargetsAtItsDeletion: Rule = {
  id: "events-rule-has-no-targets-at-its-deletion",
  source: `${API}API_DeleteRule.html`,
  on: ["delete"],
  refuse({ existing, store, config }) {
    const arn = existing?.outputs.arn;
    const targets = store
      .where(TOKEN.target, "rule", existing?.outputs.name ?? "")
      .filter(({ inputs }) => ruleArn(text(inputs.rule) ?? "", inputs, config) === arn);
    return targets.length > 0 ? invalid("Rule can't be deleted since it has targets.") : undefined;
  },
};

export const rule: ResourceType = {
  token: TOKEN.rule,
  autoname: { property: "name", form: "dash-7-hex", maxLength: NAME_LENGTH },
  replaceOn: ["name", "namePrefix", "eventBusName", "region"],
  rules: [
    nameIsValid,
    description,
    stateIsKnown,
    stateIsGivenOnce,
    ...patternRules,
    scheduleIsValid,
    scheduleIsOnTheDefaultBus,
    managementEventsNeedAPattern,
    rulesAreAtMost300,
    roleCanBeAssumed,
    hasNoTargetsAtItsDeletion,
  ],
  id(inputs, config, store) {
    const name = nameOf(inputs);
    const id = busOf(inputs) === "default" ? name : `${text(inputs.eventBusName)}/${name}`;
    return idWithin(TOKEN.rule, id, ruleArn(name, inputs, config), store);
  },
  // EventBridge itself overwrites the rule; two resources that are one rule are a mistake of the program.
  conflict: "ResourceAlreadyExistsException",
  outputs(inputs, config) {
    const state = text(inputs.state) ?? (inputs.isEnabled === false ? "DISABLED" : "ENABLED");
    return {
      name: nameOf(inputs),
      arn: ruleArn(nameOf(inputs), inputs, config),
      eventBusName: text(inputs.eventBusName) ?? "default",
      region: regionOf(inputs, config),
      state,
      isEnabled: state !== "DISABLED",
      ...tagsAll(inputs),
    };
  },
};
