import { delimiter, dirname, join } from "node:path";
import { ensureGoPrograms, goDownload, isAtLeast } from "./go.mjs";
import { capture, findExecutable, root } from "./process.mjs";

/** The first Pulumi that runs what the tests run. */
const oldestPulumi = "3.225";
const pulumiDownload = "https://www.pulumi.com/docs/iac/download-install/";
const builtVersion = "v3.255.0";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

const pulumiPrograms = {
  title: "Pulumi",
  programs: [
    {
      name: "pulumi",
      folder: join(root, "tools", "engine"),
      package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      arguments: ["-trimpath", "-mod=readonly", "-ldflags", `-s -w -X ${versionVariable}=${builtVersion}`],
    },
    {
      name: "pulumi-language-yaml",
      folder: join(root, "tools", "yaml-host"),
      package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
      arguments: ["-trimpath", "-mod=readonly", "-ldflags", "-s -w"],
    },
  ],
  announcement:
    "There is no usable Pulumi on the PATH: building it from its Go modules into your cache (about 8 minutes on 2 cores, once, and 5 GB in Go's own caches).",
  noGo:
    `Neither Pulumi nor Go is on the PATH: install Pulumi v${oldestPulumi} or newer (${pulumiDownload}), ` +
    `or Go 1.21 or newer (${goDownload}), which builds Pulumi once from its source.`,
  instead: `, or Pulumi itself (${pulumiDownload})`,
};

/**
 * Finds `pulumi` and the host of its YAML programs, or builds both.
 * @returns {Promise<{ pulumi: string, yaml: string, path: string }>} the programs, and what to put on a PATH
 */
export async function ensureEngine() {
  const installed = await findInstalled();
  if (installed) return installed;
  const [pulumi, yaml] = await ensureGoPrograms(pulumiPrograms);
  return engine(pulumi, yaml);
}

async function findInstalled() {
  const pulumi = findExecutable("pulumi");
  const yaml = findExecutable("pulumi-language-yaml");
  if (!pulumi) return undefined;
  const { stdout } = await capture([pulumi, "version"], { env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" } });
  const version = stdout.trim();
  if (!isAtLeast(version, oldestPulumi)) {
    console.error(
      `Ignoring ${pulumi}: it is ${version || "of an unknown version"}, and v${oldestPulumi} or newer is needed.`,
    );
    return undefined;
  }
  if (!yaml) {
    console.error(`Ignoring ${pulumi}: it comes without pulumi-language-yaml, which runs Pulumi YAML programs.`);
    return undefined;
  }
  return engine(pulumi, yaml);
}

function engine(pulumi, yaml) {
  return { pulumi, yaml, path: [...new Set([dirname(pulumi), dirname(yaml)])].join(delimiter) };
}
