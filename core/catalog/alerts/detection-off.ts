import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "detection-off",
  title: "A service that detects attacks is switched off or weakened",
  severity: "critical",
  groups: ["cis", "tamper"],
  why: "Attackers switch off what would see them.",
  firstSteps: [
    "Switch it on again.",
    "Take the actor’s credentials away until it is clear who it was.",
    "Look at what happened while it was off.",
  ],
  references: [attack("T1562.001"), cis("Azure", "6.1.2.5"), cis("Azure", "6.1.2.6")],
  clouds: {
    aws: {
      when: 'service == "guardduty.amazonaws.com" && operation in ["DeleteDetector", "UpdateDetector", "DisassociateMembers", "StopMonitoringMembers", "DeleteMembers", "CreateFilter"] || service == "securityhub.amazonaws.com" && operation in ["DisableSecurityHub", "BatchDisableStandards", "DisableImportFindingsForProduct"] || service == "access-analyzer.amazonaws.com" && operation == "DeleteAnalyzer" || service == "macie2.amazonaws.com" && operation == "DisableMacie" || service == "inspector2.amazonaws.com" && operation == "Disable"',
    },
    gcp: {
      when: 'service == "securitycenter.googleapis.com" && operation.matches("\\\\.(?:Update|Delete)(?:MuteConfig|NotificationConfig|SecurityCenterService|EventThreatDetectionCustomModule|SecurityHealthAnalyticsCustomModule|OrganizationSettings)$|\\\\.CreateMuteConfig$")',
    },
    azure: {
      when: 'operation in ["Microsoft.Security/securitySolutions/write", "Microsoft.Security/securitySolutions/delete", "Microsoft.Security/pricings/write", "Microsoft.Security/settings/write"] && has(outcome)',
      native: [
        "Microsoft.Security/securitySolutions/write",
        "Microsoft.Security/securitySolutions/delete",
        "Microsoft.Security/pricings/write",
        "Microsoft.Security/settings/write",
      ],
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("guardduty", "DeleteDetector", {
        requestParameters: { detectorId: "12abc34d567e8fa901bc2d34e56789f0" },
      }),
      aws.call("securityhub", "DisableSecurityHub"),
    ],
    nearMisses: [aws.look("guardduty", "GetDetector"), aws.call("guardduty", "CreateDetector")],
  },
  gcp: {
    matching: [gcp.call("securitycenter", "google.cloud.securitycenter.v1.SecurityCenter.DeleteNotificationConfig")],
    nearMisses: [gcp.look("securitycenter", "google.cloud.securitycenter.v1.SecurityCenter.ListFindings")],
  },
  azure: {
    matching: [
      azure.activity("Microsoft.Security/securitySolutions/delete"),
      azure.activity("Microsoft.Security/pricings/write"),
    ],
    nearMisses: [azure.activity("Microsoft.Security/assessments/write")],
  },
});
