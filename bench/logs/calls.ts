import type { Random } from "./random.ts";

/** A call as records tell of it: how often of 100,000, and what differs in it. */
export interface Call {
  readonly often: number;
  readonly service: string;
  readonly name: string;
  readonly request: ((random: Random) => object) | undefined;
  readonly response?: (random: Random) => object;
  /** The type of a data event's resource. */
  readonly data?: string;
  readonly category?: "SignIn";
}

const bucket = (random: Random): string =>
  `${random.of(["prod", "dev", "stage", "acme", "logs"])}-${random.mostly(3_000)}`;
const instance = (random: Random): string => `i-0${random.hex(16)}`;
const group = (random: Random): string => `sg-0${random.hex(16)}`;
const table = (random: Random): string =>
  `${random.of(["orders", "sessions", "users", "ledger"])}-${random.mostly(400)}`;
const role = (random: Random): string => `service-role-${random.mostly(2_000)}`;

const read = (often: number, service: string, names: readonly string[], request: Call["request"]): readonly Call[] =>
  names.map((name, at) => ({ often: often / (at + 1), service, name, request }));

const write = (
  often: number,
  service: string,
  name: string,
  request: Call["request"],
  response?: Call["response"],
): Call => ({
  often,
  service,
  name,
  request,
  ...(response && { response }),
});

const key = (random: Random): object => ({
  keyId: `arn:aws:kms:eu-central-1:111122223333:key/${random.uuid()}`,
  encryptionAlgorithm: "SYMMETRIC_DEFAULT",
  encryptionContext: { "aws:s3:arn": `arn:aws:s3:::${bucket(random)}/${random.hex(24)}` },
});

const object = (random: Random): object => ({
  bucketName: bucket(random),
  Host: "s3.eu-central-1.amazonaws.com",
  key: `${random.of(["raw", "out", "tmp"])}/dt=2026-07-${10 + random.below(20)}/${random.hex(24)}.parquet`,
});

/**
 * What an organization's trail is full of: roles that are assumed, keys that are used, machines that look around; and, seldom,
 * what alerts are about.
 */
export const calls: readonly Call[] = [
  write(
    17_000,
    "sts.amazonaws.com",
    "AssumeRole",
    (random) => ({
      roleArn: `arn:aws:iam::111122223333:role/${role(random)}`,
      roleSessionName: random.hex(20),
      durationSeconds: 3600,
    }),
    (random) => ({
      credentials: {
        accessKeyId: `ASIA${random.hex(16).toUpperCase()}`,
        expiration: "Jul 1, 2026, 11:00:00 AM",
        sessionToken: random.hex(160),
      },
      assumedRoleUser: {
        assumedRoleId: `AROA${random.hex(17)}:${random.hex(12)}`,
        arn: `arn:aws:sts::111122223333:assumed-role/${role(random)}/${random.hex(12)}`,
      },
    }),
  ),
  ...read(3_000, "sts.amazonaws.com", ["GetCallerIdentity", "GetSessionToken"], undefined),
  ...read(
    9_000,
    "kms.amazonaws.com",
    ["Decrypt", "GenerateDataKey", "DescribeKey", "ListAliases", "GetKeyRotationStatus"],
    key,
  ),
  ...read(
    6_000,
    "ec2.amazonaws.com",
    [
      "DescribeInstances",
      "DescribeNetworkInterfaces",
      "DescribeSecurityGroups",
      "DescribeVolumes",
      "DescribeTags",
      "DescribeSubnets",
      "DescribeVpcs",
      "DescribeImages",
      "DescribeSnapshots",
      "DescribeRegions",
      "DescribeRouteTables",
      "DescribeInstanceStatus",
    ],
    (random) => ({
      filterSet: { items: [{ name: "instance-id", valueSet: { items: [{ value: instance(random) }] } }] },
      maxResults: 1000,
    }),
  ),
  ...read(
    4_000,
    "s3.amazonaws.com",
    [
      "GetBucketAcl",
      "GetBucketLocation",
      "ListBuckets",
      "GetBucketPolicyStatus",
      "GetBucketEncryption",
      "GetBucketTagging",
      "GetBucketVersioning",
    ],
    (random) => ({ bucketName: bucket(random), Host: "s3.amazonaws.com", acl: "" }),
  ),
  ...read(3_000, "logs.amazonaws.com", ["DescribeLogGroups", "DescribeLogStreams", "FilterLogEvents"], (random) => ({
    logGroupName: `/aws/lambda/job-${random.mostly(900)}`,
  })),
  write(2_500, "logs.amazonaws.com", "CreateLogStream", (random) => ({
    logGroupName: `/aws/lambda/job-${random.mostly(900)}`,
    logStreamName: `2026/07/01/[$LATEST]${random.hex(32)}`,
  })),
  ...read(2_500, "dynamodb.amazonaws.com", ["DescribeTable", "ListTables", "DescribeTimeToLive"], (random) => ({
    tableName: table(random),
  })),
  ...read(
    2_500,
    "lambda.amazonaws.com",
    ["GetFunction20150331v2", "ListFunctions20150331", "GetPolicy20150331v2", "ListTags20170331"],
    (random) => ({ functionName: `job-${random.mostly(900)}` }),
  ),
  ...read(
    2_000,
    "ssm.amazonaws.com",
    ["GetParameter", "GetParameters", "DescribeInstanceInformation", "ListAssociations"],
    (random) => ({ name: `/prod/app-${random.mostly(500)}/token`, withDecryption: true }),
  ),
  write(1_500, "ssm.amazonaws.com", "UpdateInstanceInformation", (random) => ({
    instanceId: instance(random),
    agentVersion: "3.3.1",
    agentStatus: "Active",
    platformType: "Linux",
  })),
  ...read(1_500, "secretsmanager.amazonaws.com", ["GetSecretValue", "DescribeSecret", "ListSecrets"], (random) => ({
    secretId: `arn:aws:secretsmanager:eu-central-1:111122223333:secret:app-${random.mostly(300)}`,
  })),
  ...read(1_500, "ecr.amazonaws.com", ["GetAuthorizationToken", "BatchGetImage", "DescribeRepositories"], (random) => ({
    repositoryName: `team/app-${random.mostly(200)}`,
    registryId: "111122223333",
  })),
  ...read(
    1_500,
    "iam.amazonaws.com",
    [
      "GetRole",
      "ListRoles",
      "GetPolicyVersion",
      "ListAttachedRolePolicies",
      "GetUser",
      "ListAccessKeys",
      "GetAccountSummary",
    ],
    (random) => ({ roleName: role(random) }),
  ),
  ...read(1_200, "monitoring.amazonaws.com", ["DescribeAlarms", "ListMetrics", "GetMetricData"], (random) => ({
    maxRecords: 100,
    nextToken: random.hex(40),
  })),
  ...read(1_200, "elasticloadbalancing.amazonaws.com", ["DescribeTargetHealth", "DescribeLoadBalancers"], (random) => ({
    targetGroupArn: `arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/app/${random.hex(16)}`,
  })),
  ...read(1_000, "autoscaling.amazonaws.com", ["DescribeAutoScalingGroups", "DescribePolicies"], (random) => ({
    maxRecords: 50,
    autoScalingGroupNames: [`asg-${random.mostly(200)}`],
  })),
  ...read(1_000, "config.amazonaws.com", ["DescribeConfigRules", "GetComplianceDetailsByConfigRule"], (random) => ({
    configRuleNames: [`rule-${random.mostly(150)}`],
  })),
  ...read(800, "eks.amazonaws.com", ["DescribeCluster", "ListClusters"], (random) => ({
    name: `cluster-${random.mostly(40)}`,
  })),
  ...read(800, "rds.amazonaws.com", ["DescribeDBInstances", "DescribeDBClusters", "ListTagsForResource"], (random) => ({
    dBInstanceIdentifier: `db-${random.mostly(120)}`,
  })),
  ...read(600, "cloudformation.amazonaws.com", ["DescribeStacks", "ListStacks", "GetTemplate"], (random) => ({
    stackName: `stack-${random.mostly(400)}`,
  })),
  ...read(500, "cloudtrail.amazonaws.com", ["LookupEvents", "DescribeTrails", "GetTrailStatus"], () => ({
    maxResults: 50,
  })),
  ...read(500, "organizations.amazonaws.com", ["DescribeOrganization", "ListAccounts"], undefined),
  { often: 3_000, service: "s3.amazonaws.com", name: "GetObject", request: object, data: "AWS::S3::Object" },
  { often: 1_500, service: "s3.amazonaws.com", name: "PutObject", request: object, data: "AWS::S3::Object" },
  write(
    300,
    "ec2.amazonaws.com",
    "RunInstances",
    (random) => ({
      instancesSet: { items: [{ imageId: `ami-0${random.hex(16)}`, minCount: 1, maxCount: 1 }] },
      instanceType: "m7g.large",
    }),
    (random) => ({ requestId: random.uuid(), instancesSet: { items: [{ instanceId: instance(random) }] } }),
  ),
  write(
    300,
    "ec2.amazonaws.com",
    "TerminateInstances",
    (random) => ({ instancesSet: { items: [{ instanceId: instance(random) }] } }),
    (random) => ({ requestId: random.uuid() }),
  ),
  write(
    250,
    "ec2.amazonaws.com",
    "CreateNetworkInterface",
    (random) => ({ subnetId: `subnet-0${random.hex(16)}`, groupSet: { items: [{ groupId: group(random) }] } }),
    (random) => ({ requestId: random.uuid() }),
  ),
  write(
    200,
    "ec2.amazonaws.com",
    "CreateTags",
    (random) => ({
      resourcesSet: { items: [{ resourceId: instance(random) }] },
      tagSet: { items: [{ key: "owner", value: random.hex(6) }] },
    }),
    (random) => ({ requestId: random.uuid(), _return: true }),
  ),
  write(
    40,
    "ec2.amazonaws.com",
    "AuthorizeSecurityGroupIngress",
    (random) => ({
      groupId: group(random),
      ipPermissions: {
        items: [
          {
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            ipRanges: { items: [{ cidrIp: `10.${random.below(256)}.0.0/16` }] },
          },
        ],
      },
    }),
    (random) => ({ requestId: random.uuid(), _return: true }),
  ),
  write(
    15,
    "ec2.amazonaws.com",
    "CreateRoute",
    (random) => ({ routeTableId: `rtb-0${random.hex(16)}`, destinationCidrBlock: "0.0.0.0/0" }),
    (random) => ({ requestId: random.uuid(), _return: true }),
  ),
  write(
    6,
    "ec2.amazonaws.com",
    "ModifySnapshotAttribute",
    (random) => ({
      snapshotId: `snap-0${random.hex(16)}`,
      createVolumePermission: { add: { items: [{ userId: "444455556666" }] } },
    }),
    (random) => ({ requestId: random.uuid(), _return: true }),
  ),
  write(30, "s3.amazonaws.com", "PutBucketPolicy", (random) => ({
    bucketName: bucket(random),
    bucketPolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "s3:GetObject",
          Resource: "*",
        },
      ],
    },
  })),
  write(10, "s3.amazonaws.com", "DeleteBucketPublicAccessBlock", (random) => ({
    bucketName: bucket(random),
    publicAccessBlock: "",
  })),
  write(40, "iam.amazonaws.com", "AttachRolePolicy", (random) => ({
    roleName: role(random),
    policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
  })),
  write(
    20,
    "iam.amazonaws.com",
    "CreateAccessKey",
    (random) => ({ userName: `user-${random.mostly(300)}` }),
    (random) => ({ accessKey: { accessKeyId: `AKIA${random.hex(16).toUpperCase()}`, status: "Active" } }),
  ),
  write(
    10,
    "iam.amazonaws.com",
    "CreateUser",
    (random) => ({ userName: `user-${random.below(10_000)}` }),
    (random) => ({ user: { userId: `AIDA${random.hex(17)}` } }),
  ),
  write(10, "iam.amazonaws.com", "UpdateAssumeRolePolicy", (random) => ({
    roleName: role(random),
    policyDocument: '{"Version":"2012-10-17","Statement":[]}',
  })),
  write(
    4,
    "kms.amazonaws.com",
    "ScheduleKeyDeletion",
    (random) => ({ keyId: random.uuid(), pendingWindowInDays: 30 }),
    (random) => ({ keyId: random.uuid() }),
  ),
  write(2, "cloudtrail.amazonaws.com", "StopLogging", (random) => ({ name: `trail-${random.below(5)}` })),
  write(2, "cloudtrail.amazonaws.com", "DeleteTrail", (random) => ({ name: `trail-${random.below(5)}` })),
  {
    often: 60,
    service: "signin.amazonaws.com",
    name: "ConsoleLogin",
    request: undefined,
    response: (random) => ({ ConsoleLogin: random.below(20) === 0 ? "Failure" : "Success" }),
    category: "SignIn",
  },
];
