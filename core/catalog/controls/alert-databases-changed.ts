import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-databases-changed",
  area: "alerting",
  title: "An alert fires when a database's settings or firewall change",
  why: "A database that is opened is read.",
  requirements: asked({ cis: ["Google Cloud 2.12", "Azure 6.1.2.7", "Azure 6.1.2.8"], "nist-800-53": ["CM-3"] }),
  ...firing("database-configuration-change", "database-firewall-change"),
};
