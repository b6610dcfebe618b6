import * as provider from "@pulumi/pulumi/provider/index.js";
import schema from "../schema.json" with { type: "json" };
import { AuditLogProvider } from "./provider.ts";
import { keepRawRequests } from "./server-fixes.ts";

/** Serves the engine, at whose address the arguments point. */
export const serve = (args: string[]): void => {
  keepRawRequests();
  void provider.main(new AuditLogProvider(schema), args);
};
