import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import ts from "typescript";
import type { PropertyShapes, Shape, Shapes } from "./shapes.ts";

/** Per SDK, the files of the resources that the sandbox knows, without their ending. */
const resourceFiles = {
  "@pulumi/aws": [
    "athena/namedQuery",
    "athena/workgroup",
    "chatbot/slackChannelConfiguration",
    "cloudtrail/trail",
    "cloudwatch/eventApiDestination",
    "cloudwatch/eventConnection",
    "cloudwatch/eventRule",
    "cloudwatch/eventTarget",
    "cloudwatch/logGroup",
    "cloudwatch/logMetricFilter",
    "cloudwatch/logStream",
    "cloudwatch/logSubscriptionFilter",
    "cloudwatch/metricAlarm",
    "cloudwatch/queryDefinition",
    "glue/catalogDatabase",
    "glue/catalogTable",
    "iam/role",
    "iam/rolePolicy",
    "kinesis/firehoseDeliveryStream",
    "kms/alias",
    "kms/key",
    "organizations/policy",
    "organizations/policyAttachment",
    "s3/bucket",
    "s3/bucketLifecycleConfiguration",
    "s3/bucketLogging",
    "s3/bucketObjectLockConfiguration",
    "s3/bucketOwnershipControls",
    "s3/bucketPolicy",
    "s3/bucketPublicAccessBlock",
    "s3/bucketReplicationConfig",
    "s3/bucketServerSideEncryptionConfiguration",
    "s3/bucketVersioning",
    "sns/topic",
    "sns/topicPolicy",
    "sns/topicSubscription",
    "sqs/queue",
    "sqs/queuePolicy",
  ],
  "@pulumi/azure-native": [
    "aadiam/diagnosticSetting",
    "authorization/roleAssignment",
    "eventhub/eventHub",
    "eventhub/eventHubAuthorizationRule",
    "eventhub/namespace",
    "eventhub/namespaceAuthorizationRule",
    "keyvault/key",
    "keyvault/vault",
    "logic/workflow",
    "managedidentity/userAssignedIdentity",
    "monitor/actionGroup",
    "monitor/activityLogAlert",
    "monitor/diagnosticSetting",
    "monitor/scheduledQueryRule",
    "monitor/subscriptionDiagnosticSetting",
    "operationalinsights/savedSearch",
    "operationalinsights/workspace",
    "resources/resourceGroup",
    "storage/blobContainer",
    "storage/blobServiceProperties",
    "storage/managementPolicy",
    "storage/storageAccount",
  ],
  "@pulumi/gcp": [
    "kms/cryptoKey",
    "kms/cryptoKeyIAMMember",
    "kms/keyRing",
    "logging/logViewIamMember",
    "logging/metric",
    "logging/organizationSink",
    "logging/projectBucketConfig",
    "logging/projectExclusion",
    "logging/projectSink",
    "logging/savedQuery",
    "monitoring/alertPolicy",
    "monitoring/notificationChannel",
    "organizations/iamAuditConfig",
    "projects/iamauditConfig",
    "projects/iammember",
    "projects/service",
    "projects/serviceIdentity",
    "pubsub/subscription",
    "pubsub/topic",
    "pubsub/topicIAMMember",
    "storage/bucket",
    "storage/bucketIAMMember",
  ],
} as const;

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;
type Declarations = ReadonlyMap<string, Declaration>;

/** What a type reference in one SDK can mean. */
interface Scope {
  /** `types/input.d.ts`, by `s3.BucketGrant`. */
  inputs: Declarations;
  /** The string values of an enum, by `storage.Kind`. */
  enumValues(name: string): string[];
  /** The interfaces that are being read, so that a recursive one ends. */
  open: readonly string[];
}

const require = createRequire(import.meta.url);
const output = new URL("./shapes.json", import.meta.url);

function parseFile(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
}

function declarationsOf(statements: readonly ts.Statement[], prefix = ""): [string, Declaration][] {
  return statements.flatMap((statement): [string, Declaration][] => {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
      return [[prefix + statement.name.text, statement]];
    if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body))
      return declarationsOf(statement.body.statements, `${prefix}${statement.name.text}.`);
    return [];
  });
}

function enumReader(sdk: string): Scope["enumValues"] {
  return (name) => {
    const dot = name.lastIndexOf(".");
    const folder = name.slice(0, dot).replaceAll(".", "/");
    const values = require(require.resolve(`${sdk}/types/enums/${folder}/index.js`))[name.slice(dot + 1)];
    if (values === undefined) throw new Error(`${sdk}: no enum ${name}.`);
    return Object.values(values as Record<string, string>).sort();
  };
}

function nameOf(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${nameOf(name.left)}.${name.right.text}`;
}

function isUndefined(node: ts.TypeNode): boolean {
  return node.kind === ts.SyntaxKind.UndefinedKeyword;
}

function unionShape(members: readonly Shape[]): Shape {
  const first = members[0]!;
  if (members.length === 1) return first;
  if (members.every((member) => member.kind === first.kind && member.kind !== "object")) {
    const closed = members.every((member) => member.enum);
    const values = members.flatMap((member) => member.enum ?? []);
    return closed ? { kind: first.kind, enum: [...new Set(values)].sort() } : { kind: first.kind };
  }
  return { kind: "any", oneOf: [...members] };
}

function objectShape(members: readonly ts.TypeElement[], scope: Scope): Shape {
  const index = members.find(ts.isIndexSignatureDeclaration);
  if (index) return { kind: "map", items: shapeOf(index.type, scope) };
  const properties: PropertyShapes = {};
  for (const member of members) {
    if (!ts.isPropertySignature(member) || !member.type) throw new Error("An interface has a member without a type.");
    const required = member.questionToken === undefined ? { required: true as const } : {};
    properties[(member.name as ts.Identifier).text] = { ...shapeOf(member.type, scope), ...required };
  }
  return { kind: "object", properties };
}

function declaredShape(name: string, scope: Scope): Shape {
  const declaration = scope.inputs.get(name);
  if (!declaration) throw new Error(`No input type ${name}.`);
  if (scope.open.includes(name)) return { kind: "any" };
  const inner = { ...scope, open: [...scope.open, name] };
  if (ts.isTypeAliasDeclaration(declaration)) return shapeOf(declaration.type, inner);
  if (declaration.heritageClauses) throw new Error(`The input type ${name} extends another: not understood.`);
  return objectShape(declaration.members, inner);
}

function referenceShape(node: ts.TypeReferenceNode, scope: Scope): Shape {
  const name = nameOf(node.typeName);
  const argument = node.typeArguments?.[0];
  if (name === "pulumi.Input" && argument) return shapeOf(argument, scope);
  if (name.startsWith("inputs.")) return declaredShape(name.slice("inputs.".length), scope);
  if (name.startsWith("enums.")) return { kind: "string", enum: scope.enumValues(name.slice("enums.".length)) };
  // An ARN, or a resource class: the engine sends a resource's id.
  if (["ARN", "LogGroup", "Role", "Topic"].includes(name)) return { kind: "string" };
  throw new Error(`The type ${name} is not understood.`);
}

function shapeOf(node: ts.TypeNode, scope: Scope): Shape {
  if (ts.isParenthesizedTypeNode(node)) return shapeOf(node.type, scope);
  if (ts.isUnionTypeNode(node))
    return unionShape(node.types.filter((type) => !isUndefined(type)).map((type) => shapeOf(type, scope)));
  if (ts.isArrayTypeNode(node)) return { kind: "list", items: shapeOf(node.elementType, scope) };
  if (ts.isTypeLiteralNode(node)) return objectShape(node.members, scope);
  if (ts.isTypeReferenceNode(node)) return referenceShape(node, scope);
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal))
    return { kind: "string", enum: [node.literal.text] };
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { kind: "string" };
    case ts.SyntaxKind.NumberKeyword:
      return { kind: "number" };
    case ts.SyntaxKind.BooleanKeyword:
      return { kind: "boolean" };
    case ts.SyntaxKind.AnyKeyword:
      return { kind: "any" };
    default:
      throw new Error(`A type of kind ${ts.SyntaxKind[node.kind]} is not understood.`);
  }
}

function resourceShape(base: string, scope: Scope): [string, PropertyShapes] {
  const token = /__pulumiType = '([^']+)'/.exec(readFileSync(`${base}.js`, "utf8"))?.[1];
  if (!token) throw new Error(`${base}.js has no type token.`);
  const args = `${token.slice(token.lastIndexOf(":") + 1)}Args`;
  const declaration = new Map(declarationsOf(parseFile(`${base}.d.ts`).statements)).get(args);
  if (!declaration || !ts.isInterfaceDeclaration(declaration))
    throw new Error(`${base}.d.ts has no interface ${args}.`);
  const shape = objectShape(declaration.members, scope);
  return [token, shape.properties!];
}

/** The shapes of every resource, read from the installed SDKs. */
export function generateShapes(): Shapes {
  const shapes: [string, PropertyShapes][] = Object.entries(resourceFiles).flatMap(([sdk, files]) => {
    const root = require.resolve(`${sdk}/package.json`).slice(0, -"/package.json".length);
    const inputs = new Map(declarationsOf(parseFile(`${root}/types/input.d.ts`).statements));
    const scope: Scope = { inputs, enumValues: enumReader(sdk), open: [] };
    return files.map((file) => resourceShape(`${root}/${file}`, scope));
  });
  return Object.fromEntries(shapes.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One line per token, so that a drift shows as a small diff. */
export function renderShapes(shapes: Shapes): string {
  const lines = Object.entries(shapes).map(([token, shape]) => `${JSON.stringify(token)}:${JSON.stringify(shape)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

function main(): void {
  const rendered = renderShapes(generateShapes());
  if (!process.argv.includes("--check")) {
    writeFileSync(output, rendered);
    return;
  }
  if (rendered === readFileSync(output, "utf8")) return;
  console.error("sandbox/shapes.json differs from the installed SDKs; run: node sandbox/generate-shapes.ts");
  process.exitCode = 1;
}

if (import.meta.main) main();
