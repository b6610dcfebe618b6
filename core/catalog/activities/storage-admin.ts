import type { Activity } from "../activity.ts";

// Azure records the making of an account or container and a change of it as the same operation, so it is in
// storage.policy.change as well. `*isks` is `disks` and `regionDisks`.
export const storageAdmin: Activity = {
  id: "storage.admin",
  title: "Stores made and deleted",
  description: "A bucket, storage account, container, file share or disk is made, attached, resized or deleted.",
  aws: {
    "ec2.amazonaws.com": ["AttachVolume", "CreateVolume", "DeleteVolume", "DetachVolume", "ModifyVolume"],
    "elasticfilesystem.amazonaws.com": [
      "CreateFileSystem",
      "CreateMountTarget",
      "DeleteFileSystem",
      "DeleteMountTarget",
      "UpdateFileSystem",
    ],
    "fsx.amazonaws.com": ["CreateFileSystem", "CreateVolume", "DeleteFileSystem", "DeleteVolume", "UpdateFileSystem"],
    "glacier.amazonaws.com": ["CreateVault", "DeleteArchive", "DeleteVault"],
    "s3.amazonaws.com": ["CreateBucket", "DeleteBucket"],
  },
  gcp: {
    "compute.googleapis.com": [
      "*.compute.*isks.delete",
      "*.compute.*isks.insert",
      "*.compute.*isks.resize",
      "*.compute.*isks.update",
    ],
    "storage.googleapis.com": ["storage.buckets.create", "storage.buckets.delete"],
  },
  azure: {
    "Microsoft.Compute": ["disks/delete", "disks/write"],
    "Microsoft.NetApp": ["*"],
    "Microsoft.Storage": [
      "storageAccounts/blobServices/containers/delete",
      "storageAccounts/blobServices/containers/write",
      "storageAccounts/delete",
      "storageAccounts/fileServices/shares/delete",
      "storageAccounts/fileServices/shares/write",
      "storageAccounts/write",
    ],
  },
  when: {
    gcp: 'service in ["file.googleapis.com", "netapp.googleapis.com"] && access == "write"',
  },
};
