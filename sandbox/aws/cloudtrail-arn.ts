import type { Properties, ProviderConfig } from "../resource.ts";
import { accountOf, organizationOf, partitionOf, regionOf, text } from "./place.ts";

export const CLOUDTRAIL = "cloudtrail.amazonaws.com";
export const API = "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/";
export const GUIDE = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/";

export function trailName(inputs: Properties): string {
  return text(inputs.name) ?? "";
}

export function trailArn(inputs: Properties, config: ProviderConfig): string {
  const region = regionOf(inputs, config);
  return `arn:${partitionOf(region)}:cloudtrail:${region}:${accountOf(config)}:trail/${trailName(inputs)}`;
}

/** The condition keys of a call that CloudTrail makes for a trail. */
export function trailContext(inputs: Properties, config: ProviderConfig): { [key: string]: string } {
  return {
    "aws:sourcearn": trailArn(inputs, config),
    "aws:sourceaccount": accountOf(config),
    "aws:sourceorgid": organizationOf(config),
    "aws:securetransport": "true",
    "aws:principalisawsservice": "true",
    "aws:principalservicename": CLOUDTRAIL,
  };
}
