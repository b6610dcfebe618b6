import type { NativeResource, NotUnderstood } from "./resource.ts";
import { notUnderstood } from "./resource.ts";

/** Resources that capture or tell of audit events, and are of a kind that is not read. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^aws:cloudtrail\/eventDataStore:/, "an event data store of CloudTrail Lake is not read"],
  [/^aws-native:(?:cloudtrail|events|cloudwatch|logs):/, "resources of the provider aws-native are not read"],
  [/^google-native:(?:logging|monitoring)\//, "resources of the provider google-native are not read"],
  [
    /^azure:monitoring\/(?:diagnosticSetting|aadDiagnosticSetting|activityLogAlert|scheduledQueryRules\w*):/,
    "resources of the provider azure are not read: those of azure-native are",
  ],
];

/** The resources of which nobody can say what they do with events, and why. */
export const notRead = (resources: readonly NativeResource[]): readonly NotUnderstood[] =>
  resources.flatMap((resource) => {
    const kind = kinds.find(([type]) => type.test(resource.type));
    return kind === undefined ? [] : [notUnderstood(resource, kind[1])];
  });
