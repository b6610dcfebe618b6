/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
export const METRIC_UNITS: readonly string[] = [
  "Seconds Microseconds Milliseconds Bytes Kilobytes Megabytes Gigabytes Terabytes Bits Kilobits Megabits Gigabits",
  "Terabits Percent Count Bytes/Second Kilobytes/Second Megabytes/Second Gigabytes/Second Terabytes/Second",
  "Bits/Second Kilobits/Second Megabits/Second Gigabits/Second Terabits/Second Count/Second None",
]
  .join(" ")
  .split(" ");
