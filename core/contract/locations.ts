import type { Cloud } from "./cloud.ts";

const direction = "(?:north|south|east|west|central){0,2}";
const somewhere = "(?:northeast|northwest|southeast|southwest|north|south|east|west|central)";

/**
 * Regions by the way each cloud forms their names, not by a list: a region opened tomorrow is accepted, a misspelt one is not.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 * https://cloud.google.com/logging/docs/region-support
 * https://learn.microsoft.com/azure/reliability/regions-list
 */
const forms = {
  aws: new RegExp(
    `^(?:(?:af|ap|ca|cn|eu|il|me|mx|sa|us)-${somewhere}|us-gov-${somewhere}|(?:us-iso|us-isob|us-isof|eu-isoe)-${somewhere}|eusc-[a-z]{2}-${somewhere})-[1-9]$`,
  ),
  gcp: new RegExp(
    `^(?:us|eu|(?:africa|asia|australia|europe|me|northamerica|southamerica|us)-${somewhere}[1-9][0-9]?)$`,
  ),
  azure: new RegExp(
    `^(?=.*(?:north|south|east|west|central|arizona|iowa|texas|virginia))${direction}(?:asia|australia|austria|belgium|brazil|canada|chile|china|denmark|europe|finland|france|germany|greece|india|indonesia|israel|italy|japan|jioindia|korea|malaysia|mexico|newzealand|norway|poland|qatar|saudiarabia|southafrica|spain|sweden|switzerland|taiwan|uae|uk|us|usdod|usgov)(?:${direction}|arizona|iowa|texas|virginia)[1-9]?$`,
  ),
} as const satisfies Record<Cloud, RegExp>;

/** An example of each, for error messages and documentation. */
export const exampleLocations = {
  aws: "eu-central-1",
  gcp: "europe-west3",
  azure: "westeurope",
} as const satisfies Record<Cloud, string>;

export const isLocation = (cloud: Cloud, name: string): boolean => forms[cloud].test(name);
