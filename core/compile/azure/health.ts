import { limits } from "../../contract/limits.ts";
import { reaches } from "../../plan/channels.ts";
import type { AuditPlan } from "../../plan/plan.ts";
import { type Answer, because } from "../compiled.ts";
import { healthTexts, silenceAnswer } from "../health.ts";
import { alertDescription, type QueryRule } from "./alerting.ts";
import { windowOf } from "./alerts.ts";
import { actionGroups } from "./channels.ts";

/** What tells people that nothing arrives in the workspace any more. */
export interface AzureHealth {
  /** Told when they find nothing. */
  readonly rules: readonly QueryRule[];
}

/** Of the diagnostic settings, by the part that is watched: either may stop by itself. */
const sources = {
  "activity-log": { what: "the activity log", tables: ["AzureActivity"] },
  entra: {
    what: "Microsoft Entra’s logs",
    tables: [
      "AuditLogs",
      "SigninLogs",
      "AADNonInteractiveUserSignInLogs",
      "AADServicePrincipalSignInLogs",
      "AADManagedIdentitySignInLogs",
    ],
  },
} as const;

const evaluationMinutes = 15;

const toldMinutes = (asked: number): number => Math.min(asked, limits.azureSilenceMinutes.max);

/** Looks back so far that silence is told within the time, whenever between two evaluations it began. */
const queryOf = (tables: readonly string[], minutes: number): string =>
  [
    tables.length === 1 ? tables[0] : `union isfuzzy=true ${tables.join(", ")}`,
    `where TimeGenerated > ago(${minutes - evaluationMinutes}m)`,
  ].join("\n| ");

/** What a plan's health comes to; nothing where nobody is to be told of silence. */
export const azureHealth = ({ settings, channels }: AuditPlan): AzureHealth | undefined => {
  const hours = settings.health.silenceAfterHours;
  if (hours === undefined) return undefined;
  const minutes = toldMinutes(hours * 60);
  const text = healthTexts.silence;
  const watched = settings.capture.identity ? (["activity-log", "entra"] as const) : (["activity-log"] as const);
  return {
    rules: watched.map((source) => ({
      id: text.id,
      key: `health.silence-${source}`,
      name: `health.silence-${source}`,
      displayName: `${text.title}: ${sources[source].what}`,
      description: alertDescription(text),
      severity: 0,
      groups: actionGroups(channels)
        .filter(({ minSeverity }) => reaches(text.severity, minSeverity))
        .map(({ key }) => key),
      query: queryOf(sources[source].tables, minutes),
      evaluationFrequency: `PT${evaluationMinutes}M`,
      windowSize: windowOf(minutes),
      dimensions: [],
    })),
  };
};

/** A diagnostic setting shows nowhere what it delivers: in the workspace one can look. */
export const azureHealthAnswer = (plan: AuditPlan): Answer => {
  const hours = plan.settings.health.silenceAfterHours;
  const answer = silenceAnswer(plan, "azure", "scheduled query rules on the workspace", toldMinutes);
  if (hours === undefined) return answer;
  const givenMinutes = toldMinutes(hours * 60);
  return {
    ...answer,
    issue: because("notice", "azure-health-of-workspace", "health.silenceAfterHours", { givenMinutes }),
  };
};
