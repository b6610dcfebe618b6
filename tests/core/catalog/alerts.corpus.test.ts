import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogAlerts } from "../../../core/catalog/alerts.ts";
import { clouds } from "../../../core/contract/cloud.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { readEvents } from "../../../core/event/input.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { forCloud } from "../../../core/filter/for-cloud.ts";
import { read } from "../filter/arbitrary-filter.ts";

/** Recorded events, kept beside the checkout since each folder has a licence of its own. */
const corpus = join(import.meta.dirname, "../../../../shared/events");
const isPresent = existsSync(corpus);

const filters = catalogAlerts.flatMap(({ id, threshold, clouds: by }) =>
  clouds.flatMap((cloud) => {
    const here = by[cloud];
    if (here.when === undefined) return [];
    return [{ id, cloud, threshold, isOwn: here.own !== undefined, filter: forCloud(read(here.when), cloud) }];
  }),
);

const eventsIn = (file: string): readonly CommonEvent[] => readEvents(readFileSync(join(corpus, file), "utf8")).events;

const matching = (event: CommonEvent) =>
  filters.filter(({ cloud, filter }) => cloud === event.cloud && evaluate(filter, event));

/** The alerts whose filters must match each recorded attack; those that count may need more events than were recorded. */
const attacks: Readonly<Record<string, readonly string[]>> = {
  "aws/stratus-red-team/aws.credential-access.ec2-get-password-data.json": ["denial-burst", "unauthorized-calls"],
  "aws/stratus-red-team/aws.credential-access.ec2-steal-instance-credentials.json": ["remote-command"],
  "aws/stratus-red-team/aws.credential-access.secretsmanager-batch-retrieve-secrets.json": ["secrets-read-burst"],
  "aws/stratus-red-team/aws.credential-access.secretsmanager-retrieve-secrets.json": ["secrets-read-burst"],
  "aws/stratus-red-team/aws.credential-access.ssm-retrieve-securestring-parameters.json": ["secrets-read-burst"],
  "aws/stratus-red-team/aws.defense-evasion.cloudtrail-delete.json": ["audit-log-change", "audit-log-stopped"],
  "aws/stratus-red-team/aws.defense-evasion.cloudtrail-event-selectors.json": ["audit-capture-change"],
  "aws/stratus-red-team/aws.defense-evasion.cloudtrail-stop.json": ["audit-log-change", "audit-log-stopped"],
  "aws/stratus-red-team/aws.defense-evasion.dns-delete-logs.json": ["flow-log-deleted"],
  "aws/stratus-red-team/aws.defense-evasion.organizations-leave.json": ["organization-change", "organization-left"],
  "aws/stratus-red-team/aws.defense-evasion.vpc-remove-flow-logs.json": ["flow-log-deleted"],
  "aws/stratus-red-team/aws.discovery.ec2-download-user-data.json": ["denial-burst", "unauthorized-calls"],
  "aws/stratus-red-team/aws.execution.ec2-launch-unusual-instances.json": ["unauthorized-calls"],
  "aws/stratus-red-team/aws.execution.ec2-user-data.json": ["compute-configuration-change"],
  "aws/stratus-red-team/aws.execution.ssm-send-command.json": ["remote-command"],
  "aws/stratus-red-team/aws.execution.ssm-start-session.json": ["remote-command"],
  "aws/stratus-red-team/aws.exfiltration.ec2-security-group-open-port-22-ingress.json": ["firewall-change"],
  "aws/stratus-red-team/aws.exfiltration.ec2-share-ami.json": ["snapshot-shared"],
  "aws/stratus-red-team/aws.exfiltration.ec2-share-ebs-snapshot.json": ["snapshot-shared"],
  "aws/stratus-red-team/aws.exfiltration.rds-share-snapshot.json": ["snapshot-shared"],
  "aws/stratus-red-team/aws.impact.bedrock-invoke-model.json": ["ai-model-enabled"],
  "aws/stratus-red-team/aws.initial-access.console-login-without-mfa.json": ["console-login-no-mfa"],
  "aws/stratus-red-team/aws.lateral-movement.ec2-instance-connect.json": ["remote-command"],
  "aws/stratus-red-team/aws.lateral-movement.ec2-serial-console-send-ssh-public-key.json": ["remote-command"],
  "aws/stratus-red-team/aws.persistence.iam-backdoor-role.json": ["trust-policy-change"],
  "aws/stratus-red-team/aws.persistence.iam-backdoor-user.json": ["access-key-created"],
  "aws/stratus-red-team/aws.persistence.iam-create-admin-user.json": [
    "owner-granted",
    "access-key-created",
    "user-created",
  ],
  "aws/stratus-red-team/aws.persistence.iam-create-backdoor-role.json": ["owner-granted", "user-created"],
  "aws/stratus-red-team/aws.persistence.iam-create-user-login-profile.json": ["password-set-for-another"],
  "aws/stratus-red-team/aws.persistence.lambda-backdoor-function.json": ["function-changed"],
  "aws/stratus-red-team/aws.persistence.lambda-layer-extension.json": ["function-changed"],
  "aws/stratus-red-team/aws.persistence.lambda-overwrite-code.json": ["function-changed"],
  "aws/stratus-red-team/aws.persistence.rolesanywhere-create-trust-anchor.json": ["federation-change"],
  "aws/stratus-red-team/aws.persistence.sts-federation-token.json": ["federation-token"],
  "aws/stratus-red-team/aws.privilege-escalation.iam-update-user-login-profile.json": ["password-set-for-another"],
  "azure/stratus-red-team/azure.execution.vm-run-command.ndjson": ["remote-command"],
  // One blob of many: its record says nothing of how it ended.
  "azure/stratus-red-team/azure.impact.blob-ransomware-individual-file-deletion.ndjson": [],
  "azure/stratus-red-team/azure.persistence.exfiltrate-foundry-key.ndjson": ["service-keys-listed"],
  "azure/stratus-red-team/azure.privilege-escalation.root-user-access-administrator.ndjson": ["elevated-access"],
  "azure/stratus-red-team/entra-id.persistence.guest-user.ndjson": ["user-created"],
  "gcp/stratus-red-team/gcp.credential-access.secretmanager-retrieve-secrets.ndjson": ["secrets-read-burst"],
  // An object written over with another key looks like any object that is written.
  "gcp/stratus-red-team/gcp.impact.gcs-ransomware-client-side-encryption.ndjson": [],
  "gcp/stratus-red-team/gcp.impact.gcs-ransomware-individual-deletion.ndjson": ["mass-deletion"],
  "gcp/stratus-red-team/gcp.persistence.invite-external-user.ndjson": ["owner-granted"],
  "gcp/stratus-red-team/gcp.privilege-escalation.impersonate-service-accounts.ndjson": ["denial-burst"],
};

/** The alerts of the table that stay silent on the recording alone: it has fewer events than they count to. */
const belowTheirCount: Readonly<Record<string, readonly string[]>> = {
  "aws/stratus-red-team/aws.credential-access.ec2-get-password-data.json": ["denial-burst"],
  "aws/stratus-red-team/aws.credential-access.secretsmanager-batch-retrieve-secrets.json": ["secrets-read-burst"],
  "aws/stratus-red-team/aws.credential-access.ssm-retrieve-securestring-parameters.json": ["secrets-read-burst"],
  "aws/stratus-red-team/aws.discovery.ec2-download-user-data.json": ["denial-burst"],
  "gcp/stratus-red-team/gcp.credential-access.secretmanager-retrieve-secrets.ndjson": ["secrets-read-burst"],
  "gcp/stratus-red-team/gcp.impact.gcs-ransomware-individual-deletion.ndjson": ["mass-deletion"],
  "gcp/stratus-red-team/gcp.privilege-escalation.impersonate-service-accounts.ndjson": ["denial-burst"],
};

/** Does the alert's count come together within its minutes? */
const isReached = (
  { count, withinMinutes }: { count: number; withinMinutes: number },
  times: readonly number[],
): boolean => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted.some(
    (time, at) => (sorted[at + count - 1] ?? Number.POSITIVE_INFINITY) - time <= withinMinutes * 60_000,
  );
};

const files = isPresent
  ? readdirSync(corpus, { recursive: true, encoding: "utf8" })
      .map((file) => file.replaceAll("\\", "/"))
      .filter((file) => /\.(?:json|jsonl|ndjson)$/.test(file))
  : [];

describe.runIf(isPresent)("a recorded attack", () => {
  test("is in the table, each of them", () => {
    expect(files.filter((file) => file.includes("stratus-red-team")).sort()).toEqual(Object.keys(attacks).sort());
  });

  test.each(Object.entries(attacks))("%s is matched by %j", (file, ids) => {
    const found = new Set(eventsIn(file).flatMap((event) => matching(event).map(({ id }) => id)));
    expect(ids.filter((id) => !found.has(id))).toEqual([]);
  });
});

describe.runIf(isPresent)("of the recorded attacks", () => {
  test("some are too short for the alerts that count, and no others", () => {
    const silent = Object.entries(attacks).flatMap(([file, ids]) => {
      const events = eventsIn(file);
      const below = ids.filter((id) => {
        const times = events
          .filter((event) => matching(event).some((one) => one.id === id))
          .map(({ time }) => Date.parse(time ?? ""));
        const threshold = filters.find((one) => one.id === id)?.threshold;
        return threshold !== undefined && !isReached(threshold, times);
      });
      return below.length === 0 ? [] : [[file, below] as const];
    });
    expect(Object.fromEntries(silent)).toEqual(belowTheirCount);
  });
});

/** It says of itself that it tells of every call of a service: a benchmark's scanners want it. */
const ofEverything = "compute-engine-call";

test("ordinary events tell little", () => {
  const ordinary = files.filter((file) => !file.includes("stratus-red-team")).flatMap(eventsIn);
  // What is about the audit log itself is deployed for what the component made, of which nothing is recorded here.
  const isTold = ({ id, threshold, isOwn }: (typeof filters)[number]) =>
    threshold === undefined && !isOwn && id !== ofEverything;
  const told = ordinary.flatMap((event) => matching(event).filter(isTold));
  const rate = ordinary.length === 0 ? 0 : (told.length / ordinary.length) * 1_000;
  console.log(`alerts per thousand ordinary events: ${rate.toFixed(0)}, of ${ordinary.length} recorded`);
  expect(rate).toBeLessThan(100);
});
