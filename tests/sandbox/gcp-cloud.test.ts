import { describe, expect, test } from "vitest";
import { gcp } from "../../sandbox/gcp/cloud.ts";
import { keyLocationFor } from "../../sandbox/gcp/locations.ts";
import { projectNumber } from "../../sandbox/gcp/project.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { bucket, CONFIG, callOf, PROJECT, refusalsOf, typeOf } from "./gcp-case.ts";
import { memoryStore } from "./memory-store.ts";

const invoke = (token: string, args: Properties, config = CONFIG) =>
  gcp.invokes[token]?.(args, config, memoryStore([]));
const number = projectNumber(PROJECT);

describe("Google Cloud in the sandbox", () => {
  test("Every type has a token of its own", () => {
    expect(gcp.types.map(({ token }) => token).sort()).toEqual(Object.values(tokens).sort());
  });

  test("The key of an EU store lies in europe, as Cloud KMS calls it", () => {
    expect(["EU", "eu", "US", "NAM4", "europe-west1"].map(keyLocationFor)).toEqual([
      "europe",
      "europe",
      "us",
      "nam4",
      "europe-west1",
    ]);
  });

  test("A project's number is stable, has twelve digits, and differs from project to project", () => {
    expect(number).toMatch(/^[1-9]\d{11}$/);
    expect(projectNumber(PROJECT)).toBe(number);
    expect(projectNumber("acme-dev")).not.toBe(number);
    expect(projectNumber(number)).toBe(number);
  });

  test("The agents' addresses are those that the data sources tell", () => {
    expect(invoke("gcp:storage/getProjectServiceAccount:getProjectServiceAccount", {})).toEqual({
      id: `service-${number}@gs-project-accounts.iam.gserviceaccount.com`,
      project: PROJECT,
      emailAddress: `service-${number}@gs-project-accounts.iam.gserviceaccount.com`,
      member: `serviceAccount:service-${number}@gs-project-accounts.iam.gserviceaccount.com`,
    });
    expect(invoke("gcp:logging/getProjectCmekSettings:getProjectCmekSettings", { project: PROJECT })).toEqual({
      id: "projects/acme-prod/cmekSettings",
      name: "projects/acme-prod/cmekSettings",
      project: PROJECT,
      serviceAccountId: `cmek-p${number}@gcp-sa-logging.iam.gserviceaccount.com`,
      kmsKeyName: "",
      kmsKeyVersionName: "",
    });
    expect(invoke("gcp:logging/getProjectSettings:getProjectSettings", { project: PROJECT })).toMatchObject({
      kmsServiceAccountId: `cmek-p${number}@gcp-sa-logging.iam.gserviceaccount.com`,
      loggingServiceAccountId: `service-${number}@gcp-sa-logging.iam.gserviceaccount.com`,
    });
    expect(invoke("gcp:organizations/getProject:getProject", {})).toMatchObject({ projectId: PROJECT, number });
  });

  test("A data source without a project says so", () => {
    const token = "gcp:storage/getProjectServiceAccount:getProjectServiceAccount";
    expect(() => invoke(token, {}, {})).toThrow("project: required field is not set");
  });

  test("A bucket tells its address, its project's number, and the defaults of what was left out", () => {
    const { token, inputs } = bucket();
    expect(typeOf(token).outputs(inputs, CONFIG, memoryStore([]), "acme-audit")).toEqual({
      project: PROJECT,
      projectNumber: Number(number),
      location: "EUROPE-WEST1",
      selfLink: "https://www.googleapis.com/storage/v1/b/acme-audit",
      url: "gs://acme-audit",
      storageClass: "STANDARD",
      publicAccessPrevention: "inherited",
      uniformBucketLevelAccess: true,
      softDeletePolicy: { retentionDurationSeconds: 604_800 },
      versioning: { enabled: false },
      rpo: "",
      effectiveLabels: {},
      pulumiLabels: {},
    });
  });

  test("A log view's grant is named by the bridge when the program leaves its name out, and then finds no view", () => {
    expect(typeOf(tokens.viewGrant).autoname).toEqual({ property: "name", form: "dash-7-hex", maxLength: 255 });
    const inputs = { parent: `projects/${PROJECT}`, location: "global", bucket: "_Default", name: "readers-1a2b3c4" };
    const call = callOf({
      token: tokens.viewGrant,
      inputs: { ...inputs, role: "roles/logging.viewAccessor", member: "user:a@acme.com" },
    });
    expect(refusalsOf(call).map(({ rule }) => rule)).toEqual(["logging-granted-view-exists"]);
  });
});
