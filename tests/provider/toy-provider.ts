import * as pulumi from "@pulumi/pulumi";
import * as provider from "@pulumi/pulumi/provider/index.js";
import { keepRawRequests, repaired } from "../../provider/server-fixes.ts";

/** A provider of one component, which passes its options on, as every component does: with the fixes or without. */
const fixed = process.argv.includes("--fixed");
if (fixed) keepRawRequests();

class Toy extends pulumi.ComponentResource {
  constructor(type: string, name: string, options: pulumi.ComponentResourceOptions) {
    super(type, name, {}, options);
    this.registerOutputs({});
  }
}

const toy: pulumi.provider.Provider = {
  version: "1.0.0",
  construct: async (name, type, _, options) => {
    const created = new Toy(type, name, fixed ? repaired(options) : options);
    return { urn: created.urn, state: {} };
  },
};

void provider.main(toy, process.argv.slice(2));
