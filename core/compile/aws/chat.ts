import type { PlannedChannel } from "../../plan/plan.ts";
import { chatTopicKey, isChat } from "./channels.ts";
import { ownName } from "./policies.ts";

/** A channel of Slack that Amazon Q Developer in chat applications tells. */
export interface AlertChat {
  readonly channel: string;
  readonly name: string;
  /** Where its configuration is called for: it is kept for all regions. */
  readonly region: string;
  /** The topic that it subscribes to, by its key. */
  readonly topic: string;
}

/** The nearest region that has an endpoint. https://docs.aws.amazon.com/general/latest/gr/chatbot.html */
const endpointFor = (region: string): string => {
  if (/^(?:eu|af|il|me)-/.test(region)) return "eu-west-1";
  if (region.startsWith("ap-")) return "ap-southeast-1";
  return region.startsWith("us-west-") ? "us-west-2" : "us-east-2";
};

export const alertChats = (channels: readonly PlannedChannel[], region: string): readonly AlertChat[] =>
  channels.filter(isChat).map(({ name, minSeverity }) => ({
    channel: name,
    name: ownName(name),
    region: endpointFor(region),
    topic: chatTopicKey(minSeverity),
  }));
