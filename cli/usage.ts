/** What can be called, and what can be asked about. */
export const commands = ["check", "explain"] as const;

export type Command = (typeof commands)[number];

const ends = "Exit codes: 0 right, 1 errors in the file, 2 a mistake in the call.\n";

const all = `auditlog: what an audit.yaml will do, before anything is deployed

  auditlog check FILE...                    what is wrong with it, or done otherwise than asked
  auditlog explain FILE [--cloud CLOUD]     what each cloud makes of it
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
what each cloud makes of it in its own language, and what of it can be asked only when querying; then what check says.

  --cloud CLOUD    only aws, gcp or azure; may be given again
  --json           everything, with each native text exactly as the cloud gets it

FILE may be - for the standard input. ${ends}`;

export const usage = { all, check, explain } as const satisfies Record<Command | "all", string>;
