import { join } from "node:path";
import { ensureGoPrograms, goDownload } from "./go.mjs";
import { root } from "./process.mjs";

const javaHost = {
  title: "Pulumi's host of Java programs",
  programs: [
    {
      name: "pulumi-language-java",
      folder: join(root, "tools", "java-host"),
      package: "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java",
      arguments: ["-trimpath", "-mod=readonly", "-ldflags", "-s -w"],
    },
  ],
  announcement: "Building Pulumi's host of Java programs into your cache (about 2 minutes on 2 cores, once).",
  noGo: `Go is not on the PATH: install Go 1.21 or newer (${goDownload}), which builds Pulumi's host of Java programs.`,
};

/** What runs Java programs and writes the SDK for Java: always the pinned one, so that it always writes the same. */
export async function ensureJavaHost() {
  const [program] = await ensureGoPrograms(javaHost);
  return program;
}
