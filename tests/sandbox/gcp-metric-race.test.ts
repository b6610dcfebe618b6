import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { gcp } from "../../sandbox/gcp/cloud.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import { goodMetric, loggingOn, monitoringOn, thresholdPolicy } from "./gcp-alert-world.ts";
import { CONFIG } from "./gcp-case.ts";
import { refusal, serveEach } from "./server-client.ts";

const provider = serveEach(gcp, { config: CONFIG });

const createMetric = async () => {
  for (const { token, inputs } of [loggingOn, monitoringOn]) await provider.create(token, inputs);
  return provider.create(tokens.logMetric, goodMetric);
};
const createPolicy = () => provider.create(tokens.alertPolicy, thresholdPolicy());
const invisible =
  'Error 404 NOT_FOUND: googleapi: Error 404: Cannot find metric(s) that match type = "logging.googleapis.com/user/root-use". If a metric was created recently, it could take up to 10 minutes to become available. Please try again soon.';

describe("A metric and an alert policy on it, one right after the other", () => {
  it("are refused by default, as Google Cloud does", async () => {
    await createMetric();
    await expect(createPolicy()).rejects.toMatchObject(refusal(`creating ${tokens.alertPolicy} (mine): ${invisible}`));
  });

  it("are accepted where the provider is configured not to wait", async () => {
    await provider.configure({ ...CONFIG, metricDelaySeconds: "0" });
    await createMetric();
    expect((await createPolicy()).id).toMatch(/^projects\/acme-prod\/alertPolicies\/\d+$/);
  });

  it("are accepted once the metric is old enough, though it was changed since", async () => {
    await provider.configure({ ...CONFIG, metricDelaySeconds: "0.3" });
    const { id } = await createMetric();
    await expect(createPolicy()).rejects.toMatchObject({ details: expect.stringContaining(invisible) });
    await setTimeout(300);
    await provider.update(tokens.logMetric, id, { ...goodMetric, disabled: true });
    expect((await createPolicy()).id).toMatch(/^projects\/acme-prod\/alertPolicies\/\d+$/);
  });
});
