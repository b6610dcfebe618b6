import { type AlertText, runbookLines } from "../alerts.ts";

/** What people read of an alert. https://cloud.google.com/monitoring/alerts/doc-variables */
export interface PolicyDocumentation {
  readonly subject: string;
  readonly content: string;
}

/**
 * What is told of an entry, and the field that has it. The policy makes an alert of its own of each combination of values,
 * so that one actor's noise hides no other: but for that reason none of them may differ with every entry, such as the time.
 */
const entryFacts = {
  principal: ["Who", "protoPayload.authenticationInfo.principalEmail"],
  method: ["What", "protoPayload.methodName"],
  resource: ["On what", "protoPayload.resourceName"],
  log: ["Where", "logName"],
  caller_ip: ["From", "protoPayload.requestMetadata.callerIp"],
  status: ["Error (none: it succeeded)", "protoPayload.status.message"],
} as const;

type Fact = keyof typeof entryFacts;

/** Of a metric only what has few values: Cloud Logging drops points of a metric with more than 30,000 combinations. */
const metricFacts = ["principal", "method", "log"] as const satisfies readonly Fact[];

const extractorsOf = (facts: readonly Fact[]): { readonly [label: string]: string } =>
  Object.fromEntries(facts.map((fact) => [fact, `EXTRACT(${entryFacts[fact][1]})`]));

export const matchExtractors = extractorsOf(Object.keys(entryFacts) as Fact[]);
export const metricExtractors = extractorsOf(metricFacts);

export const headline = ({ title, severity }: AlertText): string => `${title} (${severity})`;

const factLines = (facts: readonly Fact[], variable: string): readonly string[] =>
  facts.map((fact) => `- ${entryFacts[fact][0]}: \${${variable}.${fact}}`);

const documentation = (alert: AlertText, facts: readonly string[]): PolicyDocumentation => ({
  subject: headline(alert),
  content: [`**${headline(alert)}**`, facts.join("\n"), ...runbookLines(alert)].join("\n\n"),
});

const minutes = (periodSeconds: number): string => {
  const count = periodSeconds / 60;
  return count === 1 ? "1 minute" : `${count.toLocaleString("en-US")} minutes`;
};

const whenItWas = "- When: see when the incident began";

/** Of an entry that was matched. */
export const matchDocumentation = (alert: AlertText): PolicyDocumentation =>
  documentation(alert, [...factLines(Object.keys(entryFacts) as Fact[], "log.extracted_label"), whenItWas]);

/** Of the audit log itself. */
export const healthDocumentation = (text: AlertText): PolicyDocumentation => documentation(text, [whenItWas]);

/** Of entries that were counted: one of them is told of by the labels of its metric. */
export const counterDocumentation = (alert: AlertText, count: number, periodSeconds: number): PolicyDocumentation =>
  documentation(
    alert,
    count === 1
      ? [...factLines(metricFacts, "metric.label"), whenItWas]
      : [
          `- What: ${count.toLocaleString("en-US")} events or more within ${minutes(periodSeconds)}`,
          "- Who and where: search the log bucket of this project",
          whenItWas,
        ],
  );
