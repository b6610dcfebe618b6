import * as provider from "@pulumi/pulumi/provider/index.js";
import schema from "../schema.json" with { type: "json" };
import { AuditLogProvider } from "./provider.ts";
import { keepRawRequests } from "./server-fixes.ts";

keepRawRequests();
void provider.main(new AuditLogProvider(schema), process.argv.slice(2));

/** Loads what the first component would, for what start.cjs keeps compiled. */
export const load = (): Promise<unknown> => import("./construct.ts");
