import type * as pulumi from "@pulumi/pulumi";
import { accountOf, providerAt } from "../components/aws/log-archive.ts";
import { isAwsProvider } from "../core/contract/aws-log-archive.ts";
import { type Issue, issue } from "../core/contract/issues.ts";
import { isObject } from "../core/object.ts";
import type { AuditPlan } from "../core/plan/plan.ts";
import type { Arguments } from "./arguments.ts";

const pathTo = ({ plain }: Arguments): readonly string[] => ["aws" in plain ? ["aws"] : [], "logArchive"].flat();

/** The provider of the account that keeps the evidence of AWS. */
export const logArchiveProvider = (args: Arguments): pulumi.ProviderResource | undefined => {
  const found = pathTo(args).reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), args.plain);
  return isObject(found) && isAwsProvider(found.provider) ? providerAt(found.provider) : undefined;
};

/** Before anything is created: evidence in an account that nobody meant is found by nobody. */
export const logArchiveIssues = async ({ placements }: AuditPlan, args: Arguments): Promise<Issue[]> => {
  const account = placements.aws?.logArchive;
  const provider = account === undefined ? undefined : logArchiveProvider(args);
  const found = provider && (await accountOf(provider));
  if (account === undefined || found === undefined || found === account) return [];
  return [issue("error", "aws-archive-other-account", [...pathTo(args), "provider"], { found, account })];
};
