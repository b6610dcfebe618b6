import type { Activity } from "../activity.ts";

export const dataWrite: Activity = {
  id: "data.write",
  title: "Data written",
  description: "Objects, rows, messages or images are written in the data plane. Deletions are data.delete.",
  aws: {
    "codecommit.amazonaws.com": ["GitPush"],
    "dynamodb.amazonaws.com": ["BatchWriteItem", "ExecuteStatement", "PutItem", "TransactWriteItems", "UpdateItem"],
    "ebs.amazonaws.com": ["PutSnapshotBlock"],
    "ecr.amazonaws.com": ["CompleteLayerUpload", "InitiateLayerUpload", "PutImage", "UploadLayerPart"],
    "kinesis.amazonaws.com": ["PutRecord", "PutRecords"],
    "s3.amazonaws.com": [
      "CompleteMultipartUpload",
      "CopyObject",
      "CreateMultipartUpload",
      "PutObject",
      "PutObjectAcl",
      "PutObjectLegalHold",
      "PutObjectRetention",
      "PutObjectTagging",
      "RenameObject",
      "RestoreObject",
      "UpdateObjectEncryption",
      "UploadPart",
      "UploadPartCopy",
    ],
    "sns.amazonaws.com": ["Publish"],
    "sqs.amazonaws.com": ["SendMessage"],
  },
  gcp: {
    "artifactregistry.googleapis.com": ["Docker-FinishUpload", "Docker-PutManifest", "Docker-StartUpload"],
    "bigquery.googleapis.com": [
      "google.cloud.bigquery.storage.*.AppendRows",
      "google.cloud.bigquery.v2.TableDataService.InsertAll",
    ],
    "bigtable.googleapis.com": ["*.CheckAndMutateRow", "*.MutateRow*", "*.ReadModifyWriteRow"],
    "datastore.googleapis.com": ["*.Datastore.Commit"],
    "firestore.googleapis.com": [
      "*.Firestore.BatchWrite",
      "*.Firestore.Commit",
      "*.Firestore.CreateDocument",
      "*.Firestore.UpdateDocument",
      "*.Firestore.Write",
    ],
    "healthcare.googleapis.com": [
      "*.DicomWebService.StoreInstances",
      "*.FhirService.CreateResource",
      "*.FhirService.ExecuteBundle",
      "*.FhirService.PatchResource",
      "*.FhirService.UpdateResource",
      "*.Hl7V2Service.CreateMessage",
      "*.Hl7V2Service.IngestMessage",
    ],
    "pubsub.googleapis.com": ["*.Publisher.Publish"],
    "sourcerepo.googleapis.com": ["*.GitProtocol.ReceivePack"],
    "spanner.googleapis.com": ["google.spanner.v1.Spanner.Commit", "google.spanner.v1.Spanner.ExecuteBatchDml"],
    "storage.googleapis.com": ["storage.objects.create", "storage.objects.update"],
  },
  when: {
    azure:
      'category == "data" && service == "Microsoft.Storage" && access == "write" && !operation.startsWith("Delete") && operation != "ClearMessages"',
  },
};
