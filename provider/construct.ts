import * as pulumi from "@pulumi/pulumi";
import { AuditLog } from "../components/audit-log.ts";
import { AwsAuditLog, type AwsAuditLogArgs } from "../components/aws/index.ts";
import type { EndpointInputs } from "../components/aws/stream.ts";
import { AzureAuditLog, type AzureAuditLogArgs } from "../components/azure/index.ts";
import { GcpAuditLog, type GcpAuditLogArgs } from "../components/gcp/index.ts";
import type { ChannelInputs } from "../components/room.ts";
import { untoldIssues } from "../core/compile/alerts.ts";
import { compileAws } from "../core/compile/aws/blueprint.ts";
import { compileAzure } from "../core/compile/azure/blueprint.ts";
import { channelIssues } from "../core/compile/channels.ts";
import { compileGcp } from "../core/compile/gcp/blueprint.ts";
import { labelIssues } from "../core/compile/labels.ts";
import { channelKinds } from "../core/contract/channels.ts";
import type { ComponentName } from "../core/contract/component-names.ts";
import { componentArgs } from "../core/contract/components.ts";
import { fieldAt } from "../core/contract/fields.ts";
import { type Issue, isError, issue, type Path } from "../core/contract/issues.ts";
import { message } from "../core/contract/messages.ts";
import type { AuditPlan } from "../core/plan/plan.ts";
import { readRequest } from "../core/plan/request.ts";
import { type Arguments, settle } from "./arguments.ts";
import { logArchiveIssues, logArchiveProvider } from "./log-archive.ts";
import { refusal } from "./refuse.ts";
import { sealed } from "./seal.ts";

/**
 * Children's names begin with the component's, and clouds are strict about the names of buckets and trails.
 * https://cloud.google.com/storage/docs/buckets#naming
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
const componentName = /^(?!goog|xn--|sthree-|amzn-s3-demo-)(?!.*google)[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,31}$/;

/** A component whose state is its outputs. */
export interface Created extends pulumi.ComponentResource {
  readonly state: object;
}

/** Reads, checks and compiles everything, and only then creates the first resource. */
export const construct = async (
  component: ComponentName,
  name: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
): Promise<Created> => {
  const args = sealed(component, await settle(inputs));
  refuseSecretsInPlain(component, args);
  const { plan, issues, located } = readRequest(component, args.plain, today());
  if (!componentName.test(name)) {
    const wanted = "a component name of 2 to 32 lower-case letters, digits and single hyphens, free of google";
    issues.push(issue("error", "wrong-format", ["name"], { wanted, example: "audit" }));
  }
  const place = await placeOf(component, name, options);
  const compiled = plan ? compileAll(plan, args, place, issues, located) : {};
  if (plan) issues.push(...(await logArchiveIssues(plan, args)));
  const errors = issues.filter(isError);
  if (errors.length > 0) throw refusal(component, errors, args.secrets);
  const created = create(component, name, compiled, args.inputs, options);
  tell(issues, created);
  return created;
};

/** The day in UTC: only whether a waiver has ended depends on it. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** Alone, before anything else is read: what else is wrong could not be said without the secret. */
const refuseSecretsInPlain = (component: ComponentName, { secrets }: Arguments): void => {
  const exposed = secrets.filter((path) => fieldAt(componentArgs[component], path)?.deferrable === false);
  if (exposed.length === 0) return;
  const errors = exposed.map((path) => issue("error", "secret-in-plain", path, {}));
  throw refusal(component, errors, secrets);
};

/** As no two components of a deployment have it: what the engine identifies them by. */
const placeOf = async (
  component: ComponentName,
  name: string,
  { parent }: pulumi.ComponentResourceOptions,
): Promise<string> => {
  const within = parent && (await new Promise((resolve) => parent.urn.apply(resolve)));
  return [...(within === undefined ? [] : [within]), component, name].join("::");
};

interface CompiledArgs {
  aws?: AwsAuditLogArgs;
  gcp?: GcpAuditLogArgs;
  azure?: AzureAuditLogArgs;
}

/** Compiles the plan for each cloud that it is placed in; what the clouds have to say is added to the issues. */
const compileAll = (
  plan: AuditPlan,
  args: Arguments,
  place: string,
  issues: Issue[],
  located: (one: Issue) => Issue,
): CompiledArgs => {
  const { aws, gcp, azure } = plan.placements;
  const tags = namedInputs(args, ["tags"]);
  const add = <T extends { issues: Issue[] }>(compiled: T): T => {
    issues.push(...compiled.issues.map((one) => (isError(one) ? located(one) : one)));
    return compiled;
  };
  const placed = (cloud: keyof CompiledArgs, mapping: string, part?: string) =>
    namedInputs(args, cloud in args.plain ? [cloud, mapping] : [mapping], part) ?? {};
  const readers = (cloud: keyof CompiledArgs, part?: string) => placed(cloud, "readers", part);
  const existing = () => namedInputs(args, "aws" in args.plain ? ["aws", "existing"] : ["existing"]) ?? {};
  if (gcp && tags) issues.push(...labelIssues(Object.keys(tags)));
  issues.push(...channelIssues(plan), ...untoldIssues(plan));
  const channels = channelInputs(args);
  return {
    ...(aws && {
      aws: {
        compiled: add(compileAws(plan, aws)),
        readers: readers("aws"),
        breakGlass: placed("aws", "breakGlass"),
        existing: existing(),
        logArchive: logArchiveProvider(args),
        channels,
        streamEndpoint: endpointInputs(args, plan),
        tags,
      },
    }),
    ...(gcp && { gcp: { compiled: add(compileGcp(plan, gcp)), readers: readers("gcp"), channels, place, tags } }),
    ...(azure && {
      azure: { compiled: add(compileAzure(plan, azure)), readers: readers("azure", "principalId"), channels, tags },
    }),
  };
};

/** The inputs of a mapping, by the user's names; of each its named part, where only that is an input. */
const namedInputs = (args: Arguments, path: Path, part?: string): Record<string, pulumi.Input<string>> | undefined => {
  const mapping = path.reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | undefined)?.[step],
    args.plain,
  );
  if (typeof mapping !== "object" || mapping === null) return undefined;
  return Object.fromEntries(
    Object.keys(mapping).map((name) => [name, args.inputAt([...path, name, ...(part === undefined ? [] : [part])])]),
  );
};

/** What identifies each channel, by the channels' names. */
const channelInputs = ({ inputs }: Arguments): ChannelInputs =>
  Object.fromEntries(
    Object.entries((inputs.channels ?? {}) as Record<string, Record<string, unknown>>).map(([name, channel]) => {
      const [kind] = Object.keys(channelKinds).flatMap((one) => channel[one] ?? []);
      return [name, (kind ?? {}) as ChannelInputs[string]];
    }),
  );

/** What is given of the endpoint that a stream goes to on AWS. */
const endpointInputs = (args: Arguments, { placements }: AuditPlan): EndpointInputs | undefined => {
  const planned = placements.aws?.streamEndpoint;
  if (planned === undefined) return undefined;
  const path = "aws" in args.plain ? ["aws", "streamEndpoint"] : ["streamEndpoint"];
  return {
    url: args.inputAt([...path, "url"]),
    ...(planned.hasAccessKey && { accessKey: args.inputAt([...path, "accessKey"]) }),
  };
};

const create = (
  component: ComponentName,
  name: string,
  compiled: CompiledArgs,
  given: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
): Created => {
  switch (component) {
    case "AuditLog":
      return new AuditLog(name, { ...compiled, given }, options);
    case "AwsAuditLog":
      return new AwsAuditLog(name, { ...compiled.aws!, given }, options);
    case "GcpAuditLog":
      return new GcpAuditLog(name, { ...compiled.gcp!, given }, options);
    case "AzureAuditLog":
      return new AzureAuditLog(name, { ...compiled.azure!, given }, options);
    default:
      return component satisfies never;
  }
};

/** Every difference between spec and cloud is said once: each warning by itself, what is merely to be known in one message. */
const tell = (issues: readonly Issue[], resource: pulumi.Resource): void => {
  for (const one of issues.filter(({ severity }) => severity === "warning"))
    void pulumi.log.warn(message(one), resource);
  const notices = issues.filter(({ severity }) => severity === "notice").map(message);
  if (notices.length > 0) void pulumi.log.info(notices.join("\n"), resource);
};
