import { type PackageIdentity, packageNames } from "../package-names.ts";
import type { Language } from "./languages.ts";

interface Introduction {
  language: string;
  install: string;
  installFence?: string;
  fence: string;
  program: string;
}

/** The first page of the SDK where it is published. */
export const sdkReadme = (language: Language, identity: PackageIdentity): string => {
  const { install, installFence = "sh", fence, program, language: name } = introductions(identity)[language];
  return `# Audit Log for ${name}

${identity.description}

\`\`\`${installFence}
${install}
\`\`\`

\`\`\`${fence}
${program}
\`\`\`

What can be given, and what comes out: [the components](${identity.repository}/blob/main/docs/reference/components.md) and
[the spec](${identity.repository}/blob/main/docs/reference/spec.md). Everything else: [${identity.repository}](${identity.repository}).
`;
};

const introductions = (identity: PackageIdentity): Record<Language, Introduction> => {
  const { npm, pypi, pythonModule, go, dotnet, maven, java } = packageNames(identity);
  return {
    nodejs: {
      language: "Node.js",
      install: `npm install ${npm} @pulumi/pulumi`,
      fence: "ts",
      program: `import { readFileSync } from "node:fs";
import * as auditlog from "${npm}";

const audit = new auditlog.AuditLog("audit", {
    specYaml: readFileSync("audit.yaml", "utf8"),
    aws: { region: "eu-central-1" },
});
export const coverage = audit.coverage;`,
    },
    python: {
      language: "Python",
      install: `pip install ${pypi}`,
      fence: "python",
      program: `import pulumi
import ${pythonModule} as auditlog

with open("audit.yaml", encoding="utf-8") as file:
    audit = auditlog.AuditLog("audit", spec_yaml=file.read(), aws={"region": "eu-central-1"})
pulumi.export("coverage", audit.coverage)`,
    },
    go: {
      language: "Go",
      install: `go get ${go.module}`,
      fence: "go",
      program: `import (
	"os"

	"${go.package}"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		spec, err := os.ReadFile("audit.yaml")
		if err != nil {
			return err
		}
		audit, err := auditlog.NewAuditLog(ctx, "audit", &auditlog.AuditLogArgs{
			SpecYaml: pulumi.StringRef(string(spec)),
			Aws:      &auditlog.AwsPlacementArgs{Region: "eu-central-1"},
		})
		if err != nil {
			return err
		}
		ctx.Export("coverage", audit.Coverage)
		return nil
	})
}`,
    },
    dotnet: {
      language: ".NET",
      install: `dotnet add package ${dotnet.root}.${dotnet.namespace}`,
      fence: "csharp",
      program: `using System.Collections.Generic;
using System.IO;
using Pulumi;
using ${dotnet.root}.${dotnet.namespace};
using ${dotnet.root}.${dotnet.namespace}.Inputs;

return await Deployment.RunAsync(() =>
{
    var audit = new AuditLog("audit", new AuditLogArgs
    {
        SpecYaml = File.ReadAllText("audit.yaml"),
        Aws = new AwsPlacementArgs { Region = "eu-central-1" },
    });
    return new Dictionary<string, object?> { ["coverage"] = audit.Coverage };
});`,
    },
    java: {
      language: "Java",
      install: `<dependency>
  <groupId>${maven.group}</groupId>
  <artifactId>${maven.artifact}</artifactId>
  <version>${identity.version}</version>
</dependency>`,
      installFence: "xml",
      fence: "java",
      program: `import com.pulumi.Pulumi;
import ${java.base}.${java.name}.AuditLog;
import ${java.base}.${java.name}.AuditLogArgs;
import ${java.base}.${java.name}.inputs.AwsPlacementArgs;
import java.nio.file.Files;
import java.nio.file.Path;

public class App {
    public static void main(String[] arguments) throws Exception {
        var spec = Files.readString(Path.of("audit.yaml"));
        Pulumi.run(context -> {
            var audit = new AuditLog("audit", AuditLogArgs.builder()
                .specYaml(spec)
                .aws(AwsPlacementArgs.builder().region("eu-central-1").build())
                .build());
            context.export("coverage", audit.coverage());
        });
    }
}`,
    },
  };
};
