import { expect, it } from "vitest";
import { activities } from "../../core/catalog/activities.ts";
import { catalogAlerts } from "../../core/catalog/alerts.ts";
import { controls } from "../../core/catalog/controls.ts";
import { presets } from "../../core/catalog/presets.ts";
import { questions } from "../../core/catalog/questions.ts";
import { ran } from "./ran.ts";

const lines = async (...args: string[]): Promise<string[]> => {
  const { code, stdout, stderr } = await ran({}, ["catalog", ...args]);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout.split("\n");
};

it("says what there is, with how many", async () => {
  expect(await lines()).toEqual([
    `alerts      ${catalogAlerts.length}  what people are told of: auditlog catalog alerts [ID]`,
    `questions   ${questions.length}  what can be asked of the log, as queries to paste: auditlog catalog questions [ID]`,
    `controls    ${controls.length}  what frameworks ask of an audit log: auditlog catalog controls [ID]`,
    `presets     ${presets.length}   frameworks, for compliance: auditlog catalog presets [ID]`,
    `activities  ${activities.length}  classes of events, for filters: auditlog catalog activities [ID]`,
    "",
  ]);
});

it("lists the alerts in columns, a line each", async () => {
  const [first, ...others] = await lines("alerts");
  expect(first).toBe("access-key-created             medium    identity,keys     A long-lived key is made");
  expect(others).toHaveLength(catalogAlerts.length);
});

it("shows an alert whole: why, what to do first, its filter in each cloud, and what it refers to", async () => {
  expect(await lines("alerts", "audit-capture-change")).toEqual([
    "audit-capture-change",
    "  What the audit log captures is changed: high",
    "  groups: cis, tamper",
    "",
    "  The log goes on, but some events are no longer in it: harder to see than a log that stopped.",
    "",
    "  What to do first:",
    "  1. Compare what is captured with the spec.",
    "  2. Deploy the stack again.",
    "  3. Find what was not captured meanwhile.",
    "",
    "  AWS",
    '    service == "cloudtrail.amazonaws.com" && operation in ["PutEventSelectors",',
    '      "PutInsightSelectors", "PutEventConfiguration"]',
    "  deployed for what is made here alone:",
    '    service == "cloudtrail.amazonaws.com" && operation in ["PutEventSelectors",',
    '      "PutInsightSelectors", "PutEventConfiguration"] && (native.requestParameters.trailName in',
    '      ["${trail}", "${dataTrail}"] || native.requestParameters.trailName.endsWith(":trail/${trail}")',
    '      || native.requestParameters.trailName.endsWith(":trail/${dataTrail}"))',
    "  Google Cloud",
    '    operation == "SetIamPolicy" &&',
    '      native.protoPayload.serviceData.policyDelta.auditConfigDeltas.action in ["ADD", "REMOVE"]',
    "  as the benchmark has it:",
    '    protoPayload.methodName="SetIamPolicy" AND',
    "      protoPayload.serviceData.policyDelta.auditConfigDeltas:*",
    "  Azure",
    "    nothing to tell: a diagnostic setting is written whole: see audit-log-change",
    "",
    "  MITRE ATT&CK T1562.008  https://attack.mitre.org/techniques/T1562/008/",
    "  CIS Google Cloud 2.6    https://www.cisecurity.org/benchmark/google_cloud_computing_platform",
    "",
  ]);
});

it("says from how many events on an alert is told", async () => {
  expect((await lines("alerts", "compute-burst"))[1]).toBe(
    "  Many machines are started: high, from 30 events within 10 minutes on",
  );
});

it("shows a class of activity, with what belongs to it in each cloud", async () => {
  const page = await lines("activities", "auth.failure");
  expect(page.slice(0, 3)).toEqual(["auth.failure", "  Failed sign-ins", ""]);
  expect(page.filter((line) => line.startsWith("  Google Cloud login.googleapis.com:"))).toHaveLength(1);
  expect(page.filter((line) => line.endsWith(", also where"))).toEqual(["  aws, also where", "  azure, also where"]);
});

it("lists controls and presets in columns, a line each", async () => {
  const [first, ...others] = await lines("controls");
  expect(first).toBe(
    "alert-access-granted          alerting      An alert fires when permissions and roles are changed",
  );
  expect(others).toHaveLength(controls.length);
  const [cis, ...more] = await lines("presets");
  expect(cis).toBe("cis          30 controls  CIS Foundations Benchmarks: AWS 6.0, Google Cloud 5.0, Azure 5.0");
  expect(more).toHaveLength(presets.length);
});

it("shows a control whole: why, which requirements it serves, and what presets ask of settings for it", async () => {
  expect(await lines("controls", "key-rotated")).toEqual([
    "key-rotated",
    "  The key is rotated once a year at least (encryption)",
    "",
    "  A key that leaks tells less, the less it has encrypted.",
    "",
    "  cis AWS 4.6        https://www.cisecurity.org/benchmark/amazon_web_services",
    "  iso-27001 8.24     https://www.iso.org/standard/27001",
    "  nist-800-53 SC-12  https://doi.org/10.6028/NIST.SP.800-53r5",
    "",
    "  presets: cis, iso-27001, nist-800-53",
    "  cis asks for encryption.rotationDays: 365 at most",
    "    AWS 4.6: rotation is on, which AWS KMS does every 365 days",
    "    https://www.cisecurity.org/benchmark/amazon_web_services",
    "",
  ]);
  expect(await lines("controls", "alert-key-loss")).toContain("  alerts: key-disabled-or-deleted");
});

it("shows a preset whole: what it can't see, what it asks of settings and why, and its controls", async () => {
  const page = await lines("presets", "gdpr");
  expect(page.slice(0, 14)).toEqual([
    "gdpr",
    "  GDPR: Regulation (EU) 2016/679",
    "",
    "  The regulation names no settings and no numbers: it asks for what is appropriate, and forbids to",
    "  keep longer than is needed. Whether that holds depends on what your events are for.",
    "",
    "  What it asks of settings:",
    "  retention.days: 365 at most, unless retention.reason says why longer",
    "    5(1)(e): personal data is kept no longer than is necessary, without a number; 365 days are the",
    "    upper end of what the French authority recommends for logs, unless there is a reason for more",
    "    https://www.cnil.fr/fr/la-cnil-publie-une-recommandation-relative-aux-mesures-de-journalisation",
    "",
    "  Its controls:",
    "  alert-data-taken       An alert fires when data is shared outside or deleted in bulk",
  ]);
  expect(page).toHaveLength(13 + presets.find(({ id }) => id === "gdpr")!.controls.length + 1);
});

it("lists the questions, a line each", async () => {
  const [first, ...others] = await lines("questions");
  expect(first).toBe("root-actions     What did the root user do?");
  expect(others).toHaveLength(questions.length);
});

it("shows a question as the queries to paste, unbroken, of the clouds that are named", async () => {
  expect(await lines("questions", "from-address", "--cloud", "gcp", "--cloud", "aws")).toEqual([
    "from-address",
    "  What was done from one address?",
    "",
    "AWS, CloudWatch Logs Insights",
    "",
    "# What was done from one address?",
    "# Put the address in the place of 203.0.113.7",
    "fields @timestamp, coalesce(userIdentity.arn, userIdentity.userName, userIdentity.principalId, userIdentity.invokedBy) as Who, eventName as What, coalesce(resources.0.ARN, requestParameters.bucketName, requestParameters.name) as Target, recipientAccountId as Account, sourceIPAddress as SourceIp, coalesce(errorCode, errorMessage) as Outcome",
    '| filter sourceIPAddress = "203.0.113.7"',
    "| sort @timestamp desc",
    "| limit 10000",
    "",
    "AWS, Athena",
    "",
    "-- What was done from one address?",
    "-- Put the address in the place of 203.0.113.7",
    "SELECT",
    "  eventtime AS Time,",
    "  coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby) AS Who,",
    "  eventname AS What,",
    "  coalesce((element_at(resources, 1)).arn, requestparameters) AS Target,",
    "  recipientaccountid AS Account,",
    "  sourceipaddress AS SourceIp,",
    "  coalesce(errorcode, errormessage, 'success') AS Outcome",
    "FROM cloudtrail_logs",
    "WHERE day >= date_format(current_date - INTERVAL '7' DAY, '%Y/%m/%d')",
    "  AND (sourceipaddress = '203.0.113.7')",
    "ORDER BY Time DESC",
    "",
    "Google Cloud, Cloud Logging",
    "",
    "-- What was done from one address?",
    "-- Put the address in the place of 203.0.113.7",
    'protoPayload.requestMetadata.callerIp=~"(?i)^203\\\\.0\\\\.113\\\\.7$"',
    "",
  ]);
  expect(await lines("questions", "root-actions", "--cloud", "azure")).toEqual([
    "root-actions",
    "  What did the root user do?",
    "",
    "Azure",
    "  not asked there: no user stands outside the policies; see elevated-access for administrators who",
    "  take access to all subscriptions",
    "",
  ]);
});

it("fits the terminal, but for what can't be broken", async () => {
  const pages = await Promise.all([
    ...catalogAlerts.map(({ id }) => lines("alerts", id)),
    ...controls.map(({ id }) => lines("controls", id)),
    ...presets.map(({ id }) => lines("presets", id)),
  ]);
  const long = pages
    .flat()
    .filter((line) => line.length > 100 && line.trim().includes(" ") && !line.includes("https://"));
  expect(long.filter((line) => !/^ *"[^"]*",?\]?$/.test(line))).toEqual([]);
});

it("tells programs the same", async () => {
  const json = async (...args: string[]): Promise<unknown> => JSON.parse((await lines(...args, "--json")).join("\n"));
  const entries = controls.map(({ clouds: _checks, ...entry }) => entry);
  const asked = await json("questions");
  expect(await json()).toEqual({ alerts: catalogAlerts, questions: asked, controls: entries, presets, activities });
  expect(await json("questions", "root-actions", "--cloud", "gcp")).toEqual({
    id: "root-actions",
    title: "What did the root user do?",
    clouds: [
      {
        cloud: "gcp",
        none: "no user stands outside the policies; super administrators act in Workspace or Cloud Identity",
        queries: [],
      },
    ],
  });
  expect(await json("controls", "key-rotated")).toEqual(entries.find(({ id }) => id === "key-rotated"));
  expect(await json("presets")).toEqual(presets);
  expect(await json("alerts")).toEqual(catalogAlerts);
  expect(await json("activities", "dns.change")).toEqual(activities.find(({ id }) => id === "dns.change"));
});
