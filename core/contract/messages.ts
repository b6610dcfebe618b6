import { cloudNames } from "./cloud.ts";
import { type Issue, type IssueCode, type IssueParams, pathText } from "./issues.ts";

const list = (items: readonly string[], last = "or"): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items[items.length - 1]}`;

/** Of many names the first are shown: a reference lists the rest. */
const mostListed = 20;
const shown = 7;

const oneOf = (names: readonly string[]): string =>
  names.length > mostListed ? list([...names.slice(0, shown), `one of ${names.length - shown} more`]) : list(names);

const some = (names: readonly string[]): string =>
  names.length > mostListed
    ? list([...names.slice(0, shown), `${names.length - shown} more`], "and")
    : list(names, "and");

const nearest = (name: string | undefined): string => (name === undefined ? "" : `did you mean ${name}? `);

const grouped = (number: number): string =>
  Number.isSafeInteger(number) ? number.toLocaleString("en-US") : String(number);

/** `most are of a (20) and b (3)` */
const takers = (by: readonly { name: string; count: number }[]): string =>
  `most are of ${list(
    by.map(({ name, count }) => `${name} (${grouped(count)})`),
    "and",
  )}`;
/** `23 hours and 30 minutes`. */
const duration = (minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [`${grouped(hours)} hour${hours === 1 ? "" : "s"}`, ...(rest === 0 ? [] : [`${rest} minutes`])];
  return parts.join(" and ");
};

const asking = (p: { preset: string; control: string }): string => `preset ${p.preset} (control ${p.control})`;

/** The only sentences that users read: `<what is wrong>; <what is allowed or what to do>`. */
const sentences: { [C in IssueCode]: (params: IssueParams[C]) => string } = {
  "yaml-syntax": ({ problem }) => `the YAML can't be read; ${problem}`,
  "yaml-duplicate-key": ({ key }) => `the key ${key} is given twice; keep one of them`,
  "yaml-documents": ({ count }) => `there are ${count} YAML documents in the text; keep one, without --- lines`,
  "unknown-key": (p) => `the key ${p.key} is not known; ${nearest(p.nearest)}known here: ${p.known.join(", ")}`,
  "missing-key": ({ expected }) => `this key is missing; give ${expected}`,
  "wrong-type": ({ expected, found }) => `${found} is given; give ${expected}`,
  "not-allowed": (p) => `${p.found} is not allowed; ${nearest(p.nearest)}give ${oneOf(p.allowed)}`,
  "out-of-range": (p) => `${grouped(p.found)} is out of range; give ${grouped(p.min)} to ${grouped(p.max)} ${p.unit}`,
  "not-whole": ({ found }) => `${found} is not a whole number; round it up`,
  "wrong-format": ({ wanted, example }) => `this is not ${wanted}; write it like ${example}`,
  "too-many": (p) => `${grouped(p.found)} ${p.unit} are given; give at most ${grouped(p.max)}`,
  "unknown-version": ({ found, known }) => `${found} is not a known version; this release reads version ${known}`,
  "unknown-location": ({ cloud, example }) => `no ${cloudNames[cloud]} region has this name; write it like ${example}`,
  "not-known-yet": () =>
    "the value is known only after a deployment, but it decides which resources exist; give a plain value, such as one from the stack's config",
  "secret-in-plain": () =>
    "the value is a secret, but it would stand in the open in names, settings and coverage; give a plain value, and make secret only what identifies a reader or a channel, or a tag's value",

  "test-event-count": ({ count }) =>
    count === 0
      ? "the test has no event; give event with a file or a record, or events with several"
      : "event and events are both given; keep one of them",
  "test-expects-nothing": () =>
    "the test expects nothing, so that it can't fail; give stored, captured, alerts or clouds",
  "test-unknown-alert": (p) =>
    `${p.alert} is neither in the catalog nor in alerts.custom; ${nearest(p.nearest)}give the id of an alert, as auditlog catalog alerts lists them`,

  "filter-syntax": (p) => `at ${p.place} stands ${p.found}, which can't stand there; ${p.instead}`,
  "filter-too-deep": (p) => `${grouped(p.found)} brackets or negations stand in one another; nest at most ${p.max}`,
  "filter-unsupported": (p) => `at ${p.place} stands ${p.construct}, which filters don't have; ${p.instead}`,
  "filter-unknown-field": (p) =>
    `at ${p.place} stands ${p.field}, which is no field of an event; ${nearest(p.nearest)}fields: ${p.known.join(", ")}, and native. for the record itself`,
  "filter-unknown-value": (p) =>
    `at ${p.place} ${p.field} is compared with ${JSON.stringify(p.found)}, which it never is; ${nearest(p.nearest)}give ${list(p.allowed)}`,
  "filter-wrong-type": (p) => `at ${p.place} ${p.field} is compared with ${p.found}; give ${p.expected}`,
  "filter-wrong-regex": (p) =>
    `at ${p.place} the regular expression can't be read: ${p.problem}; write it as RE2 has it`,
  "filter-wrong-network": (p) =>
    `at ${p.place} stands ${p.found}, which is no network; write it like 10.0.0.0/8 or 2001:db8::/32`,

  "no-spec": () => "no spec is given; give spec or specYaml",
  "two-specs": () => "spec and specYaml are both given; remove one of them",
  "no-cloud": ({ clouds }) => `no cloud is given; give at least one of ${list(clouds)}`,
  "name-twice": ({ name }) => `the name ${name} is given twice; give each its own`,
  "name-of-catalog": ({ name }) => `the catalog has an alert ${name}; give yours another name`,
  "excludes-everything": () => "every event matches this; ask for less, or capture nothing",
  "never-matches": () => "no event matches this; remove it, or correct the filter",
  "data-not-captured": (p) =>
    `${cloudNames[p.cloud]} can't capture data events of ${p.service}: ${p.lacks}; leave it out, or add data to capture.bestEffort`,
  "insights-not-captured": (p) =>
    `${cloudNames[p.cloud]} looks for no insights: ${p.lacks}; leave capture.insights out, or add insights to capture.bestEffort`,
  "insights-gap": (p) => `${cloudNames[p.cloud]} looks for no insights: ${p.lacks}; none are recorded there`,
  "data-gap": (p) =>
    `${cloudNames[p.cloud]} captures no data events of ${p.service}: ${p.lacks}; none are stored there`,
  "data-wider": (p) => `${cloudNames[p.cloud]} can't tell these apart, so more is captured; ${p.what}`,
  "channel-kinds": (p) =>
    `${p.count === 0 ? "no kind of channel is" : `${p.count} kinds of channels are`} given; give exactly one of ${list(p.kinds)}`,
  "channel-lacks": (p) => `${cloudNames[p.cloud]} can't reach ${p.kind} with what is given; give ${p.needs}`,
  "channels-above-targets": (p) =>
    `a rule of EventBridge tells ${p.max} at most, and one alert would go to ${p.channels.length}: ${list(p.channels, "and")}; remove some, or raise their minSeverity`,
  "alerts-without-channel": (p) =>
    `${p.alerts === 1 ? "1 alert is" : `${grouped(p.alerts)} alerts are`} deployed, and no channel is given, so that nobody is told; add channels`,
  "alerts-below-channels": (p) =>
    `every channel's minSeverity is above these alerts, so that nobody is told: ${some(p.alerts)}; lower one, or leave the alerts out`,
  "aws-alerts-one-region": (p) => {
    const [own, all] =
      p.scope === "account" ? [",", "regions"] : [", in the stack's own account", "regions and accounts"];
    return `EventBridge sees the events of ${p.regions.join(", ")} and of global services, such as IAM${own} alone; alerts that count or come from a CIS benchmark see those of all ${all}`;
  },
  "over-quota": (p) =>
    `${p.quota} has room for ${grouped(p.max)} ${p.unit}, and the spec needs ${grouped(p.found)}; ask for fewer: ${takers(p.by)}`,
  "near-quota": (p) =>
    `${p.quota} has room for ${grouped(p.max)} ${p.unit}, and the spec needs ${grouped(p.found)} beside what others have there; ask for fewer, or have the quota raised: ${takers(p.by)}`,
  "searchable-above-days": (p) =>
    `${grouped(p.searchableDays)} searchable days are more than the ${grouped(p.days)} days of retention; lower searchableDays or raise days`,
  "cold-not-before-end": (p) =>
    `after ${grouped(p.coldAfterDays)} days nothing is left to move, since the retention ends after ${grouped(p.days)}; lower coldAfterDays, or raise days`,
  "irreversible-unacknowledged": ({ what }) =>
    `compliance can't be undone: ${what}; set acknowledgeIrreversible to true, or use governance`,
  "disposable-immutable": ({ immutability }) =>
    `disposable evidence can't have immutability ${immutability}, which would keep a destroy from deleting it; use immutability none, or evidence kept`,
  "organization-without-id": ({ example }) =>
    `the scope is the organization, but its id is missing; give the id, such as ${example}, or remove the scope`,
  "id-without-organization": () =>
    "an organization's id is given, but the scope is not the organization; add scope organization, or remove the id",
  "replica-same-region": ({ region }) => `${region} is where the archive is; give another region, or leave it out`,
  "replica-other-partition": (p) =>
    `S3 copies nothing from ${p.region} to ${p.replicaRegion}, which is in another partition of AWS; give a region of the same`,
  "alert-region-of-stack": ({ region }) => `the rules are in ${region}, the stack's own region; leave it out`,
  "alert-region-twice": ({ region }) => `${region} is given twice; keep one of them`,
  "alert-region-elsewhere": ({ region, own }) =>
    `${region} is in another partition of AWS than ${own}, to which no event can be sent on; leave it out`,
  "stream-endpoint-without-stream": () =>
    "an endpoint is given, but stream.enabled is false, so that nothing would be sent to it; set stream.enabled to true, or remove the endpoint",
  "below-floor": (p) =>
    `${grouped(p.found)} is below the ${grouped(p.least)} that ${asking(p)} requires; raise it, or add a waiver with a reason`,
  "above-most": (p) =>
    `${grouped(p.found)} is above the ${grouped(p.most)} that ${asking(p)} allows; lower it, or add a waiver with a reason`,
  "kept-too-long": (p) =>
    `${grouped(p.days)} is above the ${grouped(p.most)} that ${asking(p)} allows without a reason; lower it, give one in retention.reason, or add a waiver`,
  "weaker-than-required": (p) =>
    `${p.found} is less than ${asking(p)} requires; use ${p.least}, or add a waiver with a reason`,
  "presets-disagree": ({ setting, least, most }) =>
    `${asking(least)} wants ${setting} to be ${grouped(least.value)} at least, ${asking(most)} ${grouped(most.value)} at most; leave one out, give retention.reason, or add a waiver of one control with a reason`,
  "waiver-not-asked": ({ control }) =>
    `no preset in compliance asks for ${control}, so that there is nothing to waive; leave the entry out`,
  "waiver-expired": ({ control, until }) =>
    `the waiver of ${control} ended on ${until}; meet the control and leave the entry out, or give a later date`,
  "control-not-met": ({ control, presets, gaps }) =>
    `${control} (${list(presets, "and")}) is not met on ${gaps
      .map(
        ({ clouds, reason }) =>
          `${list(
            clouds.map((cloud) => cloudNames[cloud]),
            "and",
          )}: ${reason}`,
      )
      .join(", and on ")}; meet it, or add a waiver with a reason`,
  "aws-management-without-organization": () =>
    "a management account is given, but the scope is not the organization; add scope organization, or remove it",
  "aws-no-delegates-in-china": () =>
    "CloudTrail has no delegated administrators in China; deploy in the management account, and remove this",
  "aws-trail-unnamed": ({ parts }) =>
    `the policy of the adopted ${list(parts, "and")} must name the trail before it exists; give trailName`,
  "aws-adopted-unlockable": () =>
    "nothing of an adopted bucket is changed, so that it gets no lock from here; use a bucket that is made here, or governance or none and a lock that the bucket's owner sets",
  "aws-adopted-key-unused": () =>
    "a key is adopted, but customerManagedKey is false, so that nothing would use it; remove one of them",
  "aws-replica-impossible": ({ why }) =>
    `a replica needs a rule and a role with the bucket, and a key that they may use, but ${why}; remove one of them`,
  "aws-archive-other-account": ({ found, account }) =>
    `this provider is of account ${found}, not of ${account}; give one with credentials of that account`,
  "aws-archive-adopted": ({ part }) =>
    `logArchive has bucket and key made in another account, and the ${part} is adopted; remove one of them`,
  "aws-adopted-elsewhere": (p) =>
    `the ${p.part} is in ${p.found}, and what uses it in ${p.region}; give one of that region`,
  "azure-searchable-too-long": (p) =>
    `${grouped(p.searchableDays)} searchable days are more than Log Analytics keeps open to queries; give at most ${p.max} days where Azure is used`,
  "azure-lock-needs-account": () =>
    "Azure locks an immutability policy only after it has existed unlocked; deploy once with immutability governance, then set compliance together with lockExistingAccount: true in the Azure placement",
  "mute-not-selected": ({ alert }) =>
    `alerts.catalog does not select ${alert}, so that nobody is told of it anyway; leave the entry out`,
  "gcp-identity-needs-organization": () =>
    "sign-ins reach Cloud Logging only at the organization; use scope organization on Google Cloud, or add identity to capture.bestEffort",
  "label-collision": ({ tags, label }) =>
    `the tags ${list(tags, "and")} become the same Google Cloud label ${label}; rename one of them`,

  "azure-alerts-without-identity": (p) =>
    `capture.identity is false, so nothing of Microsoft Entra reaches Log Analytics, and these alerts see no sign-ins and no changes of the directory: ${some(p.alerts)}; capture it, or leave them out`,
  "azure-health-of-workspace": ({ givenMinutes }) =>
    `a diagnostic setting doesn't show what it delivers to the archive; the workspace, to which the same setting delivers, is watched, and its silence told after ${duration(givenMinutes)}`,
  "azure-no-reads": () => "Azure's activity log has no reads of the control plane; none are captured there",
  "azure-search-microsoft-key": () =>
    "Log Analytics takes a customer-managed key only on a dedicated cluster, so Azure's searchable copy is encrypted with Microsoft's keys; the archive has your key",
  "azure-stream-microsoft-key": () =>
    "Event Hubs takes a customer-managed key only in its premium tier, so what waits in Azure's stream is encrypted with Microsoft's keys; the archive has your key",
  "aws-stream-from-logs": ({ hasDataTrail }) =>
    `the stream has what CloudWatch Logs has; ${hasDataTrail ? "most data events, and " : ""}events above 256 KB${hasDataTrail ? "," : ""} are in the archive alone`,
  "aws-stream-kept": (p) =>
    `what Firehose writes into the stream's bucket is evidence too; it stays for ${grouped(p.days)} days, not ${grouped(p.hours)} hours`,
  "azure-entra-needs-user": () =>
    "Microsoft Entra refuses to let a service principal make its diagnostic setting; deploy as a user with the Security Administrator role, signed in with the Azure CLI",
  "gcp-matches-a-day": () =>
    "Cloud Monitoring's log-match policies tell people of the same once in 5 minutes, and 20 times a day at most; the log bucket has all of it",
  "gcp-tamper-in-organization": ({ project }) =>
    `alerts of group tamper see the organization through the sink that they guard: who deletes it at the organization stops them; what is changed in ${project} they tell without it`,
  "gcp-data-access-external": ({ configs }) =>
    `dataAccessLogs is external, so that this is stored only where others have turned it on: ${list(configs, "and")}; see to it, or set managed`,
  "gcp-health-in-organization": ({ givenMinutes }) =>
    `Cloud Monitoring has no metrics of an organization's sinks, so that the delivery to Cloud Storage is not watched; the log bucket is, and its silence told after ${duration(givenMinutes)}`,
  "gcp-identity-gap": () => "sign-ins reach Cloud Logging only at the organization; none are captured on Google Cloud",
  "gcp-identity-needs-sharing": () =>
    "sign-ins reach Cloud Logging only while sharing of Google Workspace or Cloud Identity data with Google Cloud is on; turn it on in the Admin console",
  "gcp-identity-with-organization": () =>
    "the organization's audit logs have sign-ins and directory changes; they are stored although not asked for",
  "gcp-reads-with-identity": () =>
    "sign-ins are in the Data Access audit logs; whatever else is enabled in these logs is stored although not asked for",
  "aws-identity-with-management": () =>
    "CloudTrail records sign-ins with the management events; they are stored although not asked for",
  "aws-reads-with-identity": () =>
    "CloudTrail has the taking on of roles among its reads, which a trail keeps all or none; all are stored although not asked for",
  "aws-readers-search": () =>
    "the readers may read the archive; CloudWatch Logs has no policy of its own for principals, so grant them the log group by an IAM policy",
  "aws-break-glass-deploys": () =>
    "only the roles in breakGlass can change the buckets and the key from now on; deploy with one of them, or KMS refuses the key's policy, and S3 the next deployment",
  "aws-replica-from-now-on": () =>
    "S3 copies what is written from now on; copy what is older by S3 Batch Replication, and know that EventBridge's alerts about the archive don't see the replica's region",
  "aws-cold-small-files": (p) =>
    `S3 moves no object of 128 KB or less, and most of CloudTrail's files are smaller; within the ${grouped(p.days)} days that are left, moving one costs more than it saves unless it has ${grouped(p.kilobytes)} KB at least`,
  "aws-cold-saves-nothing": (p) =>
    `S3 charges ${grouped(p.charged)} days of Glacier Instant Retrieval at least, and only ${grouped(p.days)} are left, so that moving an object costs more than it saves; lower coldAfterDays, or leave it out`,
  "gcp-cold-small-files": (p) =>
    `Cloud Storage charges for each object that it moves to ${p.storageClass}; within the ${grouped(p.days)} days that are left, that costs more than it saves unless the object has ${grouped(p.kilobytes)} KB at least`,
  "gcp-cold-too-short": (p) =>
    `Cloud Storage charges ${p.least} days of a cheaper class at least, and events are kept for ${p.days}; none are moved`,
  "azure-cold-append-blobs": () =>
    "Azure Monitor writes append blobs, which Azure Storage can delete but not move to a cooler tier; they stay where they are",
  "aws-adopted": ({ part, todo }) =>
    `the ${part} is adopted, and nothing of it is changed; its owner has to see to it that ${todo}`,
  "aws-trail-unwatched": ({ account }) =>
    `the trail is the management account's: EventBridge does not tell here who stops or changes it from account ${account}; alerts that count or come from a CIS benchmark do, and an audit log with alerts of group tamper in that account`,
  "aws-archive-unwatched": ({ account, scope }) =>
    `EventBridge sees the events of the stack's account alone, so that alerts of what is changed in the archive and its key are not told from account ${account}; ${
      scope === "organization"
        ? "the organization's trail records them, if that account is a member"
        : "the trail does not record them"
    }: deploy an audit log with these alerts in that account too`,
  "aws-statements-needed": ({ parts }) =>
    `what is adopted works only with the statements of the output statements in the policies of ${list(parts, "and")}; add them before the deployment`,
  "aws-archive-table": ({ count, scope }) =>
    scope === "organization"
      ? `the archive's table has the ${count} regions that AWS had when this version was made, and is read an account at a time; name the account in each query, and take a later version for regions that opened since`
      : `the archive's table has the ${count} regions that AWS had when this version was made; events of a region that opened since are in the archive, and in the table with a later version`,
  "aws-readers-athena": () =>
    "the readers may read the archive and keep results; who may use CloudWatch Logs, Athena and Glue is said by IAM policies of your own, so grant them the log group, the workgroup and the table there",
  "gcp-no-archive-table": () =>
    "SQL over audit logs on Google Cloud is Log Analytics, and a log bucket that was upgraded to it can't go back; upgrade the log bucket by hand, or load the archive's objects into BigQuery",
  "azure-no-archive-table": () =>
    "Azure has no SQL over the archive's storage account; ask the workspace in KQL, with retention.searchableDays as long as you need, or read the account's JSON with Microsoft Fabric or Synapse",
  "aws-data-archive": ({ alerts }) =>
    `a trail of its own writes these to the archive alone, since CloudWatch Logs would bill them again at $0.50 a GB in us-east-1${
      alerts.length === 0 ? "" : `: it gets copies of what may count for ${some(alerts)}`
    }; search them in the archive, or set dataEventsInLogs`,
  "aws-data-in-logs": ({ alerts }) =>
    `CloudWatch Logs gets all data events too, and bills $0.50 a GB in us-east-1, since any of some service may count for ${some(alerts)}; say in an alert's filter of which operations it is, or leave it out`,
  "aws-deletions-recorded": () =>
    "the trail records deletions in the archive's buckets as data events; CloudTrail bills $0.10 for 100,000 of them",
  "aws-insights-billed": ({ types }) =>
    types > 1
      ? "CloudTrail bills $0.35 for each 100,000 management events that Insights analyses; with both types it analyses, and bills, those that change something twice"
      : "CloudTrail bills $0.35 for each 100,000 management events that Insights analyses; it needs up to 36 hours before it finds anything",
  "aws-management-excluded": ({ sources }) =>
    `no trail has the management events of ${list(sources, "and")}${
      sources.includes("kms.amazonaws.com") ? ": nothing tells of a key that is disabled or deleted" : ""
    }; AWS Config's rule cloudtrail-security-trail-enabled reports such a trail as not compliant`,
  "protect-trail-without-organization": () =>
    "service control policies are an organization's, and the scope is not the organization; add scope organization, or remove protectTrail",
  "aws-trail-not-from-management": () =>
    "service control policies don't bind the management account; who may stop the trail there, its own IAM policies say",
  "aws-health-one-way": ({ failing, kinds }) =>
    `all channels are reached through ${failing}, so that nobody is told when it fails; add a channel of another kind: ${list(kinds)}`,
  "rule-wider": (p) =>
    p.purpose === "match"
      ? `${p.target} matches more than asked: it has ${list(p.lacks, "and")}; filter the rest where events are read`
      : `${p.target} excludes less than asked: it has ${list(p.lacks, "and")}; the rest is stored`,
  "rule-unsupported": (p) =>
    p.purpose === "match"
      ? `${p.target} can't do this: it has ${list(p.lacks, "and")}; ask what it can tell apart, or leave this cloud out of the rule`
      : `${p.target} can't exclude this: it has ${list(p.lacks, "and")}; all of it is stored`,
  "rule-too-long": (p) =>
    `${p.target} allows ${grouped(p.max)} ${p.unit}, and this needs ${grouped(p.found)}; ask for less, or in several rules`,
  "rule-by-case": (p) =>
    `${p.target} compares by case; spell ${list(
      p.texts.map((text) => JSON.stringify(text)),
      "and",
    )} as the cloud's records do`,
  "rule-split": (p) => `this is too long for one ${p.unit} of ${p.target}; it becomes ${p.count}`,
  "exclusion-unseen": (p) =>
    `alerts on ${cloudNames[p.cloud]} may not see what is left out, and some of it may be what these are about: ${some(p.alerts)}; exclude less, or leave them out`,
  "counted-by-minute": (p) =>
    `${cloudNames[p.cloud]} counts by the minute, so that all that happens within ${grouped(p.asked)} minutes is counted over ${grouped(p.given)}; it may tell a little early`,
  "rounded-up": (p) =>
    `${cloudNames[p.cloud]} does not offer ${grouped(p.asked)} ${p.unit}; it keeps ${grouped(p.given)} ${p.unit}`,
  "silence-sooner": (p) =>
    `${cloudNames[p.cloud]} doesn't tell of ${grouped(p.asked)} hours of silence; it tells after ${duration(p.givenMinutes)}`,
  "labels-changed": ({ labels }) => `Google Cloud's labels allow less than tags; written as ${list(labels, "and")}`,
};

/** The sentence of an issue, without its path. */
export const sentence = (one: Issue): string => (sentences[one.code] as (params: unknown) => string)(one.params);

/** The sentence with its path: `retention.days: 0 is out of range; give 1 to 36,500 days`. */
export const message = (one: Issue): string =>
  one.path.length === 0 ? sentence(one) : `${pathText(one.path)}: ${sentence(one)}`;
