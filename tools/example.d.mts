/** The folders of examples/ whose program is YAML: those that the demo runs. */
export function exampleNames(): string[];

/** The `pulumi` commands of an example's README, in order: what a reader types. */
export function readmeCommands(name: string): string[];

/** The arguments of a `pulumi` command, so that it asks nothing. */
export function unattended(args: readonly string[]): string[];
