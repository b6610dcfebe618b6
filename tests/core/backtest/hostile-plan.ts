import type { AuditPlan } from "../../../core/plan/plan.ts";
import { read } from "../filter/arbitrary-filter.ts";
import { hostile, questionsAbout } from "../filter/hostile.ts";
import { planned } from "../replay/planned.ts";

/** Events have texts without the blanks around them, and tables as they are. */
const isTrimmed = (text: string): boolean => text !== "" && text === text.trim();

/** Alerts that ask of fields all that can be asked about hostile texts, and the texts that they match and those that they don't. */
export const hostilePlan = (fields: readonly string[]): { plan: AuditPlan; texts: readonly string[] } => {
  const values = [
    ...Object.values(hostile).filter(isTrimmed),
    "*/ -- '; DROP TABLE x\ny",
    "a\u001b[2J\u202e\u2028b",
    "` \"\"\" ''' \\n",
  ];
  const questions = fields.flatMap((field) => values.flatMap((value) => questionsAbout(field, value)));
  const plan = planned({});
  const alerts = questions.map(([when], at) => ({
    name: `a${at}`,
    when,
    severity: "low" as const,
    filter: read(when),
  }));
  return {
    plan: { ...plan, rules: { ...plan.rules, alerts } },
    texts: [...new Set(questions.flatMap(([, matching, others]) => [...matching, ...others]))].filter(isTrimmed),
  };
};
