import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { activities, findActivity } from "../../../core/catalog/activities.ts";
import { activitiesOf } from "../../../core/catalog/activities-of.ts";
import type { Activity } from "../../../core/catalog/activity.ts";
import { activityFilter } from "../../../core/catalog/activity-filter.ts";
import { activityIds } from "../../../core/catalog/activity-ids.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { readEvents } from "../../../core/event/input.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { parseFilter } from "../../../core/filter/parse.ts";

type Given = Partial<Omit<CommonEvent, "cloud" | "operation">>;

const event = (cloud: Cloud, service: string | undefined, operation: string, more: Given = {}): CommonEvent => ({
  cloud,
  category: "management",
  activities: [],
  ...(service === undefined ? {} : { service }),
  operation,
  access: "write",
  actor: {},
  native: {},
  ...more,
});

const aws = (name: string, more?: Given): CommonEvent => {
  const [service = "", operation = ""] = name.split(":");
  return event("aws", `${service}.amazonaws.com`, operation, more);
};

const gcp = (service: string, operation: string, more?: Given): CommonEvent =>
  event("gcp", service.includes(".") ? service : `${service}.googleapis.com`, operation, more);

const azure = (operation: string, more?: Given): CommonEvent =>
  event("azure", operation.split("/")[0], operation, more);

const entra = (operation: string, more?: Given): CommonEvent =>
  event("azure", "Core Directory", operation, { category: "identity", ...more });

const vault = (operation: string, more?: Given): CommonEvent =>
  event("azure", "Microsoft.KeyVault", operation, { category: "data", ...more });

const blob = (operation: string, more?: Given): CommonEvent =>
  event("azure", "Microsoft.Storage", operation, { category: "data", ...more });

describe("the catalog of activities", () => {
  test("has a file a class, named by the class, and every id that filters know", () => {
    const folder = join(import.meta.dirname, "../../../core/catalog/activities");
    const ids = activities.map(({ id }) => id);
    expect(readdirSync(folder).sort()).toEqual(ids.map((id) => `${id.replaceAll(".", "-")}.ts`).sort());
    expect(ids).toEqual([...activityIds].sort());
    expect(ids.length).toBe(42);
  });

  test("finds a class by its id, and no other", () => {
    expect(findActivity("dns.change")?.title).toBe("DNS zones, records and domains");
    expect(findActivity("dns")).toBeUndefined();
  });

  test("is frozen throughout", () => {
    const { aws = {} } = findActivity("dns.change") ?? {};
    expect([activities, findActivity("dns.change"), aws, aws["route53.amazonaws.com"]].every(Object.isFrozen)).toBe(
      true,
    );
  });

  test("says of each class in a title and in sentences what it is", () => {
    const unclear = activities.filter(
      ({ title, description }) => !/^[A-Z][^.]{5,50}$/.test(title) || !/^[A-Z].{30,300}\.$/s.test(description),
    );
    expect(unclear.map(({ id }) => id)).toEqual([]);
  });
});

type Kind = "aws" | "gcp" | "azure" | "entra" | "azureResource";

interface Selector {
  readonly id: string;
  readonly kind: Kind;
  readonly service: string;
  readonly operation: string;
}

const selectorsOf = (activity: Activity): readonly Selector[] => {
  const { id, entra = [], ...rest } = activity;
  const kinds = ["aws", "gcp", "azure", "azureResource"] as const;
  const others = kinds.flatMap((kind) =>
    Object.entries(rest[kind] ?? {}).flatMap(([service, operations]) =>
      operations.map((operation) => ({ id, kind, service, operation })),
    ),
  );
  return [...others, ...entra.map((operation) => ({ id, kind: "entra" as const, service: "*", operation }))];
};

const selectors = activities.flatMap(selectorsOf);

const form: Record<Kind, { service: RegExp; operation: RegExp }> = {
  aws: { service: /^(?:[a-z0-9-]+\.amazonaws\.com|\*)$/, operation: /^[A-Z][A-Za-z0-9]+\*?$/ },
  gcp: { service: /^(?:[a-z0-9-]+\.googleapis\.com|k8s\.io|\*)$/, operation: /^[A-Za-z*][A-Za-z0-9_.*-]+$/ },
  azure: {
    service: /^(?:Microsoft\.[A-Z][A-Za-z]+|microsoft\.aadiam|\*)$/,
    operation: /^(?:(?:[A-Za-z0-9*]+\/)*(?:write|delete|action|\*)|autoscaleSettings\/flapping\*)$/,
  },
  entra: { service: /^\*$/, operation: /^(?=[A-Z*])\S(?:.*\S)?$/ },
  azureResource: { service: /^Microsoft\.(?:KeyVault|Storage)$/, operation: /^[A-Z*][A-Za-z]+\*?$/ },
};

describe("the selectors", () => {
  test("are written as their vendor writes them", () => {
    const odd = selectors.filter(
      ({ kind, service, operation }) => !form[kind].service.test(service) || !form[kind].operation.test(operation),
    );
    expect(odd).toEqual([]);
    expect(selectors.length).toBeGreaterThan(2500);
  });

  test("of AWS have a glob only where CloudTrail's name carries the version of the API", () => {
    const globs = selectors.filter(({ kind, operation }) => kind === "aws" && operation.includes("*"));
    expect([...new Set(globs.map(({ service }) => service))].sort()).toEqual([
      "cloudfront.amazonaws.com",
      "lambda.amazonaws.com",
    ]);
  });

  test("are sorted by service and by name, each once", () => {
    const fold = (text: string): string => text.toLowerCase();
    const lists = activities.flatMap(({ id, aws = {}, gcp = {}, azure = {}, azureResource = {}, entra = [] }) => [
      ...[aws, gcp, azure, azureResource].map((by) => ({ id, names: Object.keys(by).map(fold) })),
      ...[aws, gcp, azure, azureResource].flatMap((by) =>
        Object.values(by).map((operations) => ({ id, names: operations.map(fold) })),
      ),
      { id, names: entra.map(fold) },
    ]);
    const ascending = (names: readonly string[]): boolean =>
      names.every((name, index) => index === 0 || (names[index - 1] ?? "") < name);
    expect(lists.filter(({ names }) => !ascending(names))).toEqual([]);
  });

  test("match an event of their name, in any case", () => {
    const missed = selectors.filter((selector) => !activitiesOf(exampleOf(selector)).some((id) => id === selector.id));
    expect(missed).toEqual([]);
  });

  test("are found in the index as in the filters that the clouds' forms are compiled from", () => {
    const compiled = (of: CommonEvent): readonly string[] =>
      activities.map(({ id }) => id).filter((id) => evaluate(activityFilter(id, of.cloud), of));
    const sample = selectors.filter((_, index) => index % 4 === 0).map(exampleOf);
    const differing = sample.filter((one) => compiled(one).join() !== activitiesOf(one).join());
    expect(differing).toEqual([]);
  });
});

/** An event that a selector names, in the other case. */
const exampleOf = ({ kind, service, operation }: Selector): CommonEvent => {
  const name = operation.replaceAll("*", "x").toUpperCase();
  const of = service.replaceAll("*", "any.service").toUpperCase();
  if (kind === "aws" || kind === "gcp") return event(kind, of, name);
  if (kind === "azure") return event("azure", of, `${of}/${name}`);
  return event("azure", of, name, { category: kind === "entra" ? "identity" : "data" });
};

describe("the conditions", () => {
  const conditions = activities.flatMap(({ id, when = {} }) =>
    clouds.flatMap((cloud) => (when[cloud] === undefined ? [] : [{ id, cloud, text: when[cloud] }])),
  );

  test("are filters, without activities", () => {
    const broken = conditions.filter(
      ({ text }) => parseFilter(text).filter === undefined || /\bactivities\b/.test(text),
    );
    expect(broken).toEqual([]);
    expect(conditions.length).toBeGreaterThan(40);
  });

  test("of whole services hold for what they write, and not for what they read", () => {
    const ofServices = conditions.filter(({ text }) => /^service (?:==|in) [^&|]+ && access == "write"$/.test(text));
    const cases = ofServices.flatMap(({ id, cloud, text }) =>
      [...text.matchAll(/"([a-z0-9-]+\.(?:amazonaws|googleapis)\.com)"/g)].map(([, service]) => ({
        id,
        cloud,
        service,
      })),
    );
    const belongs = ({ id, cloud, service }: (typeof cases)[number], access: "read" | "write"): boolean =>
      activitiesOf(event(cloud, service?.toUpperCase(), "Anything", { access })).some((one) => one === id);
    expect(cases.filter((one) => !belongs(one, "write") || belongs(one, "read"))).toEqual([]);
    expect(cases.length).toBeGreaterThan(80);
  });
});

const table: readonly (readonly [CommonEvent, readonly string[]])[] = [
  [aws("iam:CreateUser"), ["identity.change"]],
  [aws("iam:AddUserToGroup"), ["access.grant", "identity.change"]],
  [aws("iam:CreateAccessKey"), ["credential.change"]],
  [aws("iam:DeactivateMFADevice"), ["mfa.authpolicy.change"]],
  [aws("iam:CreateSAMLProvider"), ["federation.change"]],
  [aws("s3:PutBucketPolicy"), ["access.grant", "storage.policy.change"]],
  [aws("s3:PutBucketReplication"), ["data.share.export", "storage.policy.change"]],
  [aws("s3:DeleteBucket"), ["storage.admin"]],
  [aws("s3:GetObject", { category: "data", access: "read" }), ["data.read"]],
  [aws("s3:PutObject", { category: "data" }), ["data.write"]],
  [aws("s3:DeleteObject", { category: "data" }), ["data.delete"]],
  [aws("s3:ListBuckets", { access: "read" }), ["discovery.read"]],
  [aws("cloudtrail:StopLogging", { outcome: "denied" }), ["access.denied", "logging.change"]],
  [aws("eks:UpdateClusterConfig"), ["container.change"]],
  [
    aws("eks:UpdateClusterConfig", { native: { requestParameters: { logging: {} } } }),
    ["container.change", "logging.change"],
  ],
  [aws("rds:ModifyDBInstance"), ["database.change"]],
  [
    aws("rds:ModifyDBInstance", { native: { requestParameters: { masterUserPassword: "****" } } }),
    ["credential.change", "database.change"],
  ],
  [aws("lambda:CreateFunction20150331"), ["serverless.change"]],
  [aws("lambda:AddPermission20150331v2"), ["access.grant", "serverless.change"]],
  [aws("lambda:Invoke", { category: "data" }), ["function.invoke"]],
  [aws("kms:Decrypt", { access: "read" }), ["discovery.read", "encryption.key.use"]],
  [aws("kms:ScheduleKeyDeletion"), ["encryption.key.change"]],
  [aws("kms:RotateKey", { category: "system" }), ["encryption.key.change", "platform.event"]],
  [aws("secretsmanager:GetSecretValue", { access: "read" }), ["discovery.read", "secret.read"]],
  [aws("signin:ConsoleLogin", { category: "identity", outcome: "success" }), ["auth.signin"]],
  [aws("signin:ConsoleLogin", { category: "identity", outcome: "failure" }), ["auth.failure", "auth.signin"]],
  [
    aws("sts:AssumeRole", { access: "read", actor: { type: "service" } }),
    ["discovery.read", "impersonation", "platform.event"],
  ],
  [
    aws("ec2:RunInstances", { actor: { type: "root" }, native: { eventType: "AwsApiCall" } }),
    ["compute.change", "privileged.use"],
  ],
  [
    aws("ec2:RunInstances", {
      actor: { type: "root" },
      native: { eventType: "AwsApiCall", userIdentity: { invokedBy: "autoscaling.amazonaws.com" } },
    }),
    ["compute.change"],
  ],
  [aws("ec2:AuthorizeSecurityGroupIngress"), ["network.firewall.change"]],
  [aws("ec2:CreateTransitGatewayRoute"), ["network.topology.change"]],
  [aws("ec2:ModifySnapshotAttribute"), ["data.share.export"]],
  [aws("ec2:CreateTags"), ["governance.policy.change"]],
  [aws("appmesh:TagResource"), ["governance.policy.change", "network.topology.change"]],
  [aws("ssm:SendCommand"), ["compute.exec"]],
  [aws("ssm:UpdateInstanceInformation"), ["agent.telemetry"]],
  [aws("ssmmessages:OpenDataChannel"), ["agent.telemetry"]],
  [aws("bedrock:InvokeModel", { access: "read" }), ["discovery.read", "function.invoke"]],
  [aws("controltower:ListLandingZones", { access: "read" }), ["discovery.read"]],
  [aws("organizations:LeaveOrganization"), ["org.account.change"]],
  [gcp("iam", "google.iam.admin.v1.CreateServiceAccount"), ["identity.change"]],
  [gcp("iam", "google.iam.admin.v1.SetIAMPolicy"), ["access.grant"]],
  [gcp("compute", "v1.compute.snapshots.setIamPolicy"), ["access.grant", "data.share.export"]],
  [gcp("cloudkms", "SetIamPolicy"), ["access.grant", "encryption.key.change"]],
  [gcp("compute", "beta.compute.regionNetworkFirewallPolicies.addRule"), ["network.firewall.change"]],
  [gcp("compute", "v1.compute.firewallPolicies.listAssociations", { access: "read" }), ["discovery.read"]],
  [gcp("compute", "v1.compute.instances.setMetadata"), ["compute.change", "compute.exec"]],
  [
    gcp("compute", "v1.compute.subnetworks.patch", {
      native: { protoPayload: { request: { enableFlowLogs: false } } },
    }),
    ["logging.change", "network.topology.change"],
  ],
  [
    gcp("cloudresourcemanager", "SetIamPolicy", {
      native: { protoPayload: { serviceData: { policyDelta: { auditConfigDeltas: [{ action: "REMOVE" }] } } } },
    }),
    ["access.grant", "logging.change"],
  ],
  [gcp("logging", "google.logging.v2.ConfigServiceV2.DeleteSink"), ["logging.change"]],
  [gcp("securitycenter", "google.cloud.securitycenter.v1.SecurityCenter.SetMute"), ["monitoring.change"]],
  [
    gcp("securitycenter", "google.cloud.securitycenter.v1.SecurityCenter.ListFindings", { access: "read" }),
    ["discovery.read"],
  ],
  [gcp("login", "google.login.LoginService.loginFailure", { category: "identity" }), ["auth.failure", "auth.signin"]],
  [gcp("k8s.io", "io.k8s.core.v1.pods.exec.create"), ["compute.exec"]],
  [gcp("k8s.io", "io.k8s.core.v1.secrets.get", { category: "data", access: "read" }), ["secret.read"]],
  [gcp("k8s.io", "io.k8s.core.v1.events.create"), ["agent.telemetry"]],
  [gcp("iam", "google.iam.admin.v1.WorkforcePools.CreateWorkforcePoolProvider"), ["federation.change"]],
  [gcp("storage", "storage.setIamPermissions"), ["access.grant", "storage.policy.change"]],
  [gcp("oslogin", "google.cloud.oslogin.dataplane.OsLoginDataPlaneService.CheckPolicy"), ["compute.exec"]],
  [gcp("iamcredentials", "GenerateAccessToken", { category: "data" }), ["impersonation"]],
  [gcp("compute", "v1.compute.instances.preempted", { category: "system" }), ["platform.event"]],
  [azure("Microsoft.Authorization/roleAssignments/write"), ["access.grant"]],
  [azure("Microsoft.Authorization/elevateAccess/action"), ["access.grant", "privileged.use"]],
  [azure("Microsoft.Insights/diagnosticSettings/delete"), ["logging.change"]],
  [azure("Microsoft.KeyVault/vaults/accessPolicies/write"), ["access.grant", "encryption.key.change"]],
  [azure("Microsoft.Storage/storageAccounts/listKeys/action"), ["credential.change"]],
  [azure("Microsoft.Network/dnsZones/A/write"), ["dns.change"]],
  [azure("Microsoft.Compute/register/action"), ["service.enablement"]],
  [
    azure("Microsoft.Authorization/policies/deny/action", { category: "policy", outcome: "denied" }),
    ["access.denied", "platform.event"],
  ],
  [event("azure", "azurerbac", "Add member to role completed (PIM activation)"), ["access.grant", "privileged.use"]],
  [entra("Add member to role completed (PIM activation)"), ["access.grant", "privileged.use"]],
  [entra("Update application – Certificates and secrets management"), ["credential.change"]],
  [entra("Add Conditional Access policy"), ["mfa.authpolicy.change"]],
  [entra("Sign-in activity", { outcome: "failure" }), ["auth.failure", "auth.signin"]],
  [vault("SecretGet", { access: "read" }), ["secret.read"]],
  [vault("KeyDelete"), ["encryption.key.change"]],
  [vault("KeyUnwrap", { access: "read" }), ["encryption.key.use"]],
  [vault("SecretNearExpiryEventGridNotification"), ["platform.event"]],
  [blob("GetBlob", { access: "read" }), ["data.read"]],
  [blob("PutBlob"), ["data.write"]],
  [blob("DeleteBlob", { outcome: "denied" }), ["access.denied", "data.delete"]],
];

describe("an event", () => {
  it.each(table.map(([of, ids]) => ({ of, ids, name: `${of.cloud} ${of.service} ${of.operation}` })))(
    "$name belongs to $ids",
    ({ of, ids }) => {
      expect(activitiesOf(of)).toEqual(ids);
    },
  );

  test("belongs to its classes again when it comes again", () => {
    const one = aws("s3:PutBucketPolicy");
    expect([activitiesOf(one), activitiesOf(one)]).toEqual([
      ["access.grant", "storage.policy.change"],
      ["access.grant", "storage.policy.change"],
    ]);
  });

  test("belongs to its classes also after more made-up operations than are remembered", () => {
    const madeUp = Array.from({ length: 10_001 }, (_, index) => aws(`ec2:MadeUp${index}`));
    expect(madeUp.filter((one) => activitiesOf(one).length > 0)).toEqual([]);
    expect(activitiesOf(aws("ec2:RunInstances"))).toEqual(["compute.change"]);
  });

  test("of one cloud isn't taken for another's", () => {
    expect(activitiesOf(event("gcp", "iam.amazonaws.com", "CreateUser"))).toEqual([]);
    expect(activitiesOf(event("aws", "iam.googleapis.com", "google.iam.admin.v1.CreateServiceAccount"))).toEqual([]);
    expect(activitiesOf(event("azure", "Core Directory", "Add user"))).toEqual([]);
  });

  test("without a service belongs where any service's operation does", () => {
    expect(activitiesOf(event("aws", undefined, "TagResource"))).toEqual(["governance.policy.change"]);
    expect(activitiesOf(event("aws", undefined, "CreateUser"))).toEqual([]);
  });

  test("of a name like a property of every object belongs to nothing", () => {
    expect(activitiesOf(event("aws", "constructor", "toString"))).toEqual([]);
    expect(activitiesOf(event("azure", "__proto__", "__proto__/constructor/write"))).toEqual([]);
  });
});

/** Names that circulate in rules but that no record has: permissions, calls of another service, or of another log. */
const unreal: readonly (readonly [CommonEvent, string])[] = [
  [aws("s3:PutEncryptionConfiguration"), "the IAM action of PutBucketEncryption"],
  [aws("s3:PutLifecycleConfiguration"), "the IAM action of PutBucketLifecycle"],
  [aws("s3:PutReplicationConfiguration"), "the IAM action of PutBucketReplication"],
  [aws("s3:PutBucketObjectLockConfiguration"), "the IAM action of PutObjectLockConfiguration"],
  [aws("s3:ReplicateObject"), "an IAM action without a call"],
  [aws("s3:ListBucket"), "the IAM action of ListObjects"],
  [aws("route53:DisableDomainTransferLock"), "a call of route53domains"],
  [aws("route53:TransferDomainToAnotherAwsAccount"), "a call of route53domains"],
  [aws("ec2:ReplaceIamInstanceProfile"), "short for ReplaceIamInstanceProfileAssociation"],
  [aws("kms:ReEncryptFrom"), "one of two IAM actions of ReEncrypt"],
  [aws("dynamodb:PartiQLSelect"), "the IAM action of ExecuteStatement"],
  [aws("config:PutConfigurationRecorderStatus"), "a call that Config does not have"],
  [aws("redshift:CreateClusterUser"), "an IAM action without a call"],
  [gcp("compute", "compute.vpnTunnels.insert"), "Compute's methods begin with a version"],
  [gcp("iam", "iam.serviceAccounts.create"), "a permission"],
  [gcp("iam", "google.iam.admin.v1.serviceAccounts.delete"), "a permission's ending"],
  [gcp("storage", "storage.buckets.insert"), "the method of the API: the log has create"],
  [gcp("storage", "storage.buckets.patch"), "the method of the API: the log has update"],
  [gcp("appengine", "google.app_engine.v1.Firewall.DeleteIngressRule"), "a misspelt package"],
  [gcp("artifactregistry", "google.devtools.artifact_registry.v1.ArtifactRegistry.Delete"), "a misspelt package"],
  [azure("Microsoft.Network/networkSecurityGroups/read"), "a read, which the Activity Log doesn't record"],
  [azure("Microsoft.KeyVault/vaults/secrets/getSecret/action"), "a call of the vault itself"],
  [azure("Microsoft.KeyVault/vaults/secrets/purge/action"), "a call of the vault itself"],
  [
    azure("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/manageOwnership/action"),
    "a call of the store itself",
  ],
  [azure("Microsoft.Kubernetes/connectedClusters/secrets/write"), "an action inside the cluster"],
  [azure("Microsoft.Kubernetes/connectedClusters/pods/delete"), "an action inside the cluster"],
  [
    azure("Microsoft.ContainerService/managedClusters/rbac.authorization.k8s.io/roles/write"),
    "an action inside the cluster",
  ],
  [entra("Add eligible member (permanent)"), "short for an activity of Privileged Identity Management"],
  [entra("Request Approved"), "of several services, and not of this"],
];

describe("a name that no record has", () => {
  it.each(unreal.map(([of, why]) => ({ of, why, name: `${of.service} ${of.operation}` })))(
    "$name, $why, is in no class",
    ({ of }) => {
      expect(activitiesOf(of)).toEqual([]);
    },
  );
});

const corpus = join(import.meta.dirname, "../../../../shared/events");

describe.skipIf(!existsSync(corpus))("the recorded events", () => {
  const recorded = existsSync(corpus)
    ? readdirSync(corpus, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(?:json|jsonl|ndjson)$/.test(file))
        .flatMap((file) => readEvents(readFileSync(join(corpus, file), "utf8")).events)
    : [];

  const count: Record<Cloud, number> = { aws: 84, gcp: 42, azure: 145 };

  test.each(clouds)("of %s that change something are all classified", (cloud) => {
    const changes = recorded.filter((one) => one.cloud === cloud && one.access !== "read");
    const unclassified = changes.filter((one) => activitiesOf(one).length === 0);
    const names = [...new Set(unclassified.map(({ service, operation }) => `${service} ${operation}`))];
    console.log(`${cloud}: ${unclassified.length} of ${changes.length} changes without a class`, names);
    expect(changes.length).toBe(count[cloud]);
    expect(unclassified.length).toBeLessThan(changes.length / 100);
  });

  test("belong where the filters that the clouds' forms are compiled from say so", () => {
    const differing = recorded.filter(
      (one) =>
        activities
          .filter(({ id }) => evaluate(activityFilter(id, one.cloud), one))
          .map(({ id }) => id)
          .join() !== activitiesOf(one).join(),
    );
    expect(differing).toEqual([]);
  });
});
