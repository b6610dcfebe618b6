import { type Cloud, clouds } from "../../core/contract/cloud.ts";
import type { SideDecision } from "../../core/diff/events.ts";
import type { Side } from "./sides.ts";

/** How the alerts of two sides are compared, of which one may be a spec and the other a stack. */
export interface Comparable {
  readonly clouds: readonly Cloud[];
  /** The alerts that are not compared: what they are about only the stack knows. */
  readonly own: readonly string[];
  /** Whether it is compared only whether somebody is told, since the alerts have other names. */
  readonly isByTelling: boolean;
  /** A decision as the other side's is. */
  readonly named: (decision: SideDecision, cloud: Cloud) => SideDecision;
}

/** The name under which all alerts are compared, where each has another. */
const any = "any alert";

const ownOf = (spec: Side, stack: Side, cloud: Cloud): readonly string[] =>
  [...spec.ownAlerts[cloud]].filter((id) => stack.alerts[cloud].has(id));

export const comparable = (a: Side, b: Side, asked: readonly Cloud[]): Comparable => {
  const shown = asked.filter((cloud) => a.clouds.includes(cloud) && b.clouds.includes(cloud));
  const [spec, stack] = a.plan === undefined ? [b, a] : [a, b];
  const isMixed = spec.plan !== undefined && stack.plan === undefined;
  const own = Object.fromEntries(
    clouds.map((cloud) => [cloud, new Set(isMixed ? ownOf(spec, stack, cloud) : [])]),
  ) as unknown as Record<Cloud, ReadonlySet<string>>;
  const isByTelling = isMixed && !stack.isNamedAsSpecs;
  return {
    clouds: shown,
    own: [...new Set(shown.flatMap((cloud) => [...own[cloud]]))].sort(),
    isByTelling,
    named: ({ isStored, alerts }, cloud) => {
      if (isByTelling) return { isStored, alerts: new Set(alerts.size > 0 ? [any] : []) };
      const ignored = own[cloud];
      return { isStored, alerts: new Set([...alerts].filter((id) => !ignored.has(id))) };
    },
  };
};
