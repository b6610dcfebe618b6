import { type Call, calls } from "./calls.ts";
import { Random } from "./random.ts";

/** An organization: most of its accounts and regions are little used. */
const [accounts, roles, users, addresses] = [120, 2_000, 300, 6_000];
const regions = [
  "eu-central-1",
  "us-east-1",
  "eu-west-1",
  "us-west-2",
  "ap-southeast-1",
  "eu-north-1",
  "ap-northeast-1",
  "sa-east-1",
];
const services = ["autoscaling", "ec2", "lambda", "config", "ecs-tasks", "cloudtrail", "s3", "rds", "eks", "ssm"];
const errors = [
  "AccessDenied",
  "ThrottlingException",
  "ResourceNotFoundException",
  "Client.UnauthorizedOperation",
  "NoSuchEntityException",
  "ValidationException",
];
const agents = Array.from(
  { length: 60 },
  (_, at) =>
    [
      `aws-sdk-go-v2/1.${30 + at} os/linux lang/go#1.24.${at % 9} md/GOOS#linux md/GOARCH#arm64 api/sts#1.${at}.0`,
      `Boto3/1.${20 + at}.4 md/Botocore#1.${20 + at}.4 ua/2.0 os/linux#6.1.${at} md/arch#x86_64 lang/python#3.12.${at % 7}`,
      `aws-sdk-java/2.${at}.15 Linux/5.10.${at} OpenJDK_64-Bit_Server_VM/21.0.${at % 5} Java/21 vendor/Amazon.com_Inc.`,
    ][at % 3]!,
);

const total = calls.reduce((sum, { often }) => sum + often, 0);

/** Sums of how often, so that a call is found by a number. */
const upTo = calls.map((_, at) => calls.slice(0, at + 1).reduce((sum, { often }) => sum + often, 0));

const callOf = (random: Random): Call => {
  const at = random.next() * total;
  return calls[upTo.findIndex((sum) => at < sum)]!;
};

const accountOf = (random: Random): string => String(100_000_000_000 + random.mostly(accounts) * 7_000_003_001);

/** A tenth by people, a quarter by services, the rest by roles, each with a session of its own name. */
const identityOf = (random: Random, account: string, at: string): object => {
  const who = random.next();
  if (who < 0.25) return { type: "AWSService", invokedBy: `${random.of(services)}.amazonaws.com` };
  if (who < 0.3) {
    const name = `user-${random.mostly(users)}`;
    const arn = `arn:aws:iam::${account}:user/${name}`;
    return {
      type: "IAMUser",
      principalId: `AIDA${name.toUpperCase()}`,
      arn,
      accountId: account,
      accessKeyId: `AKIA${random.hex(16)}`,
      userName: name,
    };
  }
  if (who < 0.3001)
    return { type: "Root", principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account };
  const name = `service-role-${random.mostly(roles)}`;
  const session =
    who < 0.4
      ? `person-${random.mostly(users)}@example.com`
      : random.of([`i-0${random.hex(16)}`, random.hex(12), "session", `${random.below(1e9)}`]);
  const principal = `AROA${name.toUpperCase().replaceAll("-", "")}`;
  return {
    type: "AssumedRole",
    principalId: `${principal}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${name}/${session}`,
    accountId: account,
    accessKeyId: `ASIA${random.hex(16).toUpperCase()}`,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: principal,
        arn: `arn:aws:iam::${account}:role/${name}`,
        accountId: account,
        userName: name,
      },
      attributes: { creationDate: at, mfaAuthenticated: who < 0.4 ? "true" : "false" },
      ...(who < 0.5 && { ec2RoleDelivery: "2.0" }),
    },
    ...(who > 0.9 && { invokedBy: `${random.of(services)}.amazonaws.com` }),
  };
};

const addressOf = (random: Random): string => {
  const at = random.mostly(addresses);
  return `${[10, 52, 3, 18][at % 4]}.${at >> 8}.${(at * 13) % 256}.${at % 256}`;
};

const isReading = ({ name }: Call): boolean =>
  /^(?:Get|List|Describe|BatchGet|Filter|Lookup|AssumeRole|Decrypt|Generate)/.test(name);

/** A record, of a second since 1970. */
const recordOf = (random: Random, second: number): object => {
  const call = callOf(random);
  const account = accountOf(random);
  const region = regions[random.mostly(regions.length)]!;
  const time = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
  const identity = identityOf(random, account, time);
  const invokedBy = (identity as { invokedBy?: string }).invokedBy;
  const failed = random.next() < 0.03;
  const isSignIn = call.category !== undefined;
  return {
    eventVersion: random.of(["1.08", "1.09", "1.11", "1.11", "1.11"]),
    userIdentity: identity,
    eventTime: time,
    eventSource: call.service,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: invokedBy ?? addressOf(random),
    userAgent: invokedBy ?? agents[random.mostly(agents.length)],
    ...(failed && {
      errorCode: random.of(errors),
      errorMessage: `User is not authorized to perform: ${call.name} (request ${random.hex(12)})`,
    }),
    requestParameters: call.request?.(random) ?? null,
    responseElements: failed ? null : (call.response?.(random) ?? null),
    ...((call.data !== undefined || isSignIn) && {
      additionalEventData: isSignIn
        ? { MFAUsed: random.of(["Yes", "Yes", "No"]), MobileVersion: "No" }
        : { bytesTransferredIn: 0, bytesTransferredOut: random.below(1e7), "x-amz-id-2": random.hex(64) },
    }),
    requestID: random.uuid(),
    eventID: random.uuid(),
    readOnly: isReading(call),
    ...(call.data !== undefined && {
      resources: [
        { type: call.data, ARN: `arn:aws:s3:::prod-${random.mostly(3_000)}/${random.hex(24)}` },
        { accountId: account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::prod-${random.mostly(3_000)}` },
      ],
    }),
    eventType: isSignIn ? "AwsConsoleSignIn" : "AwsApiCall",
    managementEvent: call.data === undefined,
    recipientAccountId: account,
    ...(random.next() < 0.1 && { sharedEventID: random.uuid() }),
    eventCategory: call.data === undefined ? "Management" : "Data",
    ...(invokedBy === undefined && {
      tlsDetails: {
        tlsVersion: "TLSv1.3",
        cipherSuite: "TLS_AES_128_GCM_SHA256",
        clientProvidedHostHeader: `${call.service.replace(".", `.${region}.`)}`,
      },
    }),
    ...(random.next() < 0.02 && { sessionCredentialFromConsole: "true" }),
  };
};

const from = Date.parse("2026-07-01T00:00:00Z") / 1000;
const aSecond = 100;

/** Lines of CloudTrail's records as an organization's trail has them, a hundred a second; the same for the same seed. */
export function* cloudTrailLines(seed: number): Generator<string> {
  const random = new Random(seed);
  for (let record = 0; ; record += 1)
    yield `${JSON.stringify(recordOf(random, from + Math.floor(record / aSecond)))}\n`;
}
