import { deepFreeze } from "../freeze.ts";
import { accessDenied } from "./activities/access-denied.ts";
import { accessGrant } from "./activities/access-grant.ts";
import { agentTelemetry } from "./activities/agent-telemetry.ts";
import { aiChange } from "./activities/ai-change.ts";
import { authFailure } from "./activities/auth-failure.ts";
import { authSignin } from "./activities/auth-signin.ts";
import { backupChange } from "./activities/backup-change.ts";
import { billingChange } from "./activities/billing-change.ts";
import { computeChange } from "./activities/compute-change.ts";
import { computeExec } from "./activities/compute-exec.ts";
import { containerChange } from "./activities/container-change.ts";
import { credentialChange } from "./activities/credential-change.ts";
import { dataDelete } from "./activities/data-delete.ts";
import { dataRead } from "./activities/data-read.ts";
import { dataShareExport } from "./activities/data-share-export.ts";
import { dataWrite } from "./activities/data-write.ts";
import { databaseChange } from "./activities/database-change.ts";
import { deployment } from "./activities/deployment.ts";
import { discoveryRead } from "./activities/discovery-read.ts";
import { dnsChange } from "./activities/dns-change.ts";
import { encryptionKeyChange } from "./activities/encryption-key-change.ts";
import { encryptionKeyUse } from "./activities/encryption-key-use.ts";
import { federationChange } from "./activities/federation-change.ts";
import { functionInvoke } from "./activities/function-invoke.ts";
import { governancePolicyChange } from "./activities/governance-policy-change.ts";
import { identityChange } from "./activities/identity-change.ts";
import { impersonation } from "./activities/impersonation.ts";
import { loggingChange } from "./activities/logging-change.ts";
import { messagingChange } from "./activities/messaging-change.ts";
import { mfaAuthpolicyChange } from "./activities/mfa-authpolicy-change.ts";
import { monitoringChange } from "./activities/monitoring-change.ts";
import { networkFirewallChange } from "./activities/network-firewall-change.ts";
import { networkTopologyChange } from "./activities/network-topology-change.ts";
import { orgAccountChange } from "./activities/org-account-change.ts";
import { platformEvent } from "./activities/platform-event.ts";
import { privilegedUse } from "./activities/privileged-use.ts";
import { secretChange } from "./activities/secret-change.ts";
import { secretRead } from "./activities/secret-read.ts";
import { serverlessChange } from "./activities/serverless-change.ts";
import { serviceEnablement } from "./activities/service-enablement.ts";
import { storageAdmin } from "./activities/storage-admin.ts";
import { storagePolicyChange } from "./activities/storage-policy-change.ts";
import type { Activity } from "./activity.ts";

/** All classes, in the order of their ids. */
export const activities: readonly Activity[] = deepFreeze([
  accessDenied,
  accessGrant,
  agentTelemetry,
  aiChange,
  authFailure,
  authSignin,
  backupChange,
  billingChange,
  computeChange,
  computeExec,
  containerChange,
  credentialChange,
  dataDelete,
  dataRead,
  dataShareExport,
  dataWrite,
  databaseChange,
  deployment,
  discoveryRead,
  dnsChange,
  encryptionKeyChange,
  encryptionKeyUse,
  federationChange,
  functionInvoke,
  governancePolicyChange,
  identityChange,
  impersonation,
  loggingChange,
  messagingChange,
  mfaAuthpolicyChange,
  monitoringChange,
  networkFirewallChange,
  networkTopologyChange,
  orgAccountChange,
  platformEvent,
  privilegedUse,
  secretChange,
  secretRead,
  serverlessChange,
  serviceEnablement,
  storageAdmin,
  storagePolicyChange,
]);

const byId: ReadonlyMap<string, Activity> = new Map(activities.map((activity) => [activity.id, activity]));

export const findActivity = (id: string): Activity | undefined => byId.get(id);
