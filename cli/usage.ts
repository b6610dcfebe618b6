/** What can be called, and what can be asked about. */
export const commands = ["check", "explain", "catalog"] as const;

export type Command = (typeof commands)[number];

/** What the package comes with. */
export const catalogKinds = ["alerts", "controls", "presets", "activities"] as const;

export type CatalogKind = (typeof catalogKinds)[number];

const ends = "Exit codes: 0 right, 1 errors in the file, 2 a mistake in the call.\n";

const all = `auditlog: what an audit.yaml will do, before anything is deployed

  auditlog check FILE...                    what is wrong with it, or done otherwise than asked
  auditlog explain FILE [--cloud CLOUD]     what each cloud makes of it
  auditlog catalog [KIND] [ID]              what comes with it: alerts, controls, presets, classes of events
  auditlog help COMMAND                     more about one of them

  --json        for programs
  -h, --help    this text
  --version     the version

FILE may be - for the standard input. ${ends}`;

const check = `auditlog check FILE... [--json]

Checks each FILE for all three clouds. Each line is FILE:LINE:COLUMN: SEVERITY: SETTING: what it is; what to do.

  error      nothing would be deployed
  warning    a cloud does less or otherwise than asked, or somebody has to act
  notice     a cloud does more than asked, or there is something to know

It is checked as if placed in one AWS account, one Google Cloud project and one Azure subscription: what a stack places
elsewhere, such as in an organization, is checked by pulumi preview.

  --json    { file, errors, warnings, notices, issues }; a list of these for several files

FILE may be - for the standard input. ${ends}`;

const explain = `auditlog explain FILE [--cloud CLOUD]... [--json]

Shows the plan with the origin of each value; what each cloud does about each setting; then each rule by its name, with
what each cloud makes of it in its own language, and what of it can be asked only when querying; then what the controls
of the presets in compliance come to: met, waived, not met or not applicable, and why; then what check says.

  --cloud CLOUD    only aws, gcp or azure; may be given again
  --json           everything, with each native text exactly as the cloud gets it

FILE may be - for the standard input. ${ends}`;

const catalog = `auditlog catalog [alerts|controls|presets|activities] [ID] [--json]

Lists the alerts that come with the package, which alerts.catalog of a spec selects; the controls that frameworks ask
for, which waivers of a spec name; the presets, which its compliance names; or the classes of events, which filters ask
for: "logging.change" in activities. With an ID, everything about one of them.

  auditlog catalog alerts              id, severity, groups and title of each
  auditlog catalog alerts root-use     why it matters, what to do first, its filter in each cloud
  auditlog catalog presets pci-dss-4   what it asks of settings and why, and its controls

  --json    everything, for programs

Exit codes: 0 shown, 2 a mistake in the call.
`;

export const usage = { all, check, explain, catalog } as const satisfies Record<Command | "all", string>;
