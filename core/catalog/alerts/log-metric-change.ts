import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as gcp from "../examples/gcp.ts";
import { ownLogGroup } from "../own/aws.ts";
import { ownMetrics } from "../own/gcp.ts";

const gcpChanges =
  'service == "logging.googleapis.com" && operation.matches("MetricsServiceV[0-9]+\\\\.(?:Update|Delete)LogMetric$")';

const awsChanges = 'service == "logs.amazonaws.com" && operation in ["PutMetricFilter", "DeleteMetricFilter"]';

export const alert: CatalogAlert = {
  id: "log-metric-change",
  title: "A count of events in the log is changed or deleted",
  severity: "medium",
  groups: ["tamper"],
  why: "Alerts that count rest on it: without it they see nothing.",
  firstSteps: ["Deploy the stack again.", "Look at what it would have counted meanwhile."],
  references: [attack("T1562.001")],
  clouds: {
    aws: { when: awsChanges, own: `${awsChanges} && ${ownLogGroup}` },
    gcp: { when: gcpChanges, own: `${gcpChanges} && ${ownMetrics}` },
    azure: { none: "alerts that count ask the log itself: see alert-change" },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("logs", "DeleteMetricFilter", {
        requestParameters: { logGroupName: `/auditlog/${aws.own.archive}`, filterName: "root-use" },
      }),
    ],
    nearMisses: [
      aws.look("logs", "DescribeMetricFilters", {
        requestParameters: { logGroupName: `/auditlog/${aws.own.archive}` },
      }),
    ],
  },
  gcp: {
    matching: [
      gcp.call("logging", "google.logging.v2.MetricsServiceV2.DeleteLogMetric", {
        resourceName: `projects/acme-prod/metrics/auditlog-each-root-use-${gcp.own.unique}`,
      }),
    ],
    nearMisses: [gcp.call("logging", "google.logging.v2.MetricsServiceV2.CreateLogMetric")],
  },
});
