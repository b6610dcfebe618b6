import * as pulumi from "@pulumi/pulumi";

/**
 * Cloud Monitoring knows a metric of Cloud Logging only some minutes after it was made, up to ten, and until then refuses
 * policies that name it. https://github.com/hashicorp/terraform-provider-google/issues/11102
 */
const unknownMetric = /Cannot find metric\(s\) that match type = "logging\.googleapis\.com\/user\//;

const firstPausesSeconds = [5, 10, 20];
const pauseSeconds = 30;
const mostSeconds = 12 * 60;

/** How long to wait after so many refusals; nothing where it has been long enough. */
export const pauseAfter = (refusals: number): number | undefined => {
  const before = firstPausesSeconds.reduce((sum, pause) => sum + pause, 0);
  const later = refusals - firstPausesSeconds.length;
  if (later <= 0) return firstPausesSeconds[refusals - 1];
  return before + later * pauseSeconds <= mostSeconds ? pauseSeconds : undefined;
};

const wait = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/** Whether the operation is to be tried again, once it is time. The errors are those of one resource, the newest first. */
export const retriesUnknownMetric = async (
  { errors: [newest = "", ...others] }: Pick<pulumi.ErrorHookArgs, "errors">,
  sleep = wait,
): Promise<boolean> => {
  const pause = unknownMetric.test(newest) ? pauseAfter(1 + others.length) : undefined;
  if (pause === undefined) return false;
  await sleep(pause);
  return true;
};

/** The engine knows hooks by their names, of which no two in a deployment may be the same. */
export const metricWait = (place: string): pulumi.ErrorHook =>
  new pulumi.ErrorHook(`auditlog-metric-wait:${place}`, retriesUnknownMetric);
