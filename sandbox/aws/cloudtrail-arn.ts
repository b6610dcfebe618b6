import type { Properties, ProviderConfig } from "../resource.ts";
import { accountOf, organizationOf, partitionOf, regionOf, text } from "./place.ts";

export const CLOUDTRAIL = "cloudtrail.amazonaws.com";
export const API = "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/";
export const GUIDE = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/";

export function trailName(inputs: Properties): string {
  return text(inputs.name) ?? "";
}

/** The organization's management account: the sandbox's own, unless its configuration names another. */
export function managementAccountOf(config: ProviderConfig): string {
  return config.managementAccountId ?? accountOf(config);
}

/**
 * Whose a trail is: an organization's trail belongs to the management account, whoever makes it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html
 */
export function trailOwner(inputs: Properties, config: ProviderConfig): string {
  return inputs.isOrganizationTrail === true ? managementAccountOf(config) : accountOf(config);
}

export function trailArn(inputs: Properties, config: ProviderConfig): string {
  const region = regionOf(inputs, config);
  return `arn:${partitionOf(region)}:cloudtrail:${region}:${trailOwner(inputs, config)}:trail/${trailName(inputs)}`;
}

/** The condition keys of a call that CloudTrail makes for a trail. */
export function trailContext(inputs: Properties, config: ProviderConfig): { [key: string]: string } {
  return {
    "aws:sourcearn": trailArn(inputs, config),
    "aws:sourceaccount": trailOwner(inputs, config),
    "aws:sourceorgid": organizationOf(config),
    "aws:securetransport": "true",
    "aws:principalisawsservice": "true",
    "aws:principalservicename": CLOUDTRAIL,
  };
}
