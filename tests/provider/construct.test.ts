import { awsPlacement } from "../../core/contract/placement.ts";
import { auditSpec, capture, retention } from "../../core/contract/spec.ts";
import { useMocks } from "../components/deploy.ts";
import { testRefusals } from "./refused.ts";

await useMocks();

const spec = { version: 1 };
const aws = { region: "eu-central-1" };
const gcp = { project: "acme-audit", location: "europe-west3" };
const azure = { location: "westeurope" };

const keysOf = ({ shape }: { shape: object }): string => Object.keys(shape).join(", ");
const specKeys = keysOf(auditSpec);

testRefusals({
  "a misspelt argument, with the nearest one": {
    inputs: { specYml: "version: 1", spec, aws },
    reasons: [
      [
        "specYml",
        "the key specYml is not known; did you mean specYaml? known here: spec, specYaml, overrides, channels, tags, aws, gcp, azure",
      ],
    ],
  },
  "misspelt keys at every depth, all at once": {
    inputs: {
      spec: { version: 1, retension: { days: 30 }, capture: { managment: "all" } },
      aws: { ...aws, reigon: "eu-west-1" },
      overrides: { encryption: { rotationDay: 90 } },
    },
    reasons: [
      [
        "spec.capture.managment",
        `the key managment is not known; did you mean management? known here: ${keysOf(capture)}`,
      ],
      ["spec.retension", `the key retension is not known; did you mean retention? known here: ${specKeys}`],
      [
        "overrides.encryption.rotationDay",
        "the key rotationDay is not known; did you mean rotationDays? known here: customerManagedKey, rotationDays",
      ],
      ["aws.reigon", `the key reigon is not known; did you mean region? known here: ${keysOf(awsPlacement)}`],
    ],
  },
  "a key that is like no other": {
    inputs: { spec: { version: 1, xylophone: 1 }, aws },
    reasons: [["spec.xylophone", `the key xylophone is not known; known here: ${specKeys}`]],
  },
  "values of the wrong types": {
    inputs: {
      spec: { version: "1", retention: { days: "400" }, encryption: { customerManagedKey: "yes" }, capture: [] },
      aws: "eu-central-1",
      gcp,
      tags: ["a"],
    },
    reasons: [
      ["spec.version", 'the text "1" is not a known version; this release reads version 1'],
      ["spec.capture", "a list is given; give a mapping"],
      ["spec.retention.days", 'the text "400" is given; give a whole number'],
      ["spec.encryption.customerManagedKey", 'the text "yes" is given; give true or false'],
      ["tags", "a list is given; give a mapping"],
      ["aws", 'the text "eu-central-1" is given; give a mapping'],
    ],
  },
  "values that are not among the allowed": {
    inputs: {
      spec: { version: 1, retention: { immutability: "governence" }, capture: { management: "everything" } },
      azure: { ...azure, redundancy: "zrs" },
    },
    reasons: [
      ["spec.capture.management", 'the text "everything" is not allowed; give all or write'],
      [
        "spec.retention.immutability",
        'the text "governence" is not allowed; did you mean governance? give none, governance or compliance',
      ],
      ["azure.redundancy", 'the text "zrs" is not allowed; did you mean ZRS? give LRS, ZRS, GRS or GZRS'],
    ],
  },
  "a later version of the spec": {
    inputs: { spec: { version: 2 }, aws },
    reasons: [["spec.version", "the number 2 is not a known version; this release reads version 1"]],
  },
  "both the spec and its text": {
    inputs: { spec, specYaml: "version: 1", aws },
    reasons: [["spec", "spec and specYaml are both given; remove one of them"]],
  },
  "neither the spec nor its text": {
    inputs: { aws },
    reasons: [["spec", "no spec is given; give spec or specYaml"]],
  },
  "no arguments at all": {
    inputs: {},
    reasons: [
      ["spec", "no spec is given; give spec or specYaml"],
      ["arguments", "no cloud is given; give at least one of aws, gcp or azure"],
    ],
  },
  "malformed YAML, with its line and column": {
    inputs: { specYaml: "version: 1\nretention: { days: 30\n", aws },
    reasons: [
      [
        "specYaml",
        "line 3, column 1: the YAML can't be read; flow map in block collection must be sufficiently indented and end with a }",
      ],
    ],
  },
  "a key that is twice in the YAML": {
    inputs: { specYaml: "version: 1\nretention:\n  days: 30\n  days: 400\n", aws },
    reasons: [["specYaml", "line 4, column 3: the key days is given twice; keep one of them"]],
  },
  "two YAML documents": {
    inputs: { specYaml: "version: 1\n---\nversion: 1\n", aws },
    reasons: [["specYaml", "line 2, column 1: there are 2 YAML documents in the text; keep one, without --- lines"]],
  },
  "an empty text": {
    inputs: { specYaml: "", aws },
    reasons: [["specYaml", "nothing is given; give a mapping"]],
  },
  "errors in a well-formed text, each with its line and column": {
    inputs: { specYaml: "version: 1\nretention:\n  days: 0\n  searchableDay: 3\nevidence: gone\n", aws },
    reasons: [
      ["specYaml.retention.days", "line 3, column 9: 0 is out of range; give 1 to 36,500 days"],
      [
        "specYaml.retention.searchableDay",
        `line 4, column 3: the key searchableDay is not known; did you mean searchableDays? known here: ${keysOf(retention)}`,
      ],
      ["specYaml.evidence", 'line 5, column 11: the text "gone" is not allowed; give kept or disposable'],
    ],
  },
  "days out of range, or not whole": {
    inputs: {
      spec: { version: 1, retention: { days: 36_501, searchableDays: 0 }, encryption: { rotationDays: 89 } },
      overrides: { retention: { searchableDays: 1.5 } },
      aws,
    },
    reasons: [
      ["spec.retention.days", "36,501 is out of range; give 1 to 36,500 days"],
      ["spec.retention.searchableDays", "0 is out of range; give 1 to 3,650 days"],
      ["spec.encryption.rotationDays", "89 is out of range; give 90 to 2,560 days"],
      ["overrides.retention.searchableDays", "1.5 is not a whole number; round it up"],
    ],
  },
  "more searchable days than days": {
    inputs: { spec: { version: 1, retention: { days: 30, searchableDays: 31 } }, aws },
    reasons: [
      [
        "spec.retention.searchableDays",
        "31 searchable days are more than the 30 days of retention; lower searchableDays or raise days",
      ],
    ],
  },
  "more searchable days than days, where the overrides say them": {
    inputs: {
      specYaml: "version: 1\nretention: { days: 30 }",
      overrides: { retention: { searchableDays: 90 } },
      aws,
    },
    reasons: [
      [
        "overrides.retention.searchableDays",
        "90 searchable days are more than the 30 days of retention; lower searchableDays or raise days",
      ],
    ],
  },
  "compliance without acknowledgement, which says what can't be undone where": {
    inputs: { spec: { version: 1, retention: { days: 700, immutability: "compliance" } }, aws, gcp },
    reasons: [
      [
        "spec.retention.immutability",
        "compliance can't be undone: for 700 days nobody can delete the S3 objects, the Cloud Storage bucket and its objects; set acknowledgeIrreversible to true, or use governance",
      ],
    ],
  },
  "disposable evidence that could not be disposed of": {
    inputs: { spec: { version: 1, retention: { immutability: "governance" }, evidence: "disposable" }, aws },
    reasons: [
      [
        "spec.retention.immutability",
        "disposable evidence can't have immutability governance, which would keep a destroy from deleting it; use immutability none, or evidence kept",
      ],
    ],
  },
});
