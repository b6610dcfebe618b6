/**
 * The regions of each partition, whose folders the archive's table reads. A region that is missing here is missing there.
 * https://docs.aws.amazon.com/general/latest/gr/cloudtrail-service.html
 */
const commercial = [
  ..."us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 mx-central-1 sa-east-1 af-south-1".split(" "),
  ..."eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3".split(" "),
  ..."il-central-1 me-central-1 me-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3".split(" "),
  ..."ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5".split(" "),
  ..."ap-southeast-6 ap-southeast-7".split(" "),
] as const;

/** Those of the same partition, by how its regions' names begin; of a partition that isn't known, the region alone. */
const others: readonly (readonly [prefix: string, regions: readonly string[]])[] = [
  ["cn-", ["cn-north-1", "cn-northwest-1"]],
  ["us-gov-", ["us-gov-east-1", "us-gov-west-1"]],
];

/** The regions whose events a trail of this one has; the region itself is always among them. */
export const archiveRegions = (region: string): readonly string[] => {
  const [, regions = commercial] = others.find(([prefix]) => region.startsWith(prefix)) ?? [];
  if (regions.includes(region)) return regions;
  return /^(?:us-iso|us-isob|us-isof|eu-isoe|eusc-)/.test(region) ? [region] : [...regions, region];
};
