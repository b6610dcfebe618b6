import { everywhere, type Question } from "../question.ts";

export const question: Question = {
  id: "on-resource",
  title: "What happened to one resource?",
  parameters: [
    {
      name: "resource",
      title: "the resource, as the log names it",
      examples: {
        aws: "arn:aws:s3:::prod-orders",
        gcp: "projects/_/buckets/prod-orders",
        azure:
          "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/prod/providers/Microsoft.Storage/storageAccounts/prodorders",
      },
    },
  ],
  clouds: everywhere(`resource == "\${resource}"`),
};
