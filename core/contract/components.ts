import * as z from "zod";
import { channels } from "./channels.ts";
import type { ComponentName } from "./component-names.ts";
import { deferrable } from "./deferred.ts";
import { limits } from "./limits.ts";
import { awsPlacement, azurePlacement, gcpPlacement } from "./placement.ts";
import { auditSpec, specOverrides } from "./spec.ts";
import { text } from "./values.ts";

const tagName = text(
  /^(?!aws:)[\p{L}\p{N} _.:=+\-@]{1,128}$/u,
  "a tag name of at most 128 letters, digits, spaces and _.:=+-@, not starting with aws:",
  "cost-center",
);
const tagValue = text(
  /^[\p{L}\p{N} _.:/=+\-@]{0,256}$/u,
  "a tag value of at most 256 letters, digits, spaces and _.:/=+-@",
  "security",
);

const common = {
  spec: auditSpec.optional().meta({
    description: "The spec, as an object.",
    errors: "Exactly one of `spec` and `specYaml` must be given.",
  }),
  specYaml: z.string().optional().meta({
    description: "The spec, as the text of an `audit.yaml`.",
    errors: "Exactly one of `spec` and `specYaml` must be given.",
  }),
  overrides: specOverrides.optional().meta({
    description: "What this stack does differently: a partial spec, merged over the spec field by field.",
  }),
  channels: channels.optional().meta({
    description:
      "How people are told of alerts: a name of yours for each channel. What identifies it, such as an address or a key, may be an output of another resource.",
    errors: "Refused where a cloud in use can't serve a channel with what is given of it.",
  }),
  tags: z
    .record(tagName, deferrable(tagValue))
    .refine((tags) => Object.keys(tags).length <= limits.tags.max, { params: { rule: "count", limit: "tags" } })
    .optional()
    .meta({
      description:
        "Tags of every resource that can have them, at most 50. On Google Cloud they become labels: lower-case, with _ for what a label can't have.",
    }),
};

/** The arguments of each component, by its type's name. */
export const componentArgs = {
  AuditLog: z
    .strictObject({
      ...common,
      aws: awsPlacement.optional().meta({ description: "Where on AWS. Absent: AWS is not used." }),
      gcp: gcpPlacement.optional().meta({ description: "Where on Google Cloud. Absent: Google Cloud is not used." }),
      azure: azurePlacement.optional().meta({ description: "Where on Azure. Absent: Azure is not used." }),
    })
    .meta({ description: "The audit logs of AWS, Google Cloud and Azure, from one spec." }),
  AwsAuditLog: z
    .strictObject({ ...common, ...awsPlacement.shape })
    .meta({ description: "The audit log of one AWS account or organization." }),
  GcpAuditLog: z
    .strictObject({ ...common, ...gcpPlacement.shape })
    .meta({ description: "The audit log of one Google Cloud project or organization." }),
  AzureAuditLog: z
    .strictObject({ ...common, ...azurePlacement.shape })
    .meta({ description: "The audit log of one Azure subscription." }),
} as const satisfies Record<ComponentName, z.ZodType>;
