import type { Compiled } from "../../core/compile/compiled.ts";
import { wrapped } from "./text.ts";

const owners: { readonly [owner: string]: string } = {
  bucket: "the adopted bucket",
  key: "the adopted key",
  topic: "the adopted topic",
  topicKey: "the key that encrypts the adopted topic, if one does",
};

/** What is to be added to policies of others, as JSON to copy. */
export const statementLines = (statements: Compiled<unknown>["statements"]): string[] => {
  const all = Object.entries(statements);
  if (all.length === 0) return [];
  const filling =
    "To be added to policies of others, before a deployment. A deployment, and its preview, fill in what stands in ${}: the output statements has them ready, for the region of the stack.";
  return [
    "",
    ...wrapped(filling, "  "),
    ...all.flatMap(([owner, list]) => [
      "",
      `  The policy of ${owners[owner] ?? owner}`,
      ...JSON.stringify(list, null, 2)
        .split("\n")
        .map((line) => `    ${line}`),
    ]),
  ];
};
