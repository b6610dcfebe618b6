import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-network-changed",
  area: "alerting",
  title: "An alert fires when networks, routes and firewalls are changed",
  why: "What can be reached from where is decided there.",
  requirements: asked({
    cis: [
      "AWS 5.10",
      "AWS 5.11",
      "AWS 5.12",
      "AWS 5.13",
      "AWS 5.14",
      "Google Cloud 2.8",
      "Google Cloud 2.9",
      "Google Cloud 2.10",
      "Azure 6.1.2.3",
      "Azure 6.1.2.4",
      "Azure 6.1.2.9",
      "Azure 6.1.2.10",
    ],
    soc2: ["CC6.6"],
    "iso-27001": ["8.20"],
    "nist-800-53": ["CM-3"],
  }),
  ...firing(
    "firewall-change",
    "gateway-change",
    "network-acl-change",
    "network-change",
    "public-address-change",
    "route-change",
  ),
};
