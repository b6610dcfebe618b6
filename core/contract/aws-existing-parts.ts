/** What an audit log on AWS can adopt, in a file of its own: the command line names it before it loads what reads a spec. */
export const awsExistingParts = ["bucket", "key", "logGroup", "topic"] as const;

export type AwsExistingPart = (typeof awsExistingParts)[number];
