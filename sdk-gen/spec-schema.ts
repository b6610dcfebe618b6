import * as z from "zod";
import { auditSpec } from "../core/contract/spec.ts";

/** The JSON Schema of an `audit.yaml`: completion and errors in editors. */
export const specSchema = (): object => ({
  ...z.toJSONSchema(auditSpec, { target: "draft-7" }),
  title: "audit.yaml",
});
