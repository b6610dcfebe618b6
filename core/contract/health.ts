import * as z from "zod";
import { limits } from "./limits.ts";
import { wholeNumber } from "./values.ts";

export const health = z
  .strictObject({
    silenceAfterHours: wholeNumber(limits.silenceHours)
      .optional()
      .meta({
        description:
          "After how many hours without an event the channels are told, as of an alert of severity `critical`: of what can be searched, and of the archive where " +
          "the cloud shows what arrives there. Where it is given, people are also told when alerts can't be delivered. Told earlier where a cloud can't look " +
          "back so far, with a notice: Google Cloud after 23.5 hours, Azure after 48. Default: nobody is told of silence.",
        unit: "hours",
        source: limits.silenceHours.source,
      }),
  })
  .meta({ id: "Health", description: "Whether people are told when the audit log itself falls silent." });
