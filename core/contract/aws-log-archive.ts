import * as z from "zod";
import { text } from "./values.ts";

/** As the engine knows providers: a URN and an id. */
const reference = /^urn:pulumi:.+::pulumi:providers:aws::.+::.+$/;

export const isAwsProvider = (given: unknown): given is string => typeof given === "string" && reference.test(given);

const providerReference = text(reference, "a provider of AWS, as a resource", "${logArchiveProvider}");

/** The account that keeps the evidence of others. */
export const awsLogArchive = z
  .strictObject({
    account: text(/^\d{12}$/, "an account's id of 12 digits", "222233334444").meta({
      description: "The account's id, such as `222233334444`: a provider of another account is refused.",
    }),
    provider: providerReference.meta({
      resource: "an explicit provider of AWS",
      description:
        "An explicit provider of AWS, `pulumi:providers:aws`, with credentials of that account. Everything else is made with the provider of the component.",
    }),
  })
  .meta({ id: "AwsLogArchive", description: "An account of AWS that keeps the evidence of others." });
