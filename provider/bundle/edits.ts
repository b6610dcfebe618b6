interface Edit {
  readonly find: string;
  readonly replace: string;
}

/** The wire format of a JavaScript value, by the library's own writer and without the messages between the two. */
const plainWriter = `
function writePlainValue(value, writer) {
  if (value === null) writer.writeEnum(1, 0);
  else if (typeof value === "number") writer.writeDouble(2, value);
  else if (typeof value === "string") writer.writeString(3, value);
  else if (typeof value === "boolean") writer.writeBool(4, value);
  else if (Array.isArray(value)) writer.writeMessage(6, value, writePlainList);
  else if (typeof value === "object") writer.writeMessage(5, value, writePlainStruct);
  else throw new Error("Unexpected struct type.");
}
function writePlainItem(box, writer) { writePlainValue(box[0], writer); }
function writePlainList(list, writer) { for (const one of list) writer.writeMessage(1, [one], writePlainItem); }
function writePlainEntry(entry, writer) {
  writer.writeString(1, entry[0]);
  writer.writeMessage(2, [entry[1]], writePlainItem);
}
function writePlainStruct(fields, writer) {
  for (const name in fields) writer.writeMessage(1, [name, fields[name]], writePlainEntry);
}
`;

/** Lines of @pulumi/pulumi that take a good part of the time of a construct, and that nobody sees the result of. */
export const edits: { readonly [path: string]: readonly Edit[] } = {
  // Where each promise was made and whether it ended: printed only with this variable set, at an exit that plugins don't have.
  "@pulumi/pulumi/runtime/debuggable.js": [
    {
      find: "function debuggablePromise(p, ctx) {",
      replace: "function debuggablePromise(p, ctx) {\n    if (!exports.debugPromiseLeaks) return p;",
    },
  ],
  // Three messages for each resource, one after the other, which the engine drops.
  "@pulumi/pulumi/log/index.js": [
    {
      find: "return log(engine, engproto.LogSeverity.DEBUG, msg, resource, streamId, ephemeral);",
      replace: "return Promise.resolve();",
    },
  ],
  // Where in the program each resource was made: in a bundle, places in its only line, on a path of the user's machine.
  "@pulumi/pulumi/resource.js": [
    {
      find: "const stackTrace = Resource.stackTrace(4);",
      replace: "const stackTrace = [];",
    },
  ],
  // An output for each property of each resource, a dozen promises and more, of which hardly one is ever looked at.
  "@pulumi/pulumi/runtime/rpc.js": [
    {
      find: "resolvers[k] = (v, isKnown, isSecret, deps = [], err) => {",
      replace: "const settle = (v, isKnown, isSecret, deps = [], err) => {",
    },
    {
      find: `const propString = output_1.Output.isInstance(props[k]) ? "Output<T>" : safeToString(props[k]);
        onto[k] = new output_1.Output(`,
      replace: `const propString = "";
        const make = () => new output_1.Output(`,
    },
    {
      find: "`transferDeps(${label}, ${k}, ${propString})`));\n",
      replace: `\`transferDeps(\${label}, \${k}, \${propString})\`));
        let made;
        let settled;
        resolvers[k] = (...given) => {
            if (made === undefined) settled = given;
            else settle(...given);
        };
        Object.defineProperty(onto, k, {
            configurable: true,
            enumerable: true,
            get: () => {
                if (made === undefined) {
                    made = make();
                    if (settled !== undefined) settle(...settled);
                }
                return made;
            },
            set: (value) => Object.defineProperty(onto, k, { configurable: true, enumerable: true, writable: true, value }),
        });
`,
    },
  ],
  // A message for each value of each input, made to be written once.
  "google-protobuf/google/protobuf/struct_pb.js": [
    {
      find: "proto.google.protobuf.Struct.fromJavaScript = function(obj) {",
      replace: `${plainWriter}proto.google.protobuf.Struct.fromJavaScript = function(obj) {
  var unread = new proto.google.protobuf.Struct();
  unread.plain = obj;
  return unread;
};
proto.google.protobuf.Struct.read = function(obj) {`,
    },
    {
      find: "proto.google.protobuf.Struct.serializeBinaryToWriter = function(message, writer) {",
      replace: `proto.google.protobuf.Struct.serializeBinaryToWriter = function(message, writer) {
  if (message.plain !== undefined) return writePlainStruct(message.plain, writer);`,
    },
    {
      find: "proto.google.protobuf.Struct.prototype.getFieldsMap = function(opt_noLazyCreate) {",
      replace: `proto.google.protobuf.Struct.prototype.getFieldsMap = function(opt_noLazyCreate) {
  if (this.plain !== undefined) throw new Error("READ");`,
    },
  ],
};

/** Fails where a line is not there, or there twice: a new version has changed what was measured. */
export function edited(path: string, source: string): string {
  return (edits[path] ?? []).reduce((text, { find, replace }) => {
    const parts = text.split(find);
    if (parts.length === 2) return parts.join(replace);
    throw new Error(
      `${path} has ${JSON.stringify(find)} ${parts.length - 1} times, not once: see provider/bundle/edits.ts`,
    );
  }, source);
}
