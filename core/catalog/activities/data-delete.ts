import type { Activity } from "../activity.ts";

export const dataDelete: Activity = {
  id: "data.delete",
  title: "Data deleted",
  description: "Objects, rows, messages or images are deleted in the data plane.",
  aws: {
    "dynamodb.amazonaws.com": ["DeleteItem"],
    "ecr.amazonaws.com": ["BatchDeleteImage"],
    "s3.amazonaws.com": ["AbortMultipartUpload", "DeleteObject", "DeleteObjects", "DeleteObjectTagging"],
    "sqs.amazonaws.com": ["DeleteMessage", "PurgeQueue"],
  },
  gcp: {
    "artifactregistry.googleapis.com": [
      "*.DeletePackage",
      "*.DeleteVersion",
      "Docker-DeleteManifest",
      "Docker-DeleteTag",
    ],
    "bigquery.googleapis.com": [
      "datasetservice.delete",
      "google.cloud.bigquery.v2.DatasetService.DeleteDataset",
      "google.cloud.bigquery.v2.TableService.DeleteTable",
      "tableservice.delete",
    ],
    "bigtableadmin.googleapis.com": ["*.DropRowRange"],
    "firestore.googleapis.com": ["*.Firestore.DeleteDocument"],
    "healthcare.googleapis.com": [
      "*.DicomWebService.Delete*",
      "*.FhirService.DeleteResource*",
      "*.Hl7V2Service.DeleteMessage",
    ],
    "storage.googleapis.com": ["storage.objects.delete"],
  },
  azureResource: {
    "Microsoft.Storage": ["ClearMessages", "Delete*"],
  },
};
