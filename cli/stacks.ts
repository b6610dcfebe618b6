import { readStack } from "../core/deployed/read-stack.ts";
import type { NativeResource } from "../core/deployed/resource.ts";
import { parsedJson } from "../core/event/record.ts";
import type { DeployedSource } from "./calls/replay-deployed.ts";
import { type Io, UsageError } from "./io.ts";
import { exportedState } from "./pulumi.ts";

/** Far above what a stack of thousands of resources has. */
const mostBytes = 200_000_000;

const printed = "what pulumi stack export or pulumi preview --json printed";

const reasons: Readonly<Record<string, (wanted: string) => string>> = {
  ENOENT: (wanted) => `there is no such file; give ${wanted}`,
  ENOTDIR: (wanted) => `there is no such file; give ${wanted}`,
  EISDIR: (wanted) => `this is a folder; give ${wanted}`,
  EACCES: () => "the file may not be read; allow it, or give another",
};

/** The bytes of a file that may be a state or a preview, or something else that is wanted. */
export const stackBytes = (io: Io, file: string, wanted = printed): Uint8Array => {
  try {
    const bytes = io.read(file, mostBytes + 1);
    if (bytes.length <= mostBytes) return bytes;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    throw new UsageError(`${file}: ${reasons[code]?.(wanted) ?? `the file can't be read (${code}); give another`}`);
  }
  throw new UsageError(`${file}: the file is over 200 MB; a state is a few MB`);
};

/** The resources in the JSON that `pulumi` printed. */
export const resourcesIn = (text: string, from: string): readonly NativeResource[] => {
  const value = parsedJson(text.replace(/^\uFEFF/, ""));
  if (value === undefined) {
    throw new UsageError(`${from}: it is no JSON; give ${printed}`);
  }
  const { resources, problem } = readStack(value);
  if (resources === undefined) throw new UsageError(`${from}: ${problem}`);
  return resources;
};

/** What a source is called in a report. */
export const sourceName = ({ file, stack }: DeployedSource): string => (stack === undefined ? file : `stack ${stack}`);

/** The resources in a file, or of a stack. */
export const readResources = (io: Io, source: DeployedSource): readonly NativeResource[] => {
  const name = sourceName(source);
  if (source.stack !== undefined) return resourcesIn(exportedState(source.stack), name);
  return resourcesIn(new TextDecoder().decode(stackBytes(io, source.file)), name);
};
