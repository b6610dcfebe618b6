import { deepFreeze } from "../freeze.ts";
import type { Control } from "./control.ts";
import { control as alertAccessGranted } from "./controls/alert-access-granted.ts";
import { control as alertAlertsChanged } from "./controls/alert-alerts-changed.ts";
import { control as alertAuditLogChanged } from "./controls/alert-audit-log-changed.ts";
import { control as alertConfigurationRecorder } from "./controls/alert-configuration-recorder.ts";
import { control as alertDataTaken } from "./controls/alert-data-taken.ts";
import { control as alertDatabasesChanged } from "./controls/alert-databases-changed.ts";
import { control as alertDetectionOff } from "./controls/alert-detection-off.ts";
import { control as alertEvidenceTampering } from "./controls/alert-evidence-tampering.ts";
import { control as alertKeyLoss } from "./controls/alert-key-loss.ts";
import { control as alertNetworkChanged } from "./controls/alert-network-changed.ts";
import { control as alertNewCredentials } from "./controls/alert-new-credentials.ts";
import { control as alertNoMfa } from "./controls/alert-no-mfa.ts";
import { control as alertOrganizationChanged } from "./controls/alert-organization-changed.ts";
import { control as alertRootUse } from "./controls/alert-root-use.ts";
import { control as alertServiceHealth } from "./controls/alert-service-health.ts";
import { control as alertSignInFailures } from "./controls/alert-sign-in-failures.ts";
import { control as alertStorageExposed } from "./controls/alert-storage-exposed.ts";
import { control as alertUnauthorizedCalls } from "./controls/alert-unauthorized-calls.ts";
import { control as alertsNotMuted } from "./controls/alerts-not-muted.ts";
import { control as alertsReachPeople } from "./controls/alerts-reach-people.ts";
import { control as archiveAccessLogged } from "./controls/archive-access-logged.ts";
import { control as archiveNotPublic } from "./controls/archive-not-public.ts";
import { control as archiveRedundant } from "./controls/archive-redundant.ts";
import { control as archiveTlsOnly } from "./controls/archive-tls-only.ts";
import { control as captureDatabases } from "./controls/capture-databases.ts";
import { control as captureIdentity } from "./controls/capture-identity.ts";
import { control as captureManagementAll } from "./controls/capture-management-all.ts";
import { control as captureNoGaps } from "./controls/capture-no-gaps.ts";
import { control as captureNothingExcluded } from "./controls/capture-nothing-excluded.ts";
import { control as captureOrganization } from "./controls/capture-organization.ts";
import { control as captureSecretReads } from "./controls/capture-secret-reads.ts";
import { control as captureStorageReads } from "./controls/capture-storage-reads.ts";
import { control as captureStorageWrites } from "./controls/capture-storage-writes.ts";
import { control as encryptedAtRest } from "./controls/encrypted-at-rest.ts";
import { control as evidenceImmutable } from "./controls/evidence-immutable.ts";
import { control as evidenceLocked } from "./controls/evidence-locked.ts";
import { control as evidenceOutlivesStack } from "./controls/evidence-outlives-stack.ts";
import { control as healthSilence } from "./controls/health-silence.ts";
import { control as integrityVerifiable } from "./controls/integrity-verifiable.ts";
import { control as keyCustomerManaged } from "./controls/key-customer-managed.ts";
import { control as keyRotated } from "./controls/key-rotated.ts";
import { control as keyRotated90Days } from "./controls/key-rotated-90-days.ts";
import { control as keyUseRecorded } from "./controls/key-use-recorded.ts";
import { control as readersNamed } from "./controls/readers-named.ts";
import { control as retention6Years } from "./controls/retention-6-years.ts";
import { control as retention12Months } from "./controls/retention-12-months.ts";
import { control as retention90Days } from "./controls/retention-90-days.ts";
import { control as retentionLimited } from "./controls/retention-limited.ts";
import { control as searchKeyCustomerManaged } from "./controls/search-key-customer-managed.ts";
import { control as searchable3Months } from "./controls/searchable-3-months.ts";

/** What frameworks ask of an audit log, by its id. */
export const controls: readonly Control[] = deepFreeze([
  alertAccessGranted,
  alertAlertsChanged,
  alertAuditLogChanged,
  alertConfigurationRecorder,
  alertDataTaken,
  alertDatabasesChanged,
  alertDetectionOff,
  alertEvidenceTampering,
  alertKeyLoss,
  alertNetworkChanged,
  alertNewCredentials,
  alertNoMfa,
  alertOrganizationChanged,
  alertRootUse,
  alertServiceHealth,
  alertSignInFailures,
  alertStorageExposed,
  alertUnauthorizedCalls,
  alertsNotMuted,
  alertsReachPeople,
  archiveAccessLogged,
  archiveNotPublic,
  archiveRedundant,
  archiveTlsOnly,
  captureDatabases,
  captureIdentity,
  captureManagementAll,
  captureNoGaps,
  captureNothingExcluded,
  captureOrganization,
  captureSecretReads,
  captureStorageReads,
  captureStorageWrites,
  encryptedAtRest,
  evidenceImmutable,
  evidenceLocked,
  evidenceOutlivesStack,
  healthSilence,
  integrityVerifiable,
  keyCustomerManaged,
  keyRotated,
  keyRotated90Days,
  keyUseRecorded,
  readersNamed,
  retention12Months,
  retention6Years,
  retention90Days,
  retentionLimited,
  searchKeyCustomerManaged,
  searchable3Months,
]);
