import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";

export const alert: CatalogAlert = {
  id: "flow-log-deleted",
  title: "Flow logs, or logs of DNS queries, are switched off",
  severity: "medium",
  groups: ["tamper", "network"],
  why: "They show which machine talked to which, and looked for which: after an intrusion nothing else does.",
  firstSteps: ["Switch them on again.", "Find out who switched them off."],
  references: [attack("T1562.008")],
  clouds: {
    aws: {
      when: 'service == "ec2.amazonaws.com" && operation == "DeleteFlowLogs" || service == "route53resolver.amazonaws.com" && operation in ["DeleteResolverQueryLogConfig", "DisassociateResolverQueryLogConfig"]',
    },
    gcp: { none: "flow logs are a setting of the subnetwork, whose change does not say whether it was that one" },
    azure: { when: 'operation == "Microsoft.Network/networkWatchers/flowLogs/delete" && has(outcome)' },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("ec2", "DeleteFlowLogs", {
        requestParameters: { DeleteFlowLogsRequest: { FlowLogId: { content: "fl-0123456789abcdef0" } } },
      }),
    ],
    nearMisses: [aws.call("ec2", "CreateFlowLogs")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Network/networkWatchers/flowLogs/delete")],
    nearMisses: [azure.activity("Microsoft.Network/networkWatchers/flowLogs/write")],
  },
});
