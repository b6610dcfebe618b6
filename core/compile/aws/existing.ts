import type { AwsExistingPart } from "../../contract/aws-existing-parts.ts";
import { type Issue, issue } from "../../contract/issues.ts";
import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { type Answer, type Answers, because } from "../compiled.ts";
import { alertsPublish } from "./alert-policies.ts";
import { cloudTrailWrites, readersRead } from "./archive.ts";
import { onlyBreakGlassChanges, onlyBreakGlassChangesKey } from "./break-glass.ts";
import { ownerOfTrail } from "./delegation.ts";
import { alertPublishers, cloudTrailUses, cloudWatchLogsUses, readersUse } from "./key.ts";
import { known, type Statement } from "./policies.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/** Statements that belong into policies which are others' to write, by whose policy it is. */
export type Statements = { readonly [owner: string]: readonly Statement[] };

/** What each adopted part's policy needs, complete, the key's with what further parts need of it: whoever owns it adds them to what the policy says already. */
export const neededStatements = (
  placement: Placement,
  trails: string | string[],
  hasAlerts: boolean,
  ofKey: readonly Statement[],
): Statements => {
  const { region, existing } = placement;
  const adopts = (part: AwsExistingPart): boolean => existing.includes(part);
  const makesTopics = hasAlerts;
  const publishes = hasAlerts && adopts("topic");
  return {
    ...(adopts("bucket") && {
      bucket: [
        ...cloudTrailWrites(placement, trails),
        ...readersRead(placement),
        ...onlyBreakGlassChanges(placement, known.archive),
      ],
    }),
    ...(adopts("key") && {
      key: [
        ...cloudTrailUses(trails, ownerOfTrail(placement)),
        ...(adopts("logGroup") ? [] : [cloudWatchLogsUses(region)]),
        ...readersUse(placement),
        ...(makesTopics ? [alertPublishers] : []),
        ...onlyBreakGlassChangesKey(placement, known.account),
        ...ofKey,
      ],
    }),
    ...(publishes && { topic: alertsPublish(region, known.topic), topicKey: [alertPublishers] }),
  };
};

const ownersInWords: { readonly [owner: string]: string } = {
  bucket: "the bucket",
  key: "the key",
  topic: "the topic",
  topicKey: "the key that encrypts the topic, if one does",
};

/** CloudTrail refuses a trail whose bucket or key lacks them, and alerts go nowhere. */
export const statementIssues = (statements: Statements): Issue[] => {
  const parts = Object.keys(statements).map((owner) => ownersInWords[owner]!);
  return parts.length === 0 ? [] : [issue("notice", "aws-statements-needed", ["existing"], { parts })];
};

/** What is another's to do: whether it is done can't be seen from here, so that it is not promised. */
const notOurs = (setting: keyof Answers, part: string, todo: string, given = ""): Answer => ({
  given: `${given}${given === "" ? "" : "; "}the adopted ${part} is as its owner has it`,
  fidelity: "unsupported",
  issue: because("warning", "aws-adopted", setting, { part, todo }),
});

const whatStays = ({ existing }: Placement, isKept: boolean): string => {
  const adopted = `what is adopted stays: ${existing.join(", ")}`;
  const made = [
    ...(existing.includes("bucket") ? [] : ["buckets"]),
    ...(existing.includes("logGroup") ? [] : ["log group"]),
    ...(existing.includes("key") ? [] : ["key"]),
  ];
  if (made.length === 0) return adopted;
  return `${made.join(", ")} ${isKept ? "stay after a destroy" : "are destroyed"}; ${adopted}`;
};

/** The key's answer tells of the key, and of what is encrypted otherwise. */
const encryptionAnswer = ({ settings: { encryption } }: AuditPlan, { existing }: Placement): Answer | undefined => {
  const setting = "encryption.customerManagedKey";
  const group = existing.includes("logGroup");
  if (!encryption.customerManagedKey) return undefined;
  if (existing.includes("key")) {
    const rotated = `it is rotated every ${encryption.rotationDays} days`;
    const given = `the adopted KMS key: archive${group ? "" : " and log group"}`;
    return notOurs(
      setting,
      group ? "key or log group" : "key",
      group ? `${rotated}, and encrypts the log group` : rotated,
      given,
    );
  }
  const given = `KMS key of your own, rotated every ${encryption.rotationDays} days: archive`;
  return group ? notOurs(setting, "log group", "a key of yours encrypts it", given) : undefined;
};

/** The answers with what adoption takes out of this package's hands. */
export const adoptedAnswers = (answers: Answers, plan: AuditPlan, placement: Placement): Answers => {
  const { existing, readers } = placement;
  if (existing.length === 0) return answers;
  const { retention, evidence } = plan.settings;
  const isLocked = retention.immutability !== "none";
  const encrypted = encryptionAnswer(plan, placement);
  return {
    ...answers,
    ...(existing.includes("bucket") && {
      "retention.days": notOurs("retention.days", "bucket", `a lifecycle keeps events for ${retention.days} days`),
      "retention.immutability": isLocked
        ? notOurs("retention.immutability", "bucket", `Object Lock keeps events for ${retention.days} days`)
        : { given: "the adopted bucket is as its owner has it" },
      ...(retention.coldAfterDays !== undefined && {
        "retention.coldAfterDays": notOurs(
          "retention.coldAfterDays",
          "bucket",
          `a lifecycle moves objects after ${retention.coldAfterDays} days`,
        ),
      }),
    }),
    ...(existing.includes("logGroup") && {
      "retention.searchableDays": notOurs(
        "retention.searchableDays",
        "log group",
        `it keeps events for ${retention.searchableDays} days`,
      ),
    }),
    ...(encrypted && { "encryption.customerManagedKey": encrypted }),
    evidence: { given: whatStays(placement, evidence === "kept") },
    ...(readers.length > 0 && answers.readers !== undefined && { readers: readersAnswer(answers.readers, placement) }),
  };
};

const readersAnswer = (answer: Answer, { existing }: Placement): Answer =>
  existing.includes("bucket") || existing.includes("key")
    ? { ...answer, given: "read the archive and decrypt it, once the statements are in the adopted policies" }
    : answer;
