import type { Cloud } from "../contract/cloud.ts";
import type { CommonEvent } from "../event/event.ts";
import { testOf } from "../filter/evaluate.ts";
import type { AuditPlan, DataCapture, DataService } from "../plan/plan.ts";
import { isHealth } from "./azure.ts";
import { dataServices, recordedAsManagement } from "./data-services.ts";

/** What a spec says of an event: the part of it that asks for it, or that leaves it out. */
export interface Asked {
  readonly isCaptured: boolean;
  /** `capture.management`, `capture.data[0]`, `capture.exclude.kms-noise`; absent where nothing asks for it. */
  readonly by: string | undefined;
}

// What is done to whom is read only where it is asked for: mostly it is not.
const isNamed = (resources: readonly string[] | undefined, event: CommonEvent): boolean =>
  resources === undefined ||
  resources.some((name) =>
    (event.resources ?? []).some((one) => (name.endsWith("*") ? one.startsWith(name.slice(0, -1)) : one === name)),
  );

const isOf = ({ service, access = "all", resources }: DataCapture, event: CommonEvent): boolean => {
  const names: readonly string[] = dataServices[event.cloud][service];
  return (
    names.includes(event.service ?? "") && (access === "all" || access === event.access) && isNamed(resources, event)
  );
};

/** What stands among a cloud's audit logs and is none of anybody's doing. */
const isNoAudit = { aws: () => false, gcp: () => false, azure: isHealth } as const satisfies Record<
  Cloud,
  (event: CommonEvent) => boolean
>;

const nothing: Asked = { isCaptured: false, by: undefined };

/** What a plan's spec says of events. It knows no cloud's limits: what is stored is another question. */
export const askedBy = ({ settings: { capture }, rules }: AuditPlan): ((event: CommonEvent) => Asked) => {
  const captured = (by: string): Asked => ({ isCaptured: true, by });
  const [management, identity] = [captured("capture.management"), captured("capture.identity")];
  const data = capture.data.map((_, index) => captured(`capture.data[${index}]`));
  const excluded = rules.exclude.map(({ name, filter }) => ({
    test: testOf(filter),
    asked: { isCaptured: false, by: `capture.exclude.${name}` },
  }));
  const ofData = (event: CommonEvent): Asked => data[capture.data.findIndex((one) => isOf(one, event))] ?? nothing;
  const isManagement = ({ cloud }: CommonEvent, service: DataService): boolean => {
    const services: readonly DataService[] = recordedAsManagement[cloud];
    return services.includes(service);
  };
  const ofManagement = (event: CommonEvent): Asked =>
    data[capture.data.findIndex((one) => isManagement(event, one.service) && isOf(one, event))] ?? nothing;
  const wanted = (event: CommonEvent): Asked => {
    if (isNoAudit[event.cloud](event)) return nothing;
    if (event.category === "data") return ofData(event);
    if (event.category === "identity") return capture.identity ? identity : nothing;
    if (capture.management === "all" || event.access === "write") return management;
    return ofManagement(event);
  };
  return (event) => {
    const asked = wanted(event);
    if (!asked.isCaptured) return asked;
    return excluded.find(({ test }) => test(event))?.asked ?? asked;
  };
};
