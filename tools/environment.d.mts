/** Where the bundles are. */
export const folders: { readonly plugin: string; readonly sandbox: string };

/** The environment of the project's own programs: its Node first on the PATH. */
export function projectEnvironment(extra?: { readonly [name: string]: string }): { [name: string]: string };

/** The environment in which `pulumi` runs against the sandbox, with its state in a folder. */
export function engineEnvironment(options: {
  /** An absolute folder for Pulumi's state; its home stands beside it. Made if missing. */
  state: string;
  /** The absolute folder in which the sandbox keeps its resources. Made if missing. */
  sandbox: string;
  /** The folder, or folders as on a PATH, of `pulumi` and `pulumi-language-yaml`; AUDITLOG_ENGINE by default. */
  engine?: string;
}): { [name: string]: string };

/** The plugins of this checkout, as text for a Pulumi.yaml. */
export function pluginPaths(): string;
