import { type Cloud, clouds } from "../contract/cloud.ts";
import type { ToldColumn } from "../filter/kql-forms.ts";
import type { CatalogAlert } from "./alert.ts";

/** Which events answer a question in one cloud. */
export type CloudQuestion =
  | {
      /** A filter in our language; a parameter stands in it as `"${name}"`. */
      readonly when: string;
      readonly none?: undefined;
    }
  | {
      /** Why it has no meaning there, as a sentence without its full stop. */
      readonly none: string;
      readonly when?: undefined;
    };

/** What the one who asks fills in. */
export interface Parameter {
  readonly name: string;
  /** What it is, as part of a sentence. */
  readonly title: string;
  /** What stands in its place until then. */
  readonly examples: { readonly [C in Cloud]: string };
}

/** A question that investigators and auditors ask of an audit log. */
export interface Question {
  /** What its file is called. */
  readonly id: string;
  /** The question, with its question mark. */
  readonly title: string;
  /** What events are counted by; absent: each event is a row of its own. */
  readonly by?: readonly ToldColumn[];
  readonly parameters?: readonly Parameter[];
  readonly clouds: { readonly [C in Cloud]: CloudQuestion };
}

/** The same filter in every cloud. */
export const everywhere = (when: string): Question["clouds"] => ({ aws: { when }, gcp: { when }, azure: { when } });

/** What an alert looks for, without waiting for it. */
export const asAlert = (alert: CatalogAlert): Question["clouds"] => {
  const ofCloud = (cloud: Cloud): CloudQuestion => {
    const { when, none } = alert.clouds[cloud];
    return when === undefined ? { none } : { when };
  };
  return Object.fromEntries(clouds.map((cloud) => [cloud, ofCloud(cloud)])) as Question["clouds"];
};
