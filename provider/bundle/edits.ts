interface Edit {
  readonly find: string;
  readonly replace: string;
}

/** A JavaScript value as the wire has it, by the library's own writer and without a message for each part of it. */
const plainWriter = `
function writePlainValue(value, writer) {
  if (value === null) writer.writeEnum(1, 0);
  else if (typeof value === "number") writer.writeDouble(2, value);
  else if (typeof value === "string" && value.length > 100) writer.writeBytes(3, Buffer.from(value)); // the same on the wire
  else if (typeof value === "string") writer.writeString(3, value);
  else if (typeof value === "boolean") writer.writeBool(4, value);
  else if (Array.isArray(value)) writer.writeMessage(6, value, writePlainList);
  else if (typeof value === "object") writer.writeMessage(5, value, writePlainStruct);
  else throw new Error("Unexpected struct type");
}
function writePlainItem(item, writer) {
  writePlainValue(item[0], writer);
}
function writePlainList(list, writer) {
  for (const value of list) writer.writeMessage(1, [value], writePlainItem);
}
function writePlainField(field, writer) {
  writer.writeString(1, field[0]);
  writer.writeMessage(2, [field[1]], writePlainItem);
}
function writePlainStruct(fields, writer) {
  for (const name in fields) writer.writeMessage(1, [name, fields[name]], writePlainField);
}
`;

/** The way back: a field is read into its name and a list for its value. Fields are in the order of their names, as the library gives them. */
const plainReader = `
function readPlainValue(item, reader) {
  while (reader.nextField() && !reader.isEndGroup()) {
    switch (reader.getFieldNumber()) {
      case 1: reader.readEnum(); item[0] = null; break;
      case 2: item[0] = reader.readDouble(); break;
      case 3: item[0] = reader.readString(); break;
      case 4: item[0] = reader.readBool(); break;
      case 5: reader.readMessage((item[0] = {}), readPlainStruct); break;
      case 6: reader.readMessage((item[0] = []), readPlainList); break;
      default: reader.skipField();
    }
  }
}
function plainItem(item) {
  if (item[0] === undefined) throw new Error("Unexpected struct type");
  return item[0];
}
function readPlainList(list, reader) {
  while (reader.nextField() && !reader.isEndGroup()) {
    if (reader.getFieldNumber() !== 1) reader.skipField();
    else {
      const item = [];
      reader.readMessage(item, readPlainValue);
      list.push(plainItem(item));
    }
  }
}
function readPlainField(field, reader) {
  while (reader.nextField() && !reader.isEndGroup()) {
    if (reader.getFieldNumber() === 1) field.name = reader.readString();
    else if (reader.getFieldNumber() === 2) reader.readMessage(field.item, readPlainValue);
    else reader.skipField();
  }
}
function readPlainStruct(object, reader) {
  const fields = [];
  while (reader.nextField() && !reader.isEndGroup()) {
    if (reader.getFieldNumber() !== 1) reader.skipField();
    else {
      const field = { name: "", item: [] };
      reader.readMessage(field, readPlainField);
      fields.push(field);
    }
  }
  fields.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const { name, item } of fields) object[name] = plainItem(item);
}
`;

/** Lines of @pulumi/pulumi, and of what it sends by, that take a good part of the time of a construct, and that nobody sees the result of. */
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
    // The URN of each alias, of which Azure's resources have dozens: engines since 2022 work them out, and only older ones are told.
    {
      find: `for (const alias of opts.aliases) {
                this.__aliases.push(collapseAliasToUrn(alias, name, t, parent));
            }`,
      replace: `Object.defineProperty(this, "__aliases", {
                configurable: true,
                enumerable: true,
                get: () => opts.aliases.map((alias) => collapseAliasToUrn(alias, name, t, parent)),
            });`,
    },
  ],
  // An output for each property of each resource, each with a dozen promises, of which hardly one is ever looked at.
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
      replace: `"transferDeps"));
        let made;
        let settled;
        resolvers[k] = (...given) => {
            // A failure is noticed though nobody asks for the output.
            if (given[4]) made ??= make();
            if (made === undefined) settled = given;
            else settle(...given);
        };
        Object.defineProperty(onto, k, {
            configurable: true,
            enumerable: true,
            get: () => {
                if (made !== undefined) return made;
                made = make();
                if (settled !== undefined) settle(...settled);
                return made;
            },
            set: (value) => Object.defineProperty(onto, k, { configurable: true, enumerable: true, writable: true, value }),
        });
`,
    },
  ],
  // A message for each part of each input and output, made to be written or read once.
  "google-protobuf/google/protobuf/struct_pb.js": [
    {
      find: `proto.google.protobuf.Struct.fromJavaScript = function(obj) {
  var ret = new proto.google.protobuf.Struct();
  var map = ret.getFieldsMap();

  for (var property in obj) {
    var val = obj[property];
    map.set(property, proto.google.protobuf.Value.fromJavaScript(val));
  }

  return ret;
};`,
      replace: `${plainWriter}${plainReader}
proto.google.protobuf.Struct.fromJavaScript = function(obj) {
  var ret = new proto.google.protobuf.Struct();
  ret.plain = obj;
  return ret;
};`,
    },
    {
      find: "proto.google.protobuf.Struct.serializeBinaryToWriter = function(message, writer) {",
      replace: `proto.google.protobuf.Struct.serializeBinaryToWriter = function(message, writer) {
  if (message.plain !== undefined) return writePlainStruct(message.plain, writer);`,
    },
    {
      find: "proto.google.protobuf.Struct.deserializeBinaryFromReader = function(msg, reader) {",
      replace: `proto.google.protobuf.Struct.deserializeBinaryFromReader = function(msg, reader) {
  msg.plain = msg.arrived = {};
  readPlainStruct(msg.arrived, reader);
  return msg;`,
    },
    {
      find: "proto.google.protobuf.Struct.prototype.toJavaScript = function() {",
      replace: `proto.google.protobuf.Struct.prototype.toJavaScript = function() {
  if (this.plain !== undefined && this.plain === this.arrived) return this.arrived;`,
    },
    {
      find: "proto.google.protobuf.Struct.prototype.getFieldsMap = function(opt_noLazyCreate) {",
      replace: `proto.google.protobuf.Struct.prototype.getFieldsMap = function(opt_noLazyCreate) {
  if (this.plain !== undefined) {
    var fields = this.plain;
    this.plain = undefined;
    for (var name in fields) this.getFieldsMap().set(name, proto.google.protobuf.Value.fromJavaScript(fields[name]));
  }`,
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
