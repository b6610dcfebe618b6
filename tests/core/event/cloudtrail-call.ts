/** A call as CloudTrail records it: a write of a user, among the management events. */
export const cloudTrailCall = (
  eventSource: string,
  eventName: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  eventVersion: "1.11",
  eventTime: "2026-07-01T10:00:00Z",
  eventSource,
  eventName,
  awsRegion: "eu-west-1",
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/max" },
  readOnly: false,
  eventCategory: "Management",
  eventType: "AwsApiCall",
  managementEvent: true,
  ...more,
});
