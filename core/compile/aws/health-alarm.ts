import type { AlertText } from "../alerts.ts";
import { alarmDescription } from "./messages.ts";
import { ownName } from "./policies.ts";

/** An alarm on a metric that AWS itself writes. */
export interface HealthAlarm {
  /** Of what is told: the alarms of one tell of the same. */
  readonly id: string;
  /** Of which its child's name is made. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly metric: HealthMetric;
  /** Whether it is of what is absent: less than one, and breaching where there is no data. */
  readonly isOfAbsence: boolean;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  /** The topics that it tells, by their keys. */
  readonly topics: readonly string[];
}

export interface HealthMetric {
  readonly namespace: string;
  readonly name: string;
  /** With tokens. */
  readonly dimensions: { readonly [dimension: string]: string };
  readonly statistic: "Sum" | "Maximum";
}

/** An alarm of a text's, by the part that it watches. */
export const healthAlarm = (
  text: AlertText,
  part: string,
  of: Omit<HealthAlarm, "id" | "key" | "name" | "description">,
): HealthAlarm => ({
  id: text.id,
  key: `health.${part}`,
  name: ownName(`health.${part}`),
  description: alarmDescription(text),
  ...of,
});
