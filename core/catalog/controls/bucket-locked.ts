import { type Control, met, notApplicable, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

const elsewhere = () => notApplicable("it is asked of Cloud Storage's buckets alone");

export const control: Control = {
  id: "bucket-locked",
  area: "immutability",
  title: "The retention policy of the Cloud Storage bucket is locked",
  why: "A policy that is not locked can be removed by an administrator, and so by who becomes one.",
  requirements: asked({ cis: ["Google Cloud 2.4"] }),
  clouds: {
    aws: elsewhere,
    gcp: ({ settings }) =>
      settings.retention.immutability === "compliance"
        ? met("retention.immutability is compliance")
        : notMet(`retention.immutability is ${settings.retention.immutability}, which locks nothing for good`),
    azure: elsewhere,
  },
};
