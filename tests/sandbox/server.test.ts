import { status } from "@grpc/grpc-js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { describe, expect, it } from "vitest";
import { refusal, secret, serveEach, toStruct } from "./server-client.ts";
import { toy, toyShapes } from "./toy-cloud.ts";

const provider = serveEach(toy, { config: { account: "1" }, shapes: toyShapes });

describe("the plugin", () => {
  it("prints its port and nothing else", () => {
    expect(provider.printed).toEqual([`${provider.port}\n`]);
  });

  it("says who it is, and answers to a cancellation", async () => {
    const schema = await provider.send<proto.GetSchemaRequest, proto.GetSchemaResponse>(
      provider.client.getSchema,
      new proto.GetSchemaRequest(),
    );
    const any = { $ref: "pulumi.json#/Any" };
    const { resources, ...provided } = JSON.parse(schema.getSchema()) as { resources: Record<string, object> };
    expect(resources["toy:index:Vault"]).toEqual({
      inputProperties: { name: any },
      properties: { name: any, deletedBefore: any },
    });
    expect(Object.keys(resources)).toEqual(toy.types.map(({ token }) => token));
    expect(provided).toEqual({
      name: "toy",
      version: "999.0.0",
      provider: { inputProperties: { region: any, account: any } },
    });
    await expect(provider.send(provider.client.cancel, new empty.Empty())).resolves.toBeInstanceOf(empty.Empty);
  });

  it("leaves what it doesn't do to the engine's fallbacks", async () => {
    const unimplemented = { code: status.UNIMPLEMENTED };
    const { handshake, construct } = provider.client;
    await expect(provider.send(handshake, new proto.ProviderHandshakeRequest())).rejects.toMatchObject(unimplemented);
    await expect(provider.send(construct, new proto.ConstructRequest())).rejects.toMatchObject(unimplemented);
  });
});

describe("configuration", () => {
  const checkConfig = (news: object) =>
    provider.send<proto.CheckRequest, proto.CheckResponse>(
      provider.client.checkConfig,
      new proto.CheckRequest().setNews(toStruct(news)),
    );

  it("is echoed by its check, and changes a provider without replacing anything of it", async () => {
    const checked = await checkConfig({ account: secret("1"), other: "x" });
    expect(checked.getInputs()?.toJavaScript()).toEqual({ account: secret("1"), other: "x" });
    expect(checked.getFailuresList()).toEqual([]);
    const changes = async (old: object, now: object) => {
      const request = new proto.DiffRequest().setOldInputs(toStruct(old)).setNews(toStruct(now));
      const diff = await provider.send<proto.DiffRequest, proto.DiffResponse>(provider.client.diffConfig, request);
      return [diff.getChanges(), diff.getReplacesList()];
    };
    const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
    expect(await changes({ account: "1" }, { account: "1" })).toEqual([DIFF_NONE, []]);
    expect(await changes({ account: "1" }, { account: "2" })).toEqual([DIFF_SOME, []]);
  });

  it("is refused without what the provider can't do without", async () => {
    const checked = await checkConfig({ region: "south" });
    expect(checked.toObject().failuresList).toEqual([{ property: "", reason: "Set toy:account." }]);
    await expect(provider.configure({ region: "south" })).rejects.toMatchObject(
      refusal("Set toy:account.", status.INVALID_ARGUMENT),
    );
  });

  it("comes as variables, as arguments and as secrets, over the defaults", async () => {
    const request = new proto.ConfigureRequest().setArgs(toStruct({ account: secret("2") }));
    request.getVariablesMap().set("toy:config:region", "south").set("other:config:region", "east");
    const response = await provider.send<proto.ConfigureRequest, proto.ConfigureResponse>(
      provider.client.configure,
      request,
    );
    expect(response.toObject()).toEqual({
      acceptsecrets: false,
      supportspreview: false,
      acceptresources: false,
      acceptoutputs: false,
      supportsAutonamingConfiguration: true,
    });
    const { outputs } = await provider.create("toy:index:Box", { name: "a", size: 1, place: "south" });
    expect(outputs?.address).toBe("south/a/1");
  });
});

describe("invoke", () => {
  it("answers from the configuration", async () => {
    expect(await provider.invoke("toy:index:whoami", { question: secret("?") })).toEqual({ account: "1", asked: "?" });
  });

  it("says what went wrong", async () => {
    await expect(provider.invoke("toy:index:fail", {})).rejects.toMatchObject(
      refusal("invoking toy:index:fail: nobody"),
    );
    const unknownFunction = refusal("unknown function toString", status.INVALID_ARGUMENT);
    await expect(provider.invoke("toString", {})).rejects.toMatchObject(unknownFunction);
  });
});
