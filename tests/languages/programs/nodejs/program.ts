import * as pulumi from "@pulumi/pulumi";
import { CommandError, LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import * as auditlog from "pulumi-auditlog";

const days = Number(process.env.RETENTION_DAYS);

const program = async () => {
  const audit = new auditlog.AuditLog("audit", {
    spec: {
      version: 1,
      evidence: auditlog.Evidence.Disposable,
      capture: {
        data: [{ service: auditlog.DataService.Storage, access: auditlog.DataAccess.Write }],
        bestEffort: [auditlog.CaptureKind.Data],
      },
      retention: { days, searchableDays: 30, immutability: "none" },
      alerts: {
        catalog: [auditlog.AlertSelection.RootUse],
        custom: [
          {
            name: "many-denials",
            when: 'outcome == "denied"',
            severity: "medium",
            threshold: { count: 20, withinMinutes: 10 },
          },
        ],
      },
    },
    channels: { mail: { email: { address: pulumi.output("security@example.com") } } },
    tags: { team: "security" },
    aws: { region: "eu-central-1" },
    gcp: { project: "acme-test", location: "europe-west3" },
    azure: { location: "westeurope", redundancy: auditlog.AzureRedundancy.LRS },
  });
  return { archive: audit.aws.apply((aws) => aws?.archive), asked: audit.coverage.apply((rows) => rows.length > 0) };
};

const main = async () => {
  const stack = await LocalWorkspace.createOrSelectStack({ projectName: "test", stackName: "same", program });
  await stack.setConfig("aws:region", { value: "eu-central-1" });
  try {
    const first = await stack.up();
    const second = await stack.up();
    console.log(JSON.stringify({ first: first.summary.resourceChanges, second: second.summary.resourceChanges }));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.log(JSON.stringify({ kind: error.name, message: error.message }));
  }
};

main();
