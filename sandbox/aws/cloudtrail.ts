import type { ResourceType, Rule } from "../resource.ts";
import { API, GUIDE, managementAccountOf, trailArn, trailName, trailOwner } from "./cloudtrail-arn.ts";
import { bucketRules } from "./cloudtrail-bucket.ts";
import { keyRules } from "./cloudtrail-key.ts";
import { logsRules } from "./cloudtrail-logs.ts";
import { selectorRules } from "./cloudtrail-selectors.ts";
import { topicRules } from "./cloudtrail-topic.ts";
import { accountOf, refusal, regionOf, TOKEN, tagsAll, text } from "./place.ts";

const nameIsValid: Rule = {
  id: "cloudtrail-name-is-valid",
  source: `${API}API_CreateTrail.html#awscloudtrail-CreateTrail-request-Name`,
  on: ["create"],
  refuse({ inputs }) {
    const name = trailName(inputs);
    const valid =
      /^[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]$/.test(name) && !/[._-]{2}/.test(name) && !/^\d+(\.\d+){3}$/.test(name);
    return valid
      ? undefined
      : refusal(
          "InvalidTrailNameException",
          "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_), starts and ends with a letter or number, has no adjacent marks, and is not an IP address.",
        );
  },
};

const nameLengthIsValid: Rule = {
  id: "cloudtrail-name-has-3-to-128-characters",
  source: `${API}API_CreateTrail.html#awscloudtrail-CreateTrail-request-Name`,
  on: ["create"],
  refuse({ inputs }) {
    const length = trailName(inputs).length;
    if (length >= 3 && length <= 128) return undefined;
    const bound = length < 3 ? "short. Minimum allowed length: 3" : "long. Maximum allowed length: 128";
    return refusal(
      "InvalidTrailNameException",
      `Trail name too ${bound} characters. Specified name length: ${length} characters.`,
    );
  },
};

const prefixIsAtMost200: Rule = {
  id: "cloudtrail-prefix-is-at-most-200-characters",
  source: `${API}API_CreateTrail.html#awscloudtrail-CreateTrail-request-S3KeyPrefix`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const length = (text(inputs.s3KeyPrefix) ?? "").length;
    return length > 200
      ? refusal("InvalidS3PrefixException", `S3 key prefix too long: ${length} of at most 200 characters.`)
      : undefined;
  },
};

const multiRegionNeedsGlobalEvents: Rule = {
  id: "cloudtrail-multi-region-needs-global-service-events",
  source: `${API}API_CreateTrail.html#API_CreateTrail_Errors`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    inputs.isMultiRegionTrail === true && inputs.includeGlobalServiceEvents === false
      ? refusal("InvalidParameterCombinationException", "Multi-Region trail must include global service events.")
      : undefined,
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const TRAILS_PER_REGION = 5;

const trailsAreAtMost5PerRegion: Rule = {
  id: "cloudtrail-has-at-most-5-trails-per-region",
  source: `${GUIDE}WhatIsCloudTrail-Limits.html`,
  on: ["create", "update"],
  refuse({ inputs, store, config, existing }) {
    const own = `:${trailOwner(inputs, config)}:trail/`;
    const others = store
      .list(TOKEN.trail)
      .filter((trail) => trail.id !== existing?.id && String(trail.outputs.arn).includes(own));
    const home = regionOf(inputs, config);
    const regions =
      inputs.isMultiRegionTrail === true ? [home, ...others.map((t) => String(t.outputs.homeRegion))] : [home];
    const full = regions.find((region) => {
      const here = others.filter((t) => t.inputs.isMultiRegionTrail === true || t.outputs.homeRegion === region);
      return here.length >= TRAILS_PER_REGION;
    });
    if (full === undefined) return undefined;
    return refusal(
      "MaximumNumberOfTrailsExceededException",
      `User: ${trailOwner(inputs, config)} already has ${TRAILS_PER_REGION} trails in ${full}.`,
    );
  },
};

const organizationTrailIsOfItsAdministrators: Rule = {
  id: "cloudtrail-organization-trail-is-made-by-its-administrators",
  source: `${GUIDE}creating-trail-organization.html`,
  on: ["create", "update"],
  refuse({ inputs, config }) {
    const administrators = [managementAccountOf(config), ...(config.delegatedAdministrators ?? "").split(",")];
    if (inputs.isOrganizationTrail !== true || administrators.includes(accountOf(config))) return undefined;
    return refusal(
      "NotOrganizationManagementAccountException",
      `The account ${accountOf(config)} is not the management account of the organization, nor a delegated administrator of CloudTrail.`,
    );
  },
};

export const trail: ResourceType = {
  token: TOKEN.trail,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["name", "region"],
  rules: [
    nameLengthIsValid,
    nameIsValid,
    prefixIsAtMost200,
    multiRegionNeedsGlobalEvents,
    trailsAreAtMost5PerRegion,
    organizationTrailIsOfItsAdministrators,
    ...selectorRules,
    ...bucketRules,
    ...keyRules,
    ...logsRules,
    ...topicRules,
  ],
  id: trailArn,
  conflict: "TrailAlreadyExistsException",
  outputs: (inputs, config) => ({
    name: trailName(inputs),
    arn: trailArn(inputs, config),
    homeRegion: regionOf(inputs, config),
    region: regionOf(inputs, config),
    ...tagsAll(inputs),
  }),
};
