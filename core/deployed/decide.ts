import type { Cloud } from "../contract/cloud.ts";
import type { CommonEvent } from "../event/event.ts";
import type { EventDecision } from "../replay/decide.ts";
import type { ToldAlert } from "../replay/told.ts";
import { deployedAws } from "./aws.ts";
import { deployedAzure } from "./azure.ts";
import type { DeployedAlert, DeployedCloud, NativeFilter } from "./deployed.ts";
import { deployedGcp } from "./gcp.ts";
import { notRead } from "./not-read.ts";
import type { NativeResource, NotUnderstood } from "./resource.ts";

/** What some stacks do with events. */
export interface Deployed {
  readonly clouds: Readonly<Record<Cloud, DeployedCloud>>;
  /** The resources of which nothing is counted. */
  readonly notUnderstood: readonly NotUnderstood[];
}

export const deployedBy = (resources: readonly NativeResource[]): Deployed => {
  const clouds = {
    aws: deployedAws(resources),
    gcp: deployedGcp(resources),
    azure: deployedAzure(resources),
  } as const satisfies Record<Cloud, DeployedCloud>;
  const ofClouds = Object.values(clouds).flatMap(({ notUnderstood }) => notUnderstood);
  return { clouds, notUnderstood: [...ofClouds, ...notRead(resources)] };
};

/** What a resource is called in a decision: by kind and name, since names of different kinds may be the same. */
export const idOf = ({ kind, name }: NativeFilter): string => `${kind} ${name}`;

/** Clouds have no severities that compare, so that all of them have one here, which nobody is shown. */
const toldAlert = (alert: DeployedAlert): ToldAlert => ({
  id: idOf(alert),
  severity: "medium",
  threshold: alert.threshold,
  isOwn: false,
  test: alert.test,
});

/**
 * What stacks do with events: nothing is asked for, so that what is stored is `captured` by the first resource that stores
 * it, and everything else is `dropped`.
 */
export const deployedDecider = ({ clouds }: Deployed): ((event: CommonEvent) => EventDecision) => {
  const of = (cloud: Cloud) => {
    const { stores, alerts } = clouds[cloud];
    return {
      stores: stores.map((store) => ({ by: idOf(store), stores: store.stores })),
      alerts: alerts.map(toldAlert),
    };
  };
  const inClouds = { aws: of("aws"), gcp: of("gcp"), azure: of("azure") } as const satisfies Record<Cloud, object>;
  return (event) => {
    const { stores, alerts } = inClouds[event.cloud];
    const by = stores.find((one) => one.stores(event))?.by;
    return {
      fate: by === undefined ? "dropped" : "captured",
      by,
      alerts: alerts.filter(({ test }) => test(event)),
    };
  };
};
