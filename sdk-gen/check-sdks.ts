import { staleParts } from "./sdks/record.ts";

/** Says whether the SDKs are what the repository's schema and generators made, without generating them. */

const reasons = {
  schema: "schema.json is not the one that the SDKs were generated from",
  generators: "the generators are not those that the SDKs were generated with",
  sdks: "the SDKs in sdk-gen are not as they were generated",
};

const stale = staleParts();
for (const part of stale) console.error(`${reasons[part]}; run npm run sdk and commit it`);
process.exitCode = stale.length > 0 ? 1 : 0;
