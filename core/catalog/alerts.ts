import { deepFreeze } from "../freeze.ts";
import type { CatalogAlert } from "./alert.ts";
import { alert as accessKeyCreated } from "./alerts/access-key-created.ts";
import { alert as aiModelEnabled } from "./alerts/ai-model-enabled.ts";
import { alert as alertChange } from "./alerts/alert-change.ts";
import { alert as alertMuted } from "./alerts/alert-muted.ts";
import { alert as auditAccessChange } from "./alerts/audit-access-change.ts";
import { alert as auditArchiveChange } from "./alerts/audit-archive-change.ts";
import { alert as auditCaptureChange } from "./alerts/audit-capture-change.ts";
import { alert as auditKeyChange } from "./alerts/audit-key-change.ts";
import { alert as auditLogChange } from "./alerts/audit-log-change.ts";
import { alert as auditLogStopped } from "./alerts/audit-log-stopped.ts";
import { alert as backupDeleted } from "./alerts/backup-deleted.ts";
import { alert as budgetChanged } from "./alerts/budget-changed.ts";
import { alert as computeBurst } from "./alerts/compute-burst.ts";
import { alert as computeConfigurationChange } from "./alerts/compute-configuration-change.ts";
import { alert as computeEngineCall } from "./alerts/compute-engine-call.ts";
import { alert as computeOutsideRegions } from "./alerts/compute-outside-regions.ts";
import { alert as configurationRecorderChange } from "./alerts/configuration-recorder-change.ts";
import { alert as consentGranted } from "./alerts/consent-granted.ts";
import { alert as consoleLoginNoMfa } from "./alerts/console-login-no-mfa.ts";
import { alert as customRoleChange } from "./alerts/custom-role-change.ts";
import { alert as databaseConfigurationChange } from "./alerts/database-configuration-change.ts";
import { alert as databaseDeleted } from "./alerts/database-deleted.ts";
import { alert as databaseFirewallChange } from "./alerts/database-firewall-change.ts";
import { alert as denialBurst } from "./alerts/denial-burst.ts";
import { alert as detectionOff } from "./alerts/detection-off.ts";
import { alert as dnsChanged } from "./alerts/dns-changed.ts";
import { alert as elevatedAccess } from "./alerts/elevated-access.ts";
import { alert as federationChange } from "./alerts/federation-change.ts";
import { alert as federationToken } from "./alerts/federation-token.ts";
import { alert as firewallChange } from "./alerts/firewall-change.ts";
import { alert as flowLogDeleted } from "./alerts/flow-log-deleted.ts";
import { alert as functionChanged } from "./alerts/function-changed.ts";
import { alert as gatewayChange } from "./alerts/gateway-change.ts";
import { alert as guardrailChange } from "./alerts/guardrail-change.ts";
import { alert as iamPolicyChange } from "./alerts/iam-policy-change.ts";
import { alert as keyDisabledOrDeleted } from "./alerts/key-disabled-or-deleted.ts";
import { alert as lockRemoved } from "./alerts/lock-removed.ts";
import { alert as logMetricChange } from "./alerts/log-metric-change.ts";
import { alert as logRetentionChange } from "./alerts/log-retention-change.ts";
import { alert as logStoreDeleted } from "./alerts/log-store-deleted.ts";
import { alert as massDeletion } from "./alerts/mass-deletion.ts";
import { alert as mfaWeakened } from "./alerts/mfa-weakened.ts";
import { alert as networkAclChange } from "./alerts/network-acl-change.ts";
import { alert as networkChange } from "./alerts/network-change.ts";
import { alert as organizationChange } from "./alerts/organization-change.ts";
import { alert as organizationLeft } from "./alerts/organization-left.ts";
import { alert as organizationTrustChange } from "./alerts/organization-trust-change.ts";
import { alert as ownerGranted } from "./alerts/owner-granted.ts";
import { alert as passwordSetForAnother } from "./alerts/password-set-for-another.ts";
import { alert as publicAddressChange } from "./alerts/public-address-change.ts";
import { alert as quotaRaised } from "./alerts/quota-raised.ts";
import { alert as regionEnabled } from "./alerts/region-enabled.ts";
import { alert as remoteCommand } from "./alerts/remote-command.ts";
import { alert as rootUse } from "./alerts/root-use.ts";
import { alert as routeChange } from "./alerts/route-change.ts";
import { alert as secretsReadBurst } from "./alerts/secrets-read-burst.ts";
import { alert as serviceHealth } from "./alerts/service-health.ts";
import { alert as serviceKeysListed } from "./alerts/service-keys-listed.ts";
import { alert as signInFailure } from "./alerts/sign-in-failure.ts";
import { alert as signInFailureBurst } from "./alerts/sign-in-failure-burst.ts";
import { alert as snapshotShared } from "./alerts/snapshot-shared.ts";
import { alert as storageMadePublic } from "./alerts/storage-made-public.ts";
import { alert as storagePolicyChange } from "./alerts/storage-policy-change.ts";
import { alert as streamChange } from "./alerts/stream-change.ts";
import { alert as trustPolicyChange } from "./alerts/trust-policy-change.ts";
import { alert as unauthorizedCalls } from "./alerts/unauthorized-calls.ts";
import { alert as userCreated } from "./alerts/user-created.ts";

/** The alerts that come with the package, by their ids. */
export const catalogAlerts: readonly CatalogAlert[] = deepFreeze([
  accessKeyCreated,
  aiModelEnabled,
  alertChange,
  alertMuted,
  auditAccessChange,
  auditArchiveChange,
  auditCaptureChange,
  auditKeyChange,
  auditLogChange,
  auditLogStopped,
  backupDeleted,
  budgetChanged,
  computeBurst,
  computeConfigurationChange,
  computeEngineCall,
  computeOutsideRegions,
  configurationRecorderChange,
  consentGranted,
  consoleLoginNoMfa,
  customRoleChange,
  databaseConfigurationChange,
  databaseDeleted,
  databaseFirewallChange,
  denialBurst,
  detectionOff,
  dnsChanged,
  elevatedAccess,
  federationChange,
  federationToken,
  firewallChange,
  flowLogDeleted,
  functionChanged,
  gatewayChange,
  guardrailChange,
  iamPolicyChange,
  keyDisabledOrDeleted,
  lockRemoved,
  logMetricChange,
  logRetentionChange,
  logStoreDeleted,
  massDeletion,
  mfaWeakened,
  networkAclChange,
  networkChange,
  organizationChange,
  organizationLeft,
  organizationTrustChange,
  ownerGranted,
  passwordSetForAnother,
  publicAddressChange,
  quotaRaised,
  regionEnabled,
  remoteCommand,
  rootUse,
  routeChange,
  secretsReadBurst,
  serviceHealth,
  serviceKeysListed,
  signInFailure,
  signInFailureBurst,
  snapshotShared,
  storageMadePublic,
  storagePolicyChange,
  streamChange,
  trustPolicyChange,
  unauthorizedCalls,
  userCreated,
]);
