import type { Severity } from "../../core/contract/issues.ts";
import type { ComplianceStatus, Fidelity } from "../../core/contract/outputs.ts";
import type { AlertSeverity } from "../../core/plan/plan.ts";
import { type Html, html } from "./html.ts";

type Tone = "good" | "note" | "bad" | "none";
type Shape = "check" | "plus" | "cross" | "dash" | "wave" | "bang";

/** The shapes that marks are drawn with, so that none is told by its colour alone. */
export const shapes: Html = html`<symbol id="s-check" viewBox="0 0 12 12"><path d="M2 6.5 5 9.5 10 3"/></symbol>
<symbol id="s-plus" viewBox="0 0 12 12"><path d="M6 2v8M2 6h8"/></symbol>
<symbol id="s-cross" viewBox="0 0 12 12"><path d="M3 3l6 6M9 3 3 9"/></symbol>
<symbol id="s-dash" viewBox="0 0 12 12"><path d="M2.5 6h7"/></symbol>
<symbol id="s-wave" viewBox="0 0 12 12"><path d="M1.5 7.5q2.2-5 4.5-1.5t4.5-1.5"/></symbol>
<symbol id="s-bang" viewBox="0 0 12 12"><path d="M6 2v5M6 9.6v.4"/></symbol>
`;

const mark = ([tone, shape]: readonly [Tone, Shape], says: string): Html =>
  html`<span class="mark ${tone}"><svg aria-hidden="true"><use href="#s-${shape}"/></svg>${says}</span>`;

const fidelities = {
  exact: ["good", "check"],
  wider: ["note", "plus"],
  unsupported: ["bad", "cross"],
} as const satisfies Record<Fidelity, readonly [Tone, Shape]>;

export const fidelityMark = (fidelity: Fidelity): Html => mark(fidelities[fidelity], fidelity);

const statuses = {
  met: ["good", "check"],
  waived: ["note", "wave"],
  "not-met": ["bad", "cross"],
  "not-applicable": ["none", "dash"],
} as const satisfies Record<ComplianceStatus, readonly [Tone, Shape]>;

export const statusMark = (status: ComplianceStatus): Html => mark(statuses[status], status.replace("-", " "));

const severities = {
  critical: ["bad", "bang"],
  high: ["bad", "bang"],
  medium: ["note", "bang"],
  low: ["none", "bang"],
} as const satisfies Record<AlertSeverity, readonly [Tone, Shape]>;

export const severityMark = (severity: AlertSeverity): Html => mark(severities[severity], severity);

/** The gravest first. */
export const severityOrder = Object.keys(severities) as AlertSeverity[];

const issues = {
  error: ["bad", "cross"],
  warning: ["note", "bang"],
  notice: ["none", "dash"],
} as const satisfies Record<Severity, readonly [Tone, Shape]>;

export const issueMark = (severity: Severity): Html => mark(issues[severity], severity);
