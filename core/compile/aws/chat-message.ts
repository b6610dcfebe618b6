import type { AlertText } from "../alerts.ts";
import { factFields, filledWith, fixed, headline, type InputTransformer, inputPaths, template } from "./messages.ts";

/** What AWS itself writes, or lets nobody write a quotation mark into: of who it was the kind, the role and the access key. */
const callerPaths = {
  kind: "$.detail.userIdentity.type",
  role: "$.detail.userIdentity.sessionContext.sessionIssuer.userName",
  accessKey: "$.detail.userIdentity.accessKeyId",
} as const;

const titleCharacters = 250;

/** Within one text: the form has no place for a value of its own. */
const description = ({ why }: AlertText): string =>
  [
    `*What:* ${filledWith("operation")}, ${filledWith("service")}`,
    `*Who:* ${filledWith("kind")} ${filledWith("role")} ${filledWith("accessKey")}`,
    `*Where:* account ${filledWith("account")}, ${filledWith("region")}`,
    `*From:* ${filledWith("sourceIp")}`,
    `*When:* ${filledWith("time")}`,
    `*CloudTrail event:* ${filledWith("eventId")}`,
    ...(why === undefined ? [] : [fixed(why)]),
  ].join("\n");

/**
 * An event as Amazon Q Developer takes it: in any other form than its own it is dropped. Of an alarm it knows CloudWatch's. All
 * values as they are stand in the context, for actions of the channel's own.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export const chatMessage = (alert: AlertText): InputTransformer => ({
  inputPaths: { ...inputPaths("cloudTrail"), ...callerPaths },
  inputTemplate: template({
    version: "1.0",
    source: "custom",
    content: {
      textType: "client-markdown",
      title: headline(alert).slice(0, titleCharacters),
      description: description(alert),
      ...(alert.firstSteps.length > 0 && { nextSteps: alert.firstSteps.map(fixed) }),
      keywords: [alert.severity, alert.id],
    },
    metadata: {
      summary: headline(alert),
      eventType: alert.id,
      additionalContext: factFields("cloudTrail"),
    },
  }),
});
