import * as z from "zod";
import { cloudNames, clouds } from "./cloud.ts";
import { text } from "./values.ts";

const isFileOrRecord = (given: unknown): boolean =>
  typeof given === "string" ? given.trim() !== "" : typeof given === "object" && given !== null;

const fileOrRecord = z
  .unknown()
  .refine(isFileOrRecord, {
    params: { rule: "format", wanted: "the path of a file or a record", example: "fixtures/aws-root-login.json" },
  })
  .meta({
    description:
      "The path of a file with one record or several, relative to the spec's file; or the record itself. Both in any form that clouds and their tools write.",
  });

const cloudName = z.enum(clouds).meta({ id: "CloudName", description: "One of the clouds.", values: cloudNames });

export const testStep = z
  .strictObject({
    event: fileOrRecord,
    repeat: z
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .meta({ description: "How often it happens. Default: once.", unit: "times" }),
    everySeconds: z.int().min(0).max(86_400).optional().meta({
      description: "How long after one time the next is, where it is repeated. Default: 1.",
      unit: "seconds",
    }),
    afterSeconds: z.int().min(0).max(2_592_000).optional().meta({
      description:
        "How long after what happened before it happens, whatever time the record tells. Default: when the record says, or, where it says nothing, with what happened before.",
      unit: "seconds",
    }),
  })
  .meta({
    id: "TestStep",
    description: "A part of a sequence of events: a record, or what a file holds, once or again and again.",
  });

export const testExpectation = z
  .strictObject({
    stored: z.boolean().optional().meta({
      description: "`true`: the cloud stores every one of the events; `false`: none of them.",
    }),
    captured: z.boolean().optional().meta({
      description:
        "`true`: the spec asks for every one of the events; `false`: for none of them. A cloud may store what is not asked for, where it can't tell it apart.",
    }),
    alerts: z
      .array(text(/^\S+$/, "the id of an alert", "root-use"))
      .optional()
      .meta({
        description:
          "Exactly the alerts that tell people, in whatever order: `[]` for none. One that counts tells only where enough happens within its minutes, and none tells of what is not stored.",
        errors: "Refused for an id that is neither in the catalog nor in `alerts.custom`.",
      }),
    clouds: z.array(cloudName).optional().meta({
      description: "Exactly the clouds that store one of the events or more, in whatever order: `[]` for none.",
    }),
  })
  .meta({
    id: "TestExpectation",
    description: "What is to become of the events of a test: one of these or more. What is left out is not looked at.",
  });

export const specTest = z
  .strictObject({
    name: text(/^(?=.*\S).{1,200}$/u, "a name in one line, at most 200 characters", "a root login pages us").meta({
      description: "What it shows, in your words: reports name it.",
    }),
    event: fileOrRecord.optional().meta({
      errors: "Refused beside `events`, and where neither is given.",
    }),
    events: z
      .array(testStep)
      .optional()
      .meta({ description: "Several events, one after the other: for alerts that count." }),
    expect: testExpectation,
  })
  .meta({ id: "SpecTest", description: "A test of the spec: events, and what is to become of them." });

export const specTests = z.array(specTest).meta({
  description:
    "Events and what is to become of them, which `auditlog test` looks at before anything is deployed. They change nothing in what is deployed. Files are read by the command line alone, and not by a component.",
});

export type SpecTest = z.infer<typeof specTest>;
export type TestStep = z.infer<typeof testStep>;
export type TestExpectation = z.infer<typeof testExpectation>;
