import { deepFreeze } from "../freeze.ts";
import type { Question } from "./question.ts";
import { question as accessChanges } from "./questions/access-changes.ts";
import { question as bulkDeletions } from "./questions/bulk-deletions.ts";
import { question as byPrincipal } from "./questions/by-principal.ts";
import { question as deniedCalls } from "./questions/denied-calls.ts";
import { question as failedSignIns } from "./questions/failed-sign-ins.ts";
import { question as fromAddress } from "./questions/from-address.ts";
import { question as loggingChanges } from "./questions/logging-changes.ts";
import { question as lostKeys } from "./questions/lost-keys.ts";
import { question as newCredentials } from "./questions/new-credentials.ts";
import { question as onResource } from "./questions/on-resource.ts";
import { question as otherRegions } from "./questions/other-regions.ts";
import { question as publicStorage } from "./questions/public-storage.ts";
import { question as rootActions } from "./questions/root-actions.ts";
import { question as secretReads } from "./questions/secret-reads.ts";
import { question as signIns } from "./questions/sign-ins.ts";

/** The questions that come with the package, in the order in which they are asked. */
export const questions: readonly Question[] = deepFreeze([
  rootActions,
  signIns,
  failedSignIns,
  deniedCalls,
  accessChanges,
  newCredentials,
  lostKeys,
  secretReads,
  publicStorage,
  loggingChanges,
  bulkDeletions,
  byPrincipal,
  fromAddress,
  onResource,
  otherRegions,
]);
