import { deepFreeze } from "../freeze.ts";
import type { Preset } from "./preset.ts";
import { preset as cis } from "./presets/cis.ts";
import { preset as gdpr } from "./presets/gdpr.ts";
import { preset as hipaa } from "./presets/hipaa.ts";
import { preset as iso27001 } from "./presets/iso-27001.ts";
import { preset as nist80053 } from "./presets/nist-800-53.ts";
import { preset as pciDss4 } from "./presets/pci-dss-4.ts";
import { preset as soc2 } from "./presets/soc2.ts";

/** What a spec's `compliance` can name. */
export const presets: readonly Preset[] = deepFreeze([cis, soc2, hipaa, pciDss4, gdpr, iso27001, nist80053]);
