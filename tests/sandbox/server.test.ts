import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials, type ServiceError, status } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Cloud, Properties, ResourceType, Rule } from "../../sandbox/resource.ts";
import { serve } from "../../sandbox/server.ts";
import type { Shapes } from "../../sandbox/shapes.ts";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = (value: string) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });
const urn = (token: string, name = "mine") => `urn:pulumi:dev::project::auditlog:index:AuditLog$${token}::${name}`;

const rule = (id: string, on: Rule["on"], refuse: Rule["refuse"]): Rule => ({
  id,
  source: "https://example.com",
  on,
  refuse,
});

const box: ResourceType = {
  token: "toy:index:Box",
  autoname: { property: "name", form: "dash-7-hex", maxLength: 16 },
  replaceOn: ["name", "place"],
  rules: [
    rule("box-size-is-small", ["create", "update"], ({ inputs }) =>
      Number(inputs.size) > 10 ? { name: "BoxTooLarge", message: `${inputs.size} is above 10` } : undefined,
    ),
    rule("box-place-exists", ["create"], ({ inputs, config }) =>
      inputs.place === config.region ? undefined : { name: "NoSuchPlace", message: `no place ${inputs.place}` },
    ),
    rule("box-is-empty", ["delete"], ({ inputs }) =>
      inputs.size === 9 ? { name: "BoxNotEmpty", message: "it holds 9" } : undefined,
    ),
    rule("box-of-seven", ["create"], ({ inputs }) => {
      if (inputs.size === 7) throw new TypeError("seven");
      return undefined;
    }),
  ],
  id: (inputs) => String(inputs.name),
  conflict: "BoxAlreadyExists",
  outputs: (inputs, config, store) => ({
    address: `${config.region}/${inputs.name}/${inputs.size}`,
    siblings: store.list("toy:index:Box").length,
    never: undefined as never,
  }),
};
const simple = (token: string, more: Partial<ResourceType>): ResourceType => {
  const id = (inputs: Properties) => String(inputs.name);
  return { token, id, replaceOn: [], rules: [], conflict: "Taken", outputs: () => ({}), ...more };
};
const ring = simple("toy:index:Ring", { onDelete: () => "keep" });
const vault = simple("toy:index:Vault", {
  onDelete: () => "tombstone",
  outputs: ({ name }, _, store) => ({
    deletedBefore: store.list("toy:index:Vault", { tombstones: true }).some(({ id }) => id === name),
  }),
});
const small = simple("toy:index:Small", { autoname: { property: "name", form: "8-hex", maxLength: 10 } });
const grant = simple("toy:index:Grant", { autoname: { property: "name", form: "uuid", maxLength: 0 } });

const cloud: Cloud = {
  name: "toy",
  config: { region: "north", account: undefined },
  requiredConfig: { account: "Set toy:account." },
  types: [box, ring, vault, small, grant],
  invokes: {
    "toy:index:whoami": (args, config) => ({ account: config.account!, asked: args.question ?? null }),
    "toy:index:fail": () => {
      throw new Error("nobody");
    },
  },
};
const name = { name: { kind: "string" } } as const;
const shapes: Shapes = {
  "toy:index:Box": {
    ...name,
    size: { kind: "number", required: true },
    place: { kind: "string" },
    note: { kind: "string" },
  },
  ...Object.fromEntries(["Ring", "Vault", "Small", "Grant"].map((one) => [`toy:index:${one}`, name])),
};

let folder: string;
let printed: string[];
let server: Awaited<ReturnType<typeof serve>>;
let client: InstanceType<typeof services.ResourceProviderClient>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-server-"));
  printed = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  server = await serve(cloud, { folder, shapes });
  write.mockRestore();
  client = new services.ResourceProviderClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
  await configure({ account: "1" });
});
afterEach(() => {
  client.close();
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const toStruct = (value: object) => struct.Struct.fromJavaScript(value as never);

function send<Request, Response>(
  method: (request: Request, done: (error: ServiceError | null, response: Response) => void) => unknown,
  request: Request,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    method.call(client, request, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

function configure(args: object) {
  return send<proto.ConfigureRequest, proto.ConfigureResponse>(
    client.configure,
    new proto.ConfigureRequest().setArgs(toStruct(args)),
  );
}

async function check(token: string, news: object, change = (request: proto.CheckRequest) => request) {
  const request = new proto.CheckRequest().setUrn(urn(token)).setNews(toStruct(news)).setOlds(toStruct({}));
  const response = await send<proto.CheckRequest, proto.CheckResponse>(client.check, change(request));
  return {
    inputs: response.getInputs()?.toJavaScript(),
    failures: response.getFailuresList().map((one) => `${one.getProperty()}: ${one.getReason()}`),
  };
}

async function diff(olds: object, news: object) {
  const request = new proto.DiffRequest().setUrn(urn("toy:index:Box")).setId("a");
  request
    .setOldInputs(toStruct(olds))
    .setOlds(toStruct({ unlike: 1 }))
    .setNews(toStruct(news));
  const response = await send<proto.DiffRequest, proto.DiffResponse>(client.diff, request);
  const detailed: Record<string, number> = {};
  response.getDetaileddiffMap().forEach((one, property) => {
    detailed[property] = one.getKind();
  });
  return {
    changes: response.getChanges(),
    replaces: response.getReplacesList(),
    deleteBeforeReplace: response.getDeletebeforereplace(),
    detailed,
  };
}

async function create(token: string, inputs: object) {
  const request = new proto.CreateRequest().setUrn(urn(token)).setProperties(toStruct(inputs));
  const response = await send<proto.CreateRequest, proto.CreateResponse>(client.create, request);
  return { id: response.getId(), outputs: response.getProperties()?.toJavaScript() };
}

async function update(token: string, id: string, news: object) {
  const request = new proto.UpdateRequest().setUrn(urn(token)).setId(id).setNews(toStruct(news));
  const response = await send<proto.UpdateRequest, proto.UpdateResponse>(client.update, request);
  return response.getProperties()?.toJavaScript();
}

function remove(token: string, id: string) {
  return send<proto.DeleteRequest, empty.Empty>(client.delete, new proto.DeleteRequest().setUrn(urn(token)).setId(id));
}

async function read(token: string, id: string) {
  const request = new proto.ReadRequest().setUrn(urn(token)).setId(id).setProperties(toStruct({}));
  const response = await send<proto.ReadRequest, proto.ReadResponse>(client.read, request);
  return {
    id: response.getId(),
    inputs: response.getInputs()?.toJavaScript(),
    outputs: response.getProperties()?.toJavaScript(),
  };
}

const refusal = (details: string, code = status.FAILED_PRECONDITION) => ({ code, details });

describe("the plugin", () => {
  it("prints its port and nothing else", () => {
    expect(printed).toEqual([`${server.port}\n`]);
  });

  it("says who it is, and answers to a cancellation", async () => {
    const schema = await send<proto.GetSchemaRequest, proto.GetSchemaResponse>(
      client.getSchema,
      new proto.GetSchemaRequest(),
    );
    expect(JSON.parse(schema.getSchema())).toEqual({ name: "toy", version: "999.0.0" });
    await expect(send(client.cancel, new empty.Empty())).resolves.toBeInstanceOf(empty.Empty);
  });

  it("leaves what it doesn't do to the engine's fallbacks", async () => {
    const unimplemented = { code: status.UNIMPLEMENTED };
    await expect(send(client.handshake, new proto.ProviderHandshakeRequest())).rejects.toMatchObject(unimplemented);
    await expect(send(client.construct, new proto.ConstructRequest())).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
    });
  });
});

describe("configuration", () => {
  it("is echoed by its check, and never changes a provider", async () => {
    const request = new proto.CheckRequest().setNews(toStruct({ account: secret("1"), other: "x" }));
    const checked = await send<proto.CheckRequest, proto.CheckResponse>(client.checkConfig, request);
    expect(checked.getInputs()?.toJavaScript()).toEqual({ account: secret("1"), other: "x" });
    expect(checked.getFailuresList()).toEqual([]);
    const changed = await send<proto.DiffRequest, proto.DiffResponse>(client.diffConfig, new proto.DiffRequest());
    expect(changed.getChanges()).toBe(proto.DiffResponse.DiffChanges.DIFF_NONE);
  });

  it("is refused without what the provider can't do without", async () => {
    const request = new proto.CheckRequest().setNews(toStruct({ region: "south" }));
    const checked = await send<proto.CheckRequest, proto.CheckResponse>(client.checkConfig, request);
    expect(checked.toObject().failuresList).toEqual([{ property: "", reason: "Set toy:account." }]);
    await expect(configure({ region: "south" })).rejects.toMatchObject(
      refusal("Set toy:account.", status.INVALID_ARGUMENT),
    );
  });

  it("comes as variables, as arguments and as secrets, over the defaults", async () => {
    const request = new proto.ConfigureRequest().setArgs(toStruct({ account: secret("2") }));
    request.getVariablesMap().set("toy:config:region", "south").set("other:config:region", "east");
    const response = await send<proto.ConfigureRequest, proto.ConfigureResponse>(client.configure, request);
    expect(response.toObject()).toEqual({
      acceptsecrets: false,
      supportspreview: false,
      acceptresources: false,
      acceptoutputs: false,
      supportsAutonamingConfiguration: true,
    });
    const { outputs } = await create("toy:index:Box", { name: "a", size: 1, place: "south" });
    expect(outputs?.address).toBe("south/a/1");
  });
});

describe("check", () => {
  it("refuses a type that the sandbox doesn't know", async () => {
    const unknownType = refusal("unknown resource type toy:index:Bag", status.INVALID_ARGUMENT);
    await expect(check("toy:index:Bag", {})).rejects.toMatchObject(unknownType);
  });

  it("names every property that is wrong", async () => {
    const { failures } = await check("toy:index:Box", { nam: "a", place: 1 });
    expect(failures).toEqual([
      "size: missing required property 'size'",
      "nam: unknown property 'nam'",
      "place: expected a string, got a number",
    ]);
  });

  it("unwraps secrets, takes unknown values and drops nulls", async () => {
    expect(await check("toy:index:Box", { name: secret("a"), size: unknown, note: null })).toEqual({
      inputs: { name: "a", size: unknown },
      failures: [],
    });
  });

  it("names a resource from the engine's seed, the same each time", async () => {
    const seeded = (seed: string) => (request: proto.CheckRequest) => request.setRandomseed(Buffer.from(seed));
    const one = await check("toy:index:Box", { size: 1 }, seeded("one"));
    expect(one.inputs).toEqual({ name: expect.stringMatching(/^mine-[0-9a-f]{7}$/), size: 1, __defaults: ["name"] });
    expect(await check("toy:index:Box", { size: 1 }, seeded("one"))).toEqual(one);
    expect(await check("toy:index:Box", { size: 1 }, seeded("two"))).not.toEqual(one);
    expect(await check("toy:index:Box", { size: 1 })).not.toEqual(await check("toy:index:Box", { size: 1 }));
  });

  it.each([
    ["toy:index:Box", /^a-long-n-[0-9a-f]{7}$/],
    ["toy:index:Small", /^a-[0-9a-f]{8}$/],
    ["toy:index:Grant", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/],
  ])("makes a name of %s that fits its form and length", async (token, form) => {
    const { inputs } = await check(token, {}, (request) => request.setUrn(urn(token, "a-long-name::odd")));
    expect(inputs?.name).toMatch(form);
  });

  it("keeps the name that a resource has, and remembers who gave it", async () => {
    const olds = (value: object) => (request: proto.CheckRequest) => request.setOlds(toStruct(value));
    const made = { name: "mine-1", __defaults: ["name"] };
    expect((await check("toy:index:Box", { size: 2 }, olds(made))).inputs).toEqual({ ...made, size: 2 });
    expect((await check("toy:index:Box", { size: 2 }, olds({ name: "b" }))).inputs).toEqual({ name: "b", size: 2 });
    expect((await check("toy:index:Box", { size: 2, name: "c" }, olds(made))).inputs).toEqual({ name: "c", size: 2 });
  });

  it("names as the engine's configuration says", async () => {
    const { Mode } = proto.CheckRequest.AutonamingOptions;
    const wanted = (mode: proto.CheckRequest.AutonamingOptions.Mode) => (request: proto.CheckRequest) =>
      request.setAutonaming(
        new proto.CheckRequest.AutonamingOptions().setMode(mode).setProposedName("a-name-of-twenty-two"),
      );
    expect((await check("toy:index:Box", { size: 1 }, wanted(Mode.PROPOSE))).inputs?.name).toBe("a-name-of-twenty");
    expect((await check("toy:index:Box", { size: 1 }, wanted(Mode.ENFORCE))).inputs?.name).toBe("a-name-of-twenty-two");
    expect(await check("toy:index:Box", { size: 1 }, wanted(Mode.DISABLE))).toEqual({
      inputs: { size: 1 },
      failures: ["name: automatic naming is disabled: set 'name'"],
    });
  });
});

describe("diff", () => {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;

  it("compares the old inputs, not the old outputs", async () => {
    expect((await diff({ name: "a", place: "x" }, { place: "x", name: "a" })).changes).toBe(DIFF_NONE);
  });

  it("says of each property what becomes of it", async () => {
    const { ADD, DELETE, UPDATE_REPLACE } = proto.PropertyDiff.Kind;
    expect(await diff({ name: "a", place: "x", note: "n" }, { name: "a", place: unknown, size: 2 })).toEqual({
      changes: DIFF_SOME,
      replaces: ["place"],
      deleteBeforeReplace: true,
      detailed: { note: DELETE, place: UPDATE_REPLACE, size: ADD },
    });
  });
});

describe("create, update and delete", () => {
  const inputs = { name: "a", size: 1, place: "north", __defaults: ["name"] };

  it("keep what the engine reads back, without the provider's notes among the outputs", async () => {
    const outputs = { name: "a", size: 1, place: "north", address: "north/a/1", siblings: 0 };
    expect(await create("toy:index:Box", inputs)).toEqual({ id: "a", outputs });
    expect(await read("toy:index:Box", "a")).toEqual({ id: "a", inputs, outputs });
    const updated = { ...outputs, size: 2, address: "north/a/2", siblings: 1 };
    expect(await update("toy:index:Box", "a", { ...inputs, size: 2 })).toEqual(updated);
    expect((await read("toy:index:Box", "a")).outputs).toEqual(updated);
    await remove("toy:index:Box", "a");
    expect(await read("toy:index:Box", "a")).toEqual({ id: "", inputs: undefined, outputs: undefined });
    await expect(remove("toy:index:Box", "a")).resolves.toBeInstanceOf(empty.Empty);
  });

  it("report every refusal at once, and change nothing", async () => {
    await expect(create("toy:index:Box", { name: "a", size: 11, place: "moon" })).rejects.toMatchObject(
      refusal("creating toy:index:Box (mine): BoxTooLarge: 11 is above 10\nNoSuchPlace: no place moon"),
    );
    expect(readdirSync(folder)).toEqual([]);
    await create("toy:index:Box", { ...inputs, size: 9 });
    await expect(update("toy:index:Box", "a", { ...inputs, size: 12 })).rejects.toMatchObject(
      refusal("updating toy:index:Box (mine): BoxTooLarge: 12 is above 10"),
    );
    await expect(remove("toy:index:Box", "a")).rejects.toMatchObject(
      refusal("deleting toy:index:Box (mine): BoxNotEmpty: it holds 9"),
    );
    expect((await read("toy:index:Box", "a")).outputs?.size).toBe(9);
  });

  it("refuse a taken id under the type's own name for it, also when many ask at once", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => create("toy:index:Box", inputs)));
    const refused = asked.filter((one) => one.status === "rejected").map(({ reason }) => reason.details);
    expect(refused).toEqual(Array(19).fill("creating toy:index:Box (mine): BoxAlreadyExists: a already exists"));
  });

  it("refuse to update what is gone", async () => {
    await expect(update("toy:index:Box", "a", inputs)).rejects.toMatchObject(
      refusal("updating toy:index:Box (mine): NotFound: a doesn't exist", status.NOT_FOUND),
    );
  });

  it("leave behind what the cloud leaves behind", async () => {
    for (const token of ["toy:index:Ring", "toy:index:Vault"]) {
      await create(token, { name: "r" });
      await remove(token, "r");
    }
    expect((await read("toy:index:Ring", "r")).id).toBe("r");
    expect((await read("toy:index:Vault", "r")).id).toBe("");
    await expect(create("toy:index:Ring", { name: "r" })).rejects.toMatchObject(
      refusal("creating toy:index:Ring (mine): Taken: r already exists"),
    );
    expect((await create("toy:index:Vault", { name: "r" })).outputs).toEqual({ name: "r", deletedBefore: true });
    expect((await create("toy:index:Vault", { name: "s" })).outputs).toEqual({ name: "s", deletedBefore: false });
  });

  it("call a bug in a rule a bug, by the rule's id and without a stack trace", async () => {
    await expect(create("toy:index:Box", { ...inputs, size: 7 })).rejects.toMatchObject(
      refusal("bug in the sandbox's rule box-of-seven: seven", status.INTERNAL),
    );
  });
});

describe("invoke", () => {
  async function invoke(token: string, args: object) {
    const request = new proto.InvokeRequest().setTok(token).setArgs(toStruct(args));
    return (await send<proto.InvokeRequest, proto.InvokeResponse>(client.invoke, request)).getReturn()?.toJavaScript();
  }

  it("answers from the configuration", async () => {
    expect(await invoke("toy:index:whoami", { question: secret("?") })).toEqual({ account: "1", asked: "?" });
  });

  it("says what went wrong", async () => {
    await expect(invoke("toy:index:fail", {})).rejects.toMatchObject(refusal("invoking toy:index:fail: nobody"));
    const unknownFunction = refusal("unknown function toString", status.INVALID_ARGUMENT);
    await expect(invoke("toString", {})).rejects.toMatchObject(unknownFunction);
  });
});
