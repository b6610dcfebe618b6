import type { Activity } from "../activity.ts";

export const agentTelemetry: Activity = {
  id: "agent.telemetry",
  title: "Heartbeats and telemetry of agents",
  description:
    "Agents report inventory, leases, metrics or their own state. These are calls that write but tell an auditor nothing.",
  aws: {
    "config.amazonaws.com": ["PutEvaluations"],
    "ecs.amazonaws.com": [
      "DiscoverPollEndpoint",
      "SubmitAttachmentStateChanges",
      "SubmitContainerStateChange",
      "SubmitTaskStateChange",
    ],
    "health.amazonaws.com": ["DescribeEventAggregates"],
    "logs.amazonaws.com": ["CreateLogStream", "PutLogEvents"],
    "monitoring.amazonaws.com": ["PutMetricData"],
    "notifications.amazonaws.com": ["ListNotificationHubs"],
    "s3.amazonaws.com": ["GetStorageLensDashboardDataInternal"],
    "ssm.amazonaws.com": [
      "GetDeployablePatchSnapshotForInstance",
      "PutComplianceItems",
      "PutInventory",
      "UpdateInstanceAssociationStatus",
      "UpdateInstanceInformation",
    ],
    "xray.amazonaws.com": ["PutTelemetryRecords", "PutTraceSegments"],
  },
  gcp: {
    "k8s.io": [
      "io.k8s.authentication.v1.tokenreviews.create",
      "io.k8s.authorization.v1.*accessreviews.create",
      "io.k8s.coordination.*.leases.*",
      "io.k8s.core.v1.endpoints.patch",
      "io.k8s.core.v1.endpoints.update",
      "io.k8s.core.v1.events.create",
      "io.k8s.core.v1.events.patch",
      "io.k8s.core.v1.events.update",
      "io.k8s.core.v1.nodes.status.*",
    ],
    "logging.googleapis.com": ["google.logging.v2.LoggingServiceV2.WriteLogEntries"],
    "monitoring.googleapis.com": [
      "google.monitoring.v3.MetricService.CreateServiceTimeSeries",
      "google.monitoring.v3.MetricService.CreateTimeSeries",
    ],
  },
  azure: {
    "Microsoft.PolicyInsights": ["policyStates/queryResults/action", "policyStates/summarize/action"],
  },
  entra: ["Get Guest Usages resource", "Get tenant details"],
  when: {
    aws: 'service in ["ec2messages.amazonaws.com", "ssmmessages.amazonaws.com"]',
  },
};
