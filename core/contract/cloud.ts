/** The clouds that a spec can be deployed to. */
export const clouds = ["aws", "gcp", "azure"] as const;

export type Cloud = (typeof clouds)[number];

/** Each cloud's name as people write it. */
export const cloudNames = {
  aws: "AWS",
  gcp: "Google Cloud",
  azure: "Azure",
} as const satisfies Record<Cloud, string>;
