import { type Issue, issue, type Path } from "../contract/issues.ts";
import type { AuditPlan } from "./plan.ts";

/** An endpoint that nothing would be sent to is a mistake: one of the two was forgotten. */
export const streamIssues = (
  { settings, placements }: Pick<AuditPlan, "settings" | "placements">,
  aws: Path,
): Issue[] =>
  placements.aws?.streamEndpoint === undefined || settings.stream.enabled
    ? []
    : [issue("error", "stream-endpoint-without-stream", [...aws, "streamEndpoint"], {})];
