import { describe, expect, test } from "vitest";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import { exampleLocations, isLocation } from "../../../core/contract/locations.ts";

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Regions that exist, from the lists of the clouds. */
const existing = {
  aws: words(`
    us-east-1 us-east-2 us-west-1 us-west-2 af-south-1 ap-east-1 ap-east-2 ap-south-1 ap-south-2 ap-southeast-1
    ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ap-northeast-1
    ap-northeast-2 ap-northeast-3 ca-central-1 ca-west-1 cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-west-1
    eu-west-2 eu-west-3 eu-south-1 eu-south-2 eu-north-1 il-central-1 me-south-1 me-central-1 mx-central-1 sa-east-1
    us-gov-east-1 us-gov-west-1 us-iso-east-1 us-iso-west-1 us-isob-east-1 us-isof-south-1 eu-isoe-west-1
    eusc-de-east-1`),
  gcp: words(`
    us eu africa-south1 asia-east1 asia-east2 asia-northeast1 asia-northeast2 asia-northeast3 asia-south1 asia-south2
    asia-southeast1 asia-southeast2 asia-southeast3 australia-southeast1 australia-southeast2 europe-central2
    europe-north1 europe-north2 europe-southwest1 europe-west1 europe-west2 europe-west3 europe-west4 europe-west6
    europe-west8 europe-west9 europe-west10 europe-west12 me-central1 me-central2 me-west1 northamerica-northeast1
    northamerica-northeast2 northamerica-south1 southamerica-east1 southamerica-west1 us-central1 us-east1 us-east4
    us-east5 us-south1 us-west1 us-west2 us-west3 us-west4`),
  azure: words(`
    australiacentral australiacentral2 australiaeast australiasoutheast austriaeast belgiumcentral brazilsouth
    brazilsoutheast canadacentral canadaeast centralindia centralus chilecentral chinaeast chinaeast2 chinaeast3
    chinanorth chinanorth2 chinanorth3 denmarkeast eastasia eastus eastus2 francecentral francesouth germanynorth
    germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest jioindiacentral jioindiawest
    koreacentral koreasouth malaysiawest mexicocentral newzealandnorth northcentralus northeurope norwayeast norwaywest
    polandcentral qatarcentral southafricanorth southafricawest southcentralus southeastasia southeastus southindia
    spaincentral swedencentral swedensouth switzerlandnorth switzerlandwest taiwannorth uaecentral uaenorth uksouth
    ukwest usdodcentral usdodeast usgovarizona usgovtexas usgovvirginia westcentralus westeurope westindia westus
    westus2 westus3`),
} as const satisfies Record<Cloud, readonly string[]>;

/** Names that look right, other clouds' forms, and what could be smuggled into a URL or an ARN. */
const refused = {
  aws: ["", "eu-centrl-1", "eu-central", "eu-central-0", "eu-central-10", "eu-central-1a", "EU-CENTRAL-1", "xx-east-1"],
  gcp: [
    "",
    "europe-wst3",
    "europe-west",
    "europe-west0",
    "europe-west100",
    "EU",
    "asia",
    "global",
    "nam4",
    "us-west1-a",
  ],
  azure: [
    "",
    "westeurop",
    "West Europe",
    "WESTEUROPE",
    "global",
    "eastus10",
    "eastus0",
    "west-europe",
    "northsouth",
    "europe",
    "us",
  ],
} as const satisfies Record<Cloud, readonly string[]>;

const hostile = (valid: string): string[] => [
  ` ${valid}`,
  `${valid} `,
  `${valid}\n`,
  `${valid}\u0000`,
  `${valid}/../x`,
  `x${valid}`,
  `\${account}`,
];

describe.each(clouds)("a location of %s", (cloud) => {
  test.each(existing[cloud])("may be %s, which exists", (name) => {
    expect(isLocation(cloud, name)).toBe(true);
  });

  test.each([...refused[cloud], ...hostile(exampleLocations[cloud])])("may not be %j", (name) => {
    expect(isLocation(cloud, name)).toBe(false);
  });

  test("may not be one of another cloud", () => {
    const others = clouds.filter((other) => other !== cloud).flatMap((other) => existing[other]);
    expect(others.filter((name) => isLocation(cloud, name))).toEqual([]);
  });

  test("has an example that is accepted", () => {
    expect(existing[cloud]).toContain(exampleLocations[cloud]);
    expect(isLocation(cloud, exampleLocations[cloud])).toBe(true);
  });
});

test("a region that opens tomorrow is accepted where its name follows the cloud's form", () => {
  const tomorrow = { aws: "eu-west-9", gcp: "africa-north2", azure: "norwaysouth" } satisfies Record<Cloud, string>;
  expect(clouds.filter((cloud) => !isLocation(cloud, tomorrow[cloud]))).toEqual([]);
});
