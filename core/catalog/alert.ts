import type { Cloud } from "../contract/cloud.ts";

export type AlertGroup = "cis" | "tamper" | "identity" | "data" | "network" | "keys" | "cost";

export interface Reference {
  /** As people cite it: `CIS AWS 5.3`, `MITRE ATT&CK T1562.008`. */
  readonly name: string;
  readonly url: string;
}

/** What an alert is in one cloud. */
export type CloudAlert =
  | {
      /** Which events: a filter in our language, of this cloud alone. `${regions}` are those that the spec lists for it. */
      readonly when: string;
      /**
       * The text that a benchmark or its scanners look for, used instead of what the filter becomes: a pattern of CloudWatch
       * Logs, a query of Cloud Logging, the operations of activity log alerts, one alert each, or the condition of one.
       */
      readonly native?: string | readonly string[];
      /**
       * Those of these events that are about what this package made: what is deployed instead, beside a benchmark's text.
       * Its texts name what is known only then by tokens, such as `${archive}`.
       */
      readonly own?: string;
      /** Where the cloud can be told to look: at what is in the resource group that this package made. */
      readonly within?: "resourceGroup";
      /** The token of what it is about: where a plan makes none, it has no meaning. */
      readonly about?: string;
      readonly none?: undefined;
    }
  | {
      /** Why it has no meaning there, as a sentence without its full stop. */
      readonly none: string;
      readonly when?: undefined;
    };

/** An alert that comes with the package. */
export interface CatalogAlert {
  /** As specs write it, and what its file is called. */
  readonly id: string;
  /** What happened, short and plain. */
  readonly title: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly groups: readonly AlertGroup[];
  /** Why it matters. */
  readonly why: string;
  /** What to do first, in this order. */
  readonly firstSteps: readonly string[];
  readonly references: readonly Reference[];
  /** How many events within how many minutes make an alert; absent: each one does. */
  readonly threshold?: { readonly count: number; readonly withinMinutes: number };
  readonly clouds: { readonly [C in Cloud]: CloudAlert };
}

/**
 * Native records that show what an alert means in a cloud: what it fires on, and what is near and not meant. Each alert's
 * file has them as a function, which nothing but tests calls, so that the plugin doesn't carry them.
 */
export type AlertExamples = {
  readonly [C in Cloud]?: {
    readonly matching: readonly Readonly<Record<string, unknown>>[];
    readonly nearMisses: readonly Readonly<Record<string, unknown>>[];
  };
};

/** A technique of MITRE ATT&CK, such as `T1562.008`. */
export const attack = (technique: string): Reference => ({
  name: `MITRE ATT&CK ${technique}`,
  url: `https://attack.mitre.org/techniques/${technique.replace(".", "/")}/`,
});

const benchmarks = {
  AWS: "https://www.cisecurity.org/benchmark/amazon_web_services",
  "Google Cloud": "https://www.cisecurity.org/benchmark/google_cloud_computing_platform",
  Azure: "https://www.cisecurity.org/benchmark/azure",
} as const;

/** A recommendation of a CIS Foundations Benchmark: AWS 6.0, Google Cloud 5.0, Azure 5.0. */
export const cis = (cloud: keyof typeof benchmarks, number: string): Reference => ({
  name: `CIS ${cloud} ${number}`,
  url: benchmarks[cloud],
});
