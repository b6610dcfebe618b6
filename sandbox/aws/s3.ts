import type { ResourceType } from "../resource.ts";
import { ownershipControls, publicAccessBlock } from "./s3-access.ts";
import { bucket } from "./s3-bucket.ts";
import { encryption } from "./s3-encryption.ts";
import { lifecycle } from "./s3-lifecycle.ts";
import { objectLock, versioning } from "./s3-lock.ts";
import { logging } from "./s3-logging.ts";
import { bucketPolicy } from "./s3-policy.ts";
import { replication } from "./s3-replication.ts";

export const s3: readonly ResourceType[] = [
  bucket,
  bucketPolicy,
  publicAccessBlock,
  ownershipControls,
  versioning,
  objectLock,
  encryption,
  lifecycle,
  logging,
  replication,
];
