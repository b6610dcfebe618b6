/** Plain JSON, as it crosses the provider protocol. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Properties = { [key: string]: Json };

/** A resource that exists in the sandbox. */
export interface Stored {
  /** The Pulumi type token, such as `aws:s3/bucket:Bucket`. */
  token: string;
  /** The provider's id, unique within the token. */
  id: string;
  inputs: Properties;
  /** What the provider returned: the inputs and what the cloud computed. */
  outputs: Properties;
  /** When it was created, in milliseconds since 1970: some clouds show a resource to their other services only after a while. */
  createdAt?: number;
  /** Set on what a cloud keeps after a deletion, under its name: a soft-deleted vault, a log bucket that waits for its purge. */
  tombstone?: boolean;
}

/** What exists in one cloud. */
export interface Store {
  get(token: string, id: string): Stored | undefined;
  /** Every live resource of a type, in the order of their ids; tombstones only on request. */
  list(token: string, options?: { tombstones?: boolean }): Stored[];
  /** Live resources of a type whose outputs have this value. */
  where(token: string, property: string, value: Json): Stored[];
}

/** The provider's own configuration, such as `region` or `project`, with the sandbox's defaults filled in. */
export type ProviderConfig = { readonly [key: string]: string };

/** One call of the cloud's API, as a rule sees it. */
export interface Call {
  verb: "create" | "update" | "delete";
  token: string;
  /** The new inputs; those of the last successful call on a deletion. */
  inputs: Properties;
  /** What exists before an update or a deletion. */
  existing?: Stored;
  store: Store;
  config: ProviderConfig;
}

/** An error of the cloud: its own name for it, and its message. */
export interface CloudError {
  /** Such as `InsufficientS3BucketPolicyException`, `INVALID_ARGUMENT`, `StorageAccountAlreadyTaken`. */
  name: string;
  message: string;
}

/** One rule that the cloud enforces. */
export interface Rule {
  /** `<service>-<what must hold>`, such as `s3-bucket-name-is-valid`: unique within a cloud. */
  id: string;
  /** The vendor's documentation, specification or source that states the rule. */
  source: string;
  on: readonly Call["verb"][];
  /** The error that the cloud would answer with, or nothing. */
  refuse(call: Call): CloudError | undefined;
}

/** How a provider names a resource whose name the program left out, as Pulumi's own providers do. */
export type Autoname = {
  property: string;
  /** What becomes of the program's name before the provider adds to it. */
  transform?: "lower-case";
} & (
  | {
      /** `name-1a2b3c4`: bridged providers (aws, gcp), which refuse to make a name that is longer than this. */
      form: "dash-7-hex";
      maxLength: number;
    }
  /** `name1a2b3c4d` (azure-native), or a random UUID: names that grow too long are refused by the service. */
  | { form: "8-hex" | "uuid" }
);

export interface ResourceType {
  token: string;
  autoname?: Autoname;
  /** Inputs whose change replaces the resource, as the real provider decides it; `input.part` where only that part does. */
  replaceOn: readonly string[];
  rules: readonly Rule[];
  /** The id that the cloud gives, from the inputs. A second live resource of the same id is refused with `conflict`. */
  id(inputs: Properties, config: ProviderConfig, store?: Store): string;
  conflict: CloudError["name"];
  /** Outputs that the cloud computes beside the inputs. Called again after each update; `id` is what `id()` gave at the creation. */
  outputs(inputs: Properties, config: ProviderConfig, store: Store, id?: string): Properties;
  /** A creation takes over what bears its id instead of being refused: grants, enabled services, predefined sinks. */
  adopts?: boolean;
  /** What a deletion leaves behind: nothing (the default), a tombstone that keeps the name taken, or the resource itself. */
  onDelete?: (call: Call) => "remove" | "tombstone" | "keep";
  /** What else the cloud deletes with it, whoever manages that; each leaves what its own type says, but is never kept. */
  cascade?: (call: Call) => readonly { token: string; id: string }[];
}

/** A data source or function of the provider. */
export type Invoke = (args: Properties, config: ProviderConfig, store: Store) => Properties;

export interface Cloud {
  /** The Pulumi package: `aws`, `gcp`, `azure-native`. */
  name: string;
  /** The provider's configuration and its defaults in the sandbox; `undefined` where the real provider has none. */
  config: { readonly [key: string]: string | undefined };
  /** The configuration without which the real provider refuses to work, with its message. */
  requiredConfig?: { readonly [key: string]: string };
  /** Its answer to one who asks too much at once: the same request succeeds later. */
  busy: CloudError;
  types: readonly ResourceType[];
  invokes: { readonly [token: string]: Invoke };
}
