import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "dns-changed",
  title: "DNS is changed",
  severity: "medium",
  groups: ["network"],
  why: "Whoever holds the name gets the traffic, and the certificates.",
  firstSteps: [
    "Compare the record with its value before.",
    "Take it back unless it was announced.",
    "Look for certificates that were issued since.",
  ],
  references: [attack("T1584.001")],
  clouds: {
    aws: {
      when: 'service == "route53.amazonaws.com" && operation in ["ChangeResourceRecordSets", "DeleteHostedZone", "CreateHostedZone"] || service == "route53domains.amazonaws.com" && operation in ["TransferDomain", "UpdateDomainNameservers", "DisableDomainTransferLock", "DeleteDomain"]',
    },
    gcp: { when: 'service == "dns.googleapis.com" && access == "write"' },
    azure: {
      when: 'operation.startsWith("Microsoft.Network/dnsZones/") && (operation.endsWith("/write") || operation.endsWith("/delete")) && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("route53", "ChangeResourceRecordSets", { awsRegion: "us-east-1" })],
    nearMisses: [aws.look("route53", "ListResourceRecordSets", { awsRegion: "us-east-1" })],
  },
  gcp: { matching: [gcp.call("dns", "dns.changes.create")], nearMisses: [gcp.look("dns", "dns.managedZones.list")] },
  azure: {
    matching: [azure.activity("Microsoft.Network/dnsZones/A/write")],
    nearMisses: [azure.activity("Microsoft.Network/dnsZones/read")],
  },
});
