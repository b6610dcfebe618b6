import fc from "fast-check";
import { compilers } from "../../../core/compile/all-clouds.ts";
import { clouds } from "../../../core/contract/cloud.ts";
import { isError } from "../../../core/contract/issues.ts";
import type { AuditPlan } from "../../../core/plan/plan.ts";
import { anyFilterText, type Pool, read } from "../filter/arbitrary-filter.ts";
import { planned } from "../replay/planned.ts";

const services = ["storage", "database", "functions", "secrets", "keys", "analytics", "kubernetes"];

const data = fc.record(
  {
    service: fc.constantFrom(...services),
    access: fc.constantFrom("all", "read", "write"),
    resources: fc.uniqueArray(fc.constantFrom("prod-*", "prod-logs", "acme-audit-example", "logs", "a*", "orders"), {
      minLength: 1,
      maxLength: 3,
    }),
  },
  { requiredKeys: ["service"] },
);

const capture = fc.record({
  management: fc.constantFrom("all", "write"),
  identity: fc.boolean(),
  data: fc.array(data, { maxLength: 3 }),
  bestEffort: fc.constant(["data"]),
});

/** No trail is without selectors, say: a spec that leaves out all is refused. */
const isRight = (plan: AuditPlan): boolean =>
  clouds.every((cloud) => compilers[cloud](plan)?.issues.some(isError) !== true);

/** Plans of what is captured and what is left out of that, at random: of most events some are stored and some not. */
export const anyCapture = (pool: Pool): fc.Arbitrary<AuditPlan> =>
  fc
    .record({ capture, excluded: fc.array(anyFilterText(pool), { maxLength: 3 }) })
    .map((given) => {
      const plan = planned({ capture: given.capture });
      const exclude = given.excluded.map((when, at) => ({ name: `x${at}`, when, reason: "noise", filter: read(when) }));
      return { ...plan, rules: { ...plan.rules, exclude } };
    })
    .filter(isRight);
