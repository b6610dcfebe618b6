import { describe, expect, test } from "vitest";
import { type Issue, type IssueCode, type IssueParams, issue } from "../../../core/contract/issues.ts";
import { message, sentence } from "../../../core/contract/messages.ts";

/** One issue of every code and its whole sentence: a code without an example is a type error. */
const examples: { [C in IssueCode]: [params: IssueParams[C], sentence: string] } = {
  "yaml-syntax": [{ problem: "missing closing 'quote" }, "the YAML can't be read; missing closing 'quote"],
  "yaml-duplicate-key": [{ key: "retention" }, "the key retention is given twice; keep one of them"],
  "yaml-documents": [{ count: 2 }, "there are 2 YAML documents in the text; keep one, without --- lines"],
  "unknown-key": [
    { key: "retntion", nearest: "retention", known: ["capture", "retention"] },
    "the key retntion is not known; did you mean retention? known here: capture, retention",
  ],
  "missing-key": [
    { expected: "the version of this format: 1" },
    "this key is missing; give the version of this format: 1",
  ],
  "wrong-type": [{ expected: "a mapping", found: "a list" }, "a list is given; give a mapping"],
  "not-allowed": [
    { found: 'the text "al"', allowed: ["all", "write"], nearest: "all" },
    'the text "al" is not allowed; did you mean all? give all or write',
  ],
  "out-of-range": [
    { found: 40_000, min: 1, max: 36_500, unit: "days" },
    "40,000 is out of range; give 1 to 36,500 days",
  ],
  "not-whole": [{ found: 1.5 }, "1.5 is not a whole number; round it up"],
  "wrong-format": [
    { wanted: "a project id", example: "acme-audit" },
    "this is not a project id; write it like acme-audit",
  ],
  "too-many": [{ found: 1051, max: 50, unit: "tags" }, "1,051 tags are given; give at most 50"],
  "unknown-version": [
    { found: "the number 2", known: 1 },
    "the number 2 is not a known version; this release reads version 1",
  ],
  "unknown-location": [
    { cloud: "gcp", example: "europe-west3" },
    "no Google Cloud region has this name; write it like europe-west3",
  ],
  "not-known-yet": [
    {},
    "the value is known only after a deployment, but it decides which resources exist; give a plain value, such as one from the stack's config",
  ],
  "secret-in-plain": [
    {},
    "the value is a secret, but it would stand in the open in names, settings and coverage; give a plain value, and make secret only what identifies a reader or a channel, or a tag's value",
  ],
  "no-spec": [{}, "no spec is given; give spec or specYaml"],
  "two-specs": [{}, "spec and specYaml are both given; remove one of them"],
  "no-cloud": [{ clouds: ["aws", "gcp", "azure"] }, "no cloud is given; give at least one of aws, gcp or azure"],
  "searchable-above-days": [
    { searchableDays: 1000, days: 400 },
    "1,000 searchable days are more than the 400 days of retention; lower searchableDays or raise days",
  ],
  "cold-not-before-end": [
    { coldAfterDays: 1000, days: 400 },
    "after 1,000 days nothing is left to move, since the retention ends after 400; lower coldAfterDays, or raise days",
  ],
  "irreversible-unacknowledged": [
    { what: "for 400 days nobody can delete the S3 objects" },
    "compliance can't be undone: for 400 days nobody can delete the S3 objects; set acknowledgeIrreversible to true, or use governance",
  ],
  "replica-same-region": [
    { region: "eu-central-1" },
    "eu-central-1 is where the archive is; give another region, or leave it out",
  ],
  "replica-other-partition": [
    { region: "us-gov-west-1", replicaRegion: "us-west-2" },
    "S3 copies nothing from us-gov-west-1 to us-west-2, which is in another partition of AWS; give a region of the same",
  ],
  "stream-endpoint-without-stream": [
    {},
    "an endpoint is given, but stream.enabled is false, so that nothing would be sent to it; set stream.enabled to true, or remove the endpoint",
  ],
  "below-floor": [
    { found: 30, least: 2_192, preset: "hipaa", control: "retention-6-years" },
    "30 is below the 2,192 that preset hipaa (control retention-6-years) requires; raise it, or add a waiver with a reason",
  ],
  "above-most": [
    { found: 400, most: 365, preset: "cis", control: "key-rotated" },
    "400 is above the 365 that preset cis (control key-rotated) allows; lower it, or add a waiver with a reason",
  ],
  "kept-too-long": [
    { days: 1_000, most: 365, preset: "gdpr", control: "retention-limited" },
    "1,000 is above the 365 that preset gdpr (control retention-limited) allows without a reason; lower it, give one in retention.reason, or add a waiver",
  ],
  "weaker-than-required": [
    { found: "write", least: "all", preset: "cis", control: "capture-management-all" },
    "write is less than preset cis (control capture-management-all) requires; use all, or add a waiver with a reason",
  ],
  "presets-disagree": [
    {
      setting: "retention.days",
      least: { value: 2_192, preset: "hipaa", control: "retention-6-years" },
      most: { value: 365, preset: "gdpr", control: "retention-limited" },
    },
    "preset hipaa (control retention-6-years) wants retention.days to be 2,192 at least, preset gdpr (control retention-limited) 365 at most; leave one out, give retention.reason, or add a waiver of one control with a reason",
  ],
  "waiver-not-asked": [
    { control: "key-rotated" },
    "no preset in compliance asks for key-rotated, so that there is nothing to waive; leave the entry out",
  ],
  "waiver-expired": [
    { control: "key-rotated", until: "2027-06-30" },
    "the waiver of key-rotated ended on 2027-06-30; meet the control and leave the entry out, or give a later date",
  ],
  "control-not-met": [
    {
      control: "archive-access-logged",
      presets: ["cis", "hipaa"],
      gaps: [
        { clouds: ["gcp"], reason: "capture.data lacks reads of storage" },
        { clouds: ["aws", "azure"], reason: "no logs" },
      ],
    },
    "archive-access-logged (cis and hipaa) is not met on Google Cloud: capture.data lacks reads of storage, and on AWS and Azure: no logs; meet it, or add a waiver with a reason",
  ],
  "disposable-immutable": [
    { immutability: "governance" },
    "disposable evidence can't have immutability governance, which would keep a destroy from deleting it; use immutability none, or evidence kept",
  ],
  "organization-without-id": [
    { example: "o-a1b2c3d4e5" },
    "the scope is the organization, but its id is missing; give the id, such as o-a1b2c3d4e5, or remove the scope",
  ],
  "alert-region-of-stack": [
    { region: "eu-central-1" },
    "the rules are in eu-central-1, the stack's own region; leave it out",
  ],
  "alert-region-twice": [{ region: "us-west-2" }, "us-west-2 is given twice; keep one of them"],
  "alert-region-elsewhere": [
    { region: "cn-north-1", own: "eu-central-1" },
    "cn-north-1 is in another partition of AWS than eu-central-1, to which no event can be sent on; leave it out",
  ],
  "id-without-organization": [
    {},
    "an organization's id is given, but the scope is not the organization; add scope organization, or remove the id",
  ],
  "azure-searchable-too-long": [
    { searchableDays: 1000, max: 730 },
    "1,000 searchable days are more than Log Analytics keeps open to queries; give at most 730 days where Azure is used",
  ],
  "azure-lock-needs-account": [
    {},
    "Azure locks an immutability policy only after it has existed unlocked; deploy once with immutability governance, then set compliance together with lockExistingAccount: true in the Azure placement",
  ],
  "gcp-identity-needs-organization": [
    {},
    "sign-ins reach Cloud Logging only at the organization; use scope organization on Google Cloud, or add identity to capture.bestEffort",
  ],
  "label-collision": [
    { tags: ["Team", "team", "TEAM"], label: "team" },
    "the tags Team, team and TEAM become the same Google Cloud label team; rename one of them",
  ],
  "azure-no-reads": [{}, "Azure's activity log has no reads of the control plane; none are captured there"],
  "azure-search-microsoft-key": [
    {},
    "Log Analytics takes a customer-managed key only on a dedicated cluster, so Azure's searchable copy is encrypted with Microsoft's keys; the archive has your key",
  ],
  "azure-stream-microsoft-key": [
    {},
    "Event Hubs takes a customer-managed key only in its premium tier, so what waits in Azure's stream is encrypted with Microsoft's keys; the archive has your key",
  ],
  "aws-stream-from-logs": [
    { hasDataTrail: true },
    "the stream has what CloudWatch Logs has; most data events, and events above 256 KB, are in the archive alone",
  ],
  "aws-stream-kept": [
    { hours: 168, days: 2_555 },
    "what Firehose writes into the stream's bucket is evidence too; it stays for 2,555 days, not 168 hours",
  ],
  "azure-entra-needs-user": [
    {},
    "Microsoft Entra refuses to let a service principal make its diagnostic setting; deploy as a user with the Security Administrator role, signed in with the Azure CLI",
  ],
  "gcp-matches-a-day": [
    {},
    "Cloud Monitoring's log-match policies tell people of the same once in 5 minutes, and 20 times a day at most; the log bucket has all of it",
  ],
  "gcp-tamper-in-organization": [
    { project: "acme-audit" },
    "alerts of group tamper see the organization through the sink that they guard: who deletes it at the organization stops them; what is changed in acme-audit they tell without it",
  ],
  "gcp-identity-gap": [{}, "sign-ins reach Cloud Logging only at the organization; none are captured on Google Cloud"],
  "gcp-identity-needs-sharing": [
    {},
    "sign-ins reach Cloud Logging only while sharing of Google Workspace or Cloud Identity data with Google Cloud is on; turn it on in the Admin console",
  ],
  "gcp-data-access-external": [
    { configs: ["ADMIN_READ of allServices", "DATA_READ of storage.googleapis.com"] },
    "dataAccessLogs is external, so that this is stored only where others have turned it on: ADMIN_READ of allServices and DATA_READ of storage.googleapis.com; see to it, or set managed",
  ],
  "gcp-identity-with-organization": [
    {},
    "the organization's audit logs have sign-ins and directory changes; they are stored although not asked for",
  ],
  "gcp-reads-with-identity": [
    {},
    "sign-ins are in the Data Access audit logs; whatever else is enabled in these logs is stored although not asked for",
  ],
  "aws-identity-with-management": [
    {},
    "CloudTrail records sign-ins with the management events; they are stored although not asked for",
  ],
  "aws-reads-with-identity": [
    {},
    "CloudTrail has the taking on of roles among its reads, which a trail keeps all or none; all are stored although not asked for",
  ],
  "aws-break-glass-deploys": [
    {},
    "only the roles in breakGlass can change the buckets and the key from now on; deploy with one of them, or KMS refuses the key's policy, and S3 the next deployment",
  ],
  "aws-replica-from-now-on": [
    {},
    "S3 copies what is written from now on; copy what is older by S3 Batch Replication, and know that EventBridge's alerts about the archive don't see the replica's region",
  ],
  "aws-cold-small-files": [
    { days: 2555, kilobytes: 128 },
    "S3 moves no object of 128 KB or less, and most of CloudTrail's files are smaller; within the 2,555 days that are left, moving one costs more than it saves unless it has 128 KB at least",
  ],
  "aws-cold-saves-nothing": [
    { days: 10, charged: 90 },
    "S3 charges 90 days of Glacier Instant Retrieval at least, and only 10 are left, so that moving an object costs more than it saves; lower coldAfterDays, or leave it out",
  ],
  "gcp-cold-small-files": [
    { storageClass: "NEARLINE", days: 30, kilobytes: 1049 },
    "Cloud Storage charges for each object that it moves to NEARLINE; within the 30 days that are left, that costs more than it saves unless the object has 1,049 KB at least",
  ],
  "gcp-cold-too-short": [
    { days: 20, least: 30 },
    "Cloud Storage charges 30 days of a cheaper class at least, and events are kept for 20; none are moved",
  ],
  "azure-cold-append-blobs": [
    {},
    "Azure Monitor writes append blobs, which Azure Storage can delete but not move to a cooler tier; they stay where they are",
  ],
  "protect-trail-without-organization": [
    {},
    "service control policies are an organization's, and the scope is not the organization; add scope organization, or remove protectTrail",
  ],
  "aws-trail-not-from-management": [
    {},
    "service control policies don't bind the management account; who may stop the trail there, its own IAM policies say",
  ],
  "aws-health-one-way": [
    { failing: "SNS", kinds: ["slack", "pagerDuty", "webhook"] },
    "all channels are reached through SNS, so that nobody is told when it fails; add a channel of another kind: slack, pagerDuty or webhook",
  ],
  "aws-readers-search": [
    {},
    "the readers may read the archive; CloudWatch Logs has no policy of its own for principals, so grant them the log group by an IAM policy",
  ],
  "aws-management-without-organization": [
    {},
    "a management account is given, but the scope is not the organization; add scope organization, or remove it",
  ],
  "aws-no-delegates-in-china": [
    {},
    "CloudTrail has no delegated administrators in China; deploy in the management account, and remove this",
  ],
  "aws-trail-unwatched": [
    { account: "111122223333" },
    "the trail is the management account's: EventBridge does not tell here who stops or changes it from account 111122223333; alerts that count or come from a CIS benchmark do, and an audit log with alerts of group tamper in that account",
  ],
  "aws-trail-unnamed": [
    { parts: ["bucket", "key"] },
    "the policy of the adopted bucket and key must name the trail before it exists; give trailName",
  ],
  "aws-adopted-unlockable": [
    {},
    "nothing of an adopted bucket is changed, so that it gets no lock from here; use a bucket that is made here, or governance or none and a lock that the bucket's owner sets",
  ],
  "aws-adopted-key-unused": [
    {},
    "a key is adopted, but customerManagedKey is false, so that nothing would use it; remove one of them",
  ],
  "aws-replica-impossible": [
    { why: "the bucket is adopted" },
    "a replica needs a rule and a role with the bucket, and a key that they may use, but the bucket is adopted; remove one of them",
  ],
  "aws-adopted-elsewhere": [
    { part: "topic", found: "us-east-1", region: "eu-central-1" },
    "the topic is in us-east-1, and what uses it in eu-central-1; give one of that region",
  ],
  "aws-adopted": [
    { part: "bucket", todo: "a lifecycle keeps events for 400 days" },
    "the bucket is adopted, and nothing of it is changed; its owner has to see to it that a lifecycle keeps events for 400 days",
  ],
  "aws-archive-other-account": [
    { found: "333344445555", account: "222233334444" },
    "this provider is of account 333344445555, not of 222233334444; give one with credentials of that account",
  ],
  "aws-archive-adopted": [
    { part: "bucket" },
    "logArchive has bucket and key made in another account, and the bucket is adopted; remove one of them",
  ],
  "aws-archive-unwatched": [
    { account: "222233334444", scope: "organization" },
    "EventBridge sees the events of the stack's account alone, so that alerts of what is changed in the archive and its key are not told from account 222233334444; the organization's trail records them, if that account is a member: deploy an audit log with these alerts in that account too",
  ],
  "aws-statements-needed": [
    { parts: ["the bucket", "the key"] },
    "what is adopted works only with the statements of the output statements in the policies of the bucket and the key; add them before the deployment",
  ],
  "aws-archive-table": [
    { count: 34, scope: "organization" },
    "the archive's table has the 34 regions that AWS had when this version was made, and is read an account at a time; name the account in each query, and take a later version for regions that opened since",
  ],
  "aws-readers-athena": [
    {},
    "the readers may read the archive and keep results; who may use CloudWatch Logs, Athena and Glue is said by IAM policies of your own, so grant them the log group, the workgroup and the table there",
  ],
  "gcp-no-archive-table": [
    {},
    "SQL over audit logs on Google Cloud is Log Analytics, and a log bucket that was upgraded to it can't go back; upgrade the log bucket by hand, or load the archive's objects into BigQuery",
  ],
  "azure-no-archive-table": [
    {},
    "Azure has no SQL over the archive's storage account; ask the workspace in KQL, with retention.searchableDays as long as you need, or read the account's JSON with Microsoft Fabric or Synapse",
  ],
  "aws-data-archive": [
    { alerts: ["mass-deletion"] },
    "a trail of its own writes these to the archive alone, since CloudWatch Logs would bill them again at $0.50 a GB in us-east-1: it gets copies of what may count for mass-deletion; search them in the archive, or set dataEventsInLogs",
  ],
  "aws-data-in-logs": [
    { alerts: ["denial-burst"] },
    "CloudWatch Logs gets all data events too, and bills $0.50 a GB in us-east-1, since any of some service may count for denial-burst; say in an alert's filter of which operations it is, or leave it out",
  ],
  "aws-deletions-recorded": [
    {},
    "the trail records deletions in the archive's buckets as data events; CloudTrail bills $0.10 for 100,000 of them",
  ],
  "aws-insights-billed": [
    { types: 2 },
    "CloudTrail bills $0.35 for each 100,000 management events that Insights analyses; with both types it analyses, and bills, those that change something twice",
  ],
  "insights-not-captured": [
    { cloud: "gcp", lacks: "it has nothing like CloudTrail's Insights" },
    "Google Cloud looks for no insights: it has nothing like CloudTrail's Insights; leave capture.insights out, or add insights to capture.bestEffort",
  ],
  "insights-gap": [
    { cloud: "azure", lacks: "it has nothing like CloudTrail's Insights" },
    "Azure looks for no insights: it has nothing like CloudTrail's Insights; none are recorded there",
  ],
  "aws-management-excluded": [
    { sources: ["kms.amazonaws.com"] },
    "no trail has the management events of kms.amazonaws.com: nothing tells of a key that is disabled or deleted; AWS Config's rule cloudtrail-security-trail-enabled reports such a trail as not compliant",
  ],
  "exclusion-unseen": [
    { cloud: "aws", alerts: ["key-disabled-or-deleted", "root-use"] },
    "alerts on AWS may not see what is left out, and some of it may be what these are about: key-disabled-or-deleted and root-use; exclude less, or leave them out",
  ],
  "name-twice": [{ name: "noise" }, "the name noise is given twice; give each its own"],
  "excludes-everything": [{}, "every event matches this; ask for less, or capture nothing"],
  "never-matches": [{}, "no event matches this; remove it, or correct the filter"],
  "data-not-captured": [
    { cloud: "azure", service: "storage", lacks: "its logs are set on each resource" },
    "Azure can't capture data events of storage: its logs are set on each resource; leave it out, or add data to capture.bestEffort",
  ],
  "data-gap": [
    { cloud: "aws", service: "kubernetes", lacks: "its logs are of each cluster" },
    "AWS captures no data events of kubernetes: its logs are of each cluster; none are stored there",
  ],
  "data-wider": [
    { cloud: "gcp", what: "all buckets are captured" },
    "Google Cloud can't tell these apart, so more is captured; all buckets are captured",
  ],
  "name-of-catalog": [{ name: "root-use" }, "the catalog has an alert root-use; give yours another name"],
  "channel-kinds": [
    { count: 2, kinds: ["email", "slack"] },
    "2 kinds of channels are given; give exactly one of email or slack",
  ],
  "channel-lacks": [
    { cloud: "gcp", kind: "slack", needs: "token and channel" },
    "Google Cloud can't reach slack with what is given; give token and channel",
  ],
  "channels-above-targets": [
    { channels: ["a", "b", "c"], max: 2 },
    "a rule of EventBridge tells 2 at most, and one alert would go to 3: a, b and c; remove some, or raise their minSeverity",
  ],
  "alerts-without-channel": [
    { alerts: 12 },
    "12 alerts are deployed, and no channel is given, so that nobody is told; add channels",
  ],
  "alerts-below-channels": [
    { alerts: ["root-use", "user-created"] },
    "every channel's minSeverity is above these alerts, so that nobody is told: root-use and user-created; lower one, or leave the alerts out",
  ],
  "aws-alerts-one-region": [
    { regions: ["eu-central-1", "us-west-2"], scope: "organization" },
    "EventBridge sees the events of eu-central-1, us-west-2 and of global services, such as IAM, in the stack's own account alone; alerts that count or come from a CIS benchmark see those of all regions and accounts",
  ],
  "azure-alerts-without-identity": [
    { alerts: ["sign-in-failure", "mfa-weakened"] },
    "capture.identity is false, so nothing of Microsoft Entra reaches Log Analytics, and these alerts see no sign-ins and no changes of the directory: sign-in-failure and mfa-weakened; capture it, or leave them out",
  ],
  "over-quota": [
    {
      quota: "the event bus in eu-south-1",
      found: 101,
      max: 100,
      unit: "rules",
      by: [
        { name: "alert-change", count: 4 },
        { name: "root-use", count: 1 },
      ],
    },
    "the event bus in eu-south-1 has room for 100 rules, and the spec needs 101; ask for fewer: most are of alert-change (4) and root-use (1)",
  ],
  "near-quota": [
    {
      quota: "a subscription",
      found: 80,
      max: 100,
      unit: "activity log alerts",
      by: [{ name: "detection-off", count: 9 }],
    },
    "a subscription has room for 100 activity log alerts, and the spec needs 80 beside what others have there; ask for fewer, or have the quota raised: most are of detection-off (9)",
  ],
  "mute-not-selected": [
    { alert: "root-use" },
    "alerts.catalog does not select root-use, so that nobody is told of it anyway; leave the entry out",
  ],
  "test-event-count": [
    { count: 0 },
    "the test has no event; give event with a file or a record, or events with several",
  ],
  "test-expects-nothing": [
    {},
    "the test expects nothing, so that it can't fail; give stored, captured, alerts or clouds",
  ],
  "test-unknown-alert": [
    { alert: "root-uze", nearest: "root-use" },
    "root-uze is neither in the catalog nor in alerts.custom; did you mean root-use? give the id of an alert, as auditlog catalog alerts lists them",
  ],
  "filter-syntax": [
    { place: "character 11", found: "=", instead: "compare with ==" },
    "at character 11 stands =, which can't stand there; compare with ==",
  ],
  "filter-too-deep": [{ found: 1_001, max: 100 }, "1,001 brackets or negations stand in one another; nest at most 100"],
  "filter-unsupported": [
    { place: "line 2, column 3", construct: "the function size()", instead: "compare a field" },
    "at line 2, column 3 stands the function size(), which filters don't have; compare a field",
  ],
  "filter-unknown-field": [
    { place: "character 1", field: "operatoin", nearest: "operation", known: ["cloud", "operation"] },
    "at character 1 stands operatoin, which is no field of an event; did you mean operation? fields: cloud, operation, and native. for the record itself",
  ],
  "filter-unknown-value": [
    { place: "character 9", field: "access", found: "raed", nearest: "read", allowed: ["read", "write"] },
    'at character 9 access is compared with "raed", which it never is; did you mean read? give read or write',
  ],
  "filter-wrong-type": [
    { place: "character 12", field: "account", found: "the literal 12", expected: "a text in quotes" },
    "at character 12 account is compared with the literal 12; give a text in quotes",
  ],
  "filter-wrong-regex": [
    { place: "character 18", problem: "missing closing )" },
    "at character 18 the regular expression can't be read: missing closing ); write it as RE2 has it",
  ],
  "filter-wrong-network": [
    { place: "character 6", found: "10.0.0.0" },
    "at character 6 stands 10.0.0.0, which is no network; write it like 10.0.0.0/8 or 2001:db8::/32",
  ],
  "rule-wider": [
    { target: "EventBridge", purpose: "match", lacks: ["no regular expressions", "no order of texts"] },
    "EventBridge matches more than asked: it has no regular expressions and no order of texts; filter the rest where events are read",
  ],
  "rule-unsupported": [
    { target: "CloudTrail", purpose: "exclude", lacks: ["no field of actors"] },
    "CloudTrail can't exclude this: it has no field of actors; all of it is stored",
  ],
  "rule-too-long": [
    { target: "CloudWatch Logs", found: 1_100, max: 1_024, unit: "characters" },
    "CloudWatch Logs allows 1,024 characters, and this needs 1,100; ask for less, or in several rules",
  ],
  "rule-by-case": [
    { target: "CloudWatch Logs", texts: ["DoThis", 'a "b"'] },
    'CloudWatch Logs compares by case; spell "DoThis" and "a \\"b\\"" as the cloud\'s records do',
  ],
  "rule-split": [
    { target: "EventBridge", count: 3, unit: "rule" },
    "this is too long for one rule of EventBridge; it becomes 3",
  ],
  "counted-by-minute": [
    { cloud: "aws", asked: 10, given: 11 },
    "AWS counts by the minute, so that all that happens within 10 minutes is counted over 11; it may tell a little early",
  ],
  "rounded-up": [
    { cloud: "aws", asked: 366, given: 1096, unit: "days" },
    "AWS does not offer 366 days; it keeps 1,096 days",
  ],
  "silence-sooner": [
    { cloud: "gcp", asked: 24, givenMinutes: 1_410 },
    "Google Cloud doesn't tell of 24 hours of silence; it tells after 23 hours and 30 minutes",
  ],
  "gcp-health-in-organization": [
    { givenMinutes: 60 },
    "Cloud Monitoring has no metrics of an organization's sinks, so that the delivery to Cloud Storage is not watched; the log bucket is, and its silence told after 1 hour",
  ],
  "azure-health-of-workspace": [
    { givenMinutes: 2_880 },
    "a diagnostic setting doesn't show what it delivers to the archive; the workspace, to which the same setting delivers, is watched, and its silence told after 48 hours",
  ],
  "labels-changed": [
    { labels: ["cost_center", "team"] },
    "Google Cloud's labels allow less than tags; written as cost_center and team",
  ],
};

const issues = (Object.keys(examples) as IssueCode[]).map((code): [IssueCode, Issue, string] => {
  const [params, text] = examples[code] as [never, string];
  return [code, issue("error", code, ["spec", "part"], params), text];
});

describe.each(issues)("the issue %s", (_code, one, text) => {
  test("has this sentence", () => {
    expect(sentence(one)).toBe(text);
  });

  test("says what is wrong, then what is allowed or follows, in one line without a full stop", () => {
    expect(message(one)).toMatch(/^spec\.part: [^;\n]{8,}; [^;\n]{8,}[^;\n.]$/);
    expect(message(one)).not.toMatch(/undefined|null|NaN|\[object|\{|\}| {2}/);
  });
});

test.each<[string, Issue, string]>([
  [
    "without a nearest key",
    issue("error", "unknown-key", ["spec", "zzz"], { key: "zzz", nearest: undefined, known: ["capture"] }),
    "spec.zzz: the key zzz is not known; known here: capture",
  ],
  [
    "without a nearest value",
    issue("error", "not-allowed", ["spec", "evidence"], { found: "a list", allowed: ["kept"], nearest: undefined }),
    "spec.evidence: a list is not allowed; give kept",
  ],
  [
    "of an exclusion that is done in part",
    issue("warning", "rule-wider", ["exclude"], { target: "CloudTrail", purpose: "exclude", lacks: ["no actors"] }),
    "exclude: CloudTrail excludes less than asked: it has no actors; the rest is stored",
  ],
  [
    "of a match that can't be done",
    issue("error", "rule-unsupported", ["when"], { target: "Azure", purpose: "match", lacks: ["no reads"] }),
    "when: Azure can't do this: it has no reads; ask what it can tell apart, or leave this cloud out of the rule",
  ],
  [
    "about the arguments as a whole",
    issue("error", "no-cloud", [], { clouds: ["aws", "gcp"] }),
    "no cloud is given; give at least one of aws or gcp",
  ],
  [
    "with a number that is too large to count exactly",
    issue("error", "out-of-range", ["days"], { found: 1e300, min: 1, max: 36_500, unit: "days" }),
    "days: 1e+300 is out of range; give 1 to 36,500 days",
  ],
])("a message %s is complete", (_which, one, text) => {
  expect(message(one)).toBe(text);
});
