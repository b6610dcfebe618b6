// Does not prove that the engine asks: tests/engine/alerts-gcp.test.ts does.
import { describe, expect, test } from "vitest";
import { pauseAfter, retriesUnknownMetric } from "../../components/gcp/metric-wait.ts";

const unknown =
  '1 error occurred: * Error creating AlertPolicy: googleapi: Error 404: Cannot find metric(s) that match type = "logging.googleapis.com/user/auditlog-each-firewall-change-1f2e3d4". If a metric was created recently, it could take up to 10 minutes to become available. Please try again soon.';

/** Whether it is tried again, and after how many seconds. */
const answerTo = async (...errors: string[]) => {
  const slept: number[] = [];
  const retries = await retriesUnknownMetric({ errors }, async (seconds) => void slept.push(seconds));
  return { retries, slept };
};

describe("a policy whose metric is not known yet", () => {
  test("is tried again, soon at first and then every half minute", async () => {
    expect(await answerTo(unknown)).toEqual({ retries: true, slept: [5] });
    expect(await answerTo(unknown, unknown)).toEqual({ retries: true, slept: [10] });
    expect(await answerTo(unknown, unknown, unknown)).toEqual({ retries: true, slept: [20] });
    expect(await answerTo(unknown, unknown, unknown, unknown)).toEqual({ retries: true, slept: [30] });
  });

  test("is given up after twelve minutes, which are longer than the ten that it may take", async () => {
    const pauses: number[] = [];
    for (let pause = pauseAfter(1); pause !== undefined; pause = pauseAfter(pauses.length + 1)) pauses.push(pause);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(5 + 10 + 20 + 22 * 30);
    expect(pauses).toHaveLength(25);
    expect(await answerTo(...Array.from({ length: 26 }, () => unknown))).toEqual({ retries: false, slept: [] });
  });
});

test.each([
  "googleapi: Error 403: Permission monitoring.alertPolicies.create denied",
  'googleapi: Error 404: Cannot find metric(s) that match type = "compute.googleapis.com/instance/no-such-metric"',
  "googleapi: Error 404: Requested entity was not found.",
])("any other error fails at once: %s", async (error) => {
  expect(await answerTo(error)).toEqual({ retries: false, slept: [] });
  expect(await answerTo(error, unknown)).toEqual({ retries: false, slept: [] });
});
