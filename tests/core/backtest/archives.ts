import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cloud } from "../../../core/contract/cloud.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { readEvents } from "../../../core/event/input.ts";

/** Recorded events, kept beside the checkout since each folder has a licence of its own; and the examples, which are always there. */
const corpus = join(import.meta.dirname, "../../../../shared/events");
const examples = join(import.meta.dirname, "../../../examples/events");

const eventsIn = (folder: string): CommonEvent[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:json|jsonl|ndjson)$/.test(file))
    .flatMap((file) => readEvents(readFileSync(join(folder, file), "utf8")).events);

export const hasCorpus = existsSync(corpus);

const events = [...eventsIn(examples), ...(hasCorpus ? eventsIn(corpus) : [])];

/** The names under which a cloud's own archives have what a query reads first; exports by other tools spell them otherwise. */
const isDelivered = {
  aws: ({ native }) => typeof native.eventName === "string" && typeof native.eventSource === "string",
  gcp: ({ native }) => native.protoPayload !== undefined,
  azure: ({ native, category }) =>
    native.Type !== undefined ||
    (category !== "data" &&
      (native.operationName ?? native.activityDisplayName ?? native.createdDateTime) !== undefined),
} as const satisfies Record<Cloud, (event: CommonEvent) => boolean>;

/** The recorded events of a cloud, as its archives have them. */
export const delivered = (cloud: Cloud): readonly CommonEvent[] =>
  events.filter((event) => event.cloud === cloud && isDelivered[cloud](event));
