import { createHash, randomBytes } from "node:crypto";
import type { Autoname } from "./resource.ts";

/** What the engine says of the resource that has no name. */
export interface NameRequest {
  token: string;
  /** The resource's name in the program. */
  urnName: string;
  /** Of an update that follows a saved plan: that of the preview, so that the name is the same. */
  seed: Uint8Array;
  /** https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration */
  mode: "propose" | "enforce" | "disable";
  /** The name that the engine's configuration gives; empty where it gives none. */
  proposed: string;
}

export type MadeName = { name: string } | { reason: string };

/** https://github.com/pulumi/pulumi-terraform-bridge/blob/master/pkg/tfbridge/names.go */
export function makeName(autoname: Autoname, request: NameRequest): MadeName {
  const { mode, proposed } = request;
  if (mode === "disable") return { reason: `automatic naming is disabled: set '${autoname.property}'` };
  if (mode === "enforce") return { name: proposed };
  return proposed === "" ? randomName(autoname, request) : proposedName(autoname, proposed);
}

function proposedName(autoname: Autoname, proposed: string): MadeName {
  const name = transformed(autoname, proposed);
  if (autoname.form !== "dash-7-hex" || name.length <= autoname.maxLength) return { name };
  return { reason: `calculated name '${name}' exceeds maximum length of ${autoname.maxLength}` };
}

function randomName(autoname: Autoname, { token, urnName, seed }: NameRequest): MadeName {
  const hex = createHash("sha256")
    .update(seed.length > 0 ? seed : randomBytes(32))
    .digest("hex");
  const base = transformed(autoname, urnName);
  switch (autoname.form) {
    case "uuid":
      return { name: uuidOf(hex) };
    case "8-hex":
      return { name: `${base}${hex.slice(0, 8)}` };
    case "dash-7-hex": {
      const { maxLength } = autoname;
      if (base.length + 8 <= maxLength) return { name: `${base}-${hex.slice(0, 7)}` };
      const why = `name '${base}-' plus 7 random chars is longer than maximum length ${maxLength}`;
      return { reason: `could not make instance of '${token}': ${why}` };
    }
    default:
      return autoname satisfies never;
  }
}

function transformed({ transform }: Autoname, name: string): string {
  return transform === "lower-case" ? name.toLowerCase() : name;
}

function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
