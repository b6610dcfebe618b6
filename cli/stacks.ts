import { readStack } from "../core/deployed/read-stack.ts";
import type { NativeResource } from "../core/deployed/resource.ts";
import { parsedJson } from "../core/event/record.ts";
import { type Io, UsageError } from "./io.ts";

/** Far above what a stack of thousands of resources has. */
const mostBytes = 200_000_000;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; give what pulumi stack export or pulumi preview --json printed",
  ENOTDIR: "there is no such file; give what pulumi stack export or pulumi preview --json printed",
  EISDIR: "this is a folder; give the file that pulumi stack export or pulumi preview --json printed",
  EACCES: "the file may not be read; allow it, or give another",
};

const readBytes = (io: Io, file: string): Uint8Array => {
  try {
    return io.read(file, mostBytes + 1);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    throw new UsageError(`${file}: ${reasons[code] ?? `the file can't be read (${code}); give another`}`);
  }
};

/** The resources in the JSON that `pulumi` printed. */
export const resourcesIn = (text: string, from: string): readonly NativeResource[] => {
  const value = parsedJson(text.replace(/^\uFEFF/, ""));
  if (value === undefined) {
    throw new UsageError(`${from}: it is no JSON; give what pulumi stack export or pulumi preview --json printed`);
  }
  const { resources, problem } = readStack(value);
  if (resources === undefined) throw new UsageError(`${from}: ${problem}`);
  return resources;
};

/** The resources in a file. */
export const readResources = (io: Io, file: string): readonly NativeResource[] => {
  const bytes = readBytes(io, file);
  if (bytes.length > mostBytes) throw new UsageError(`${file}: the file is over 200 MB; a state is a few MB`);
  return resourcesIn(new TextDecoder().decode(bytes), file);
};
