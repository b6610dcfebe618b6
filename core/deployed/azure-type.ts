/**
 * What a type of the provider names, whichever version of it and of which of its names: `insights` is what `monitor` was.
 * https://www.pulumi.com/registry/packages/azure-native/version-guide
 */
export const azureType = (type: string): string | undefined => {
  const [, module, name] = /^azure-native(?:_[a-z]+_v\d+[a-z]*)?:([a-z]+)(?:\/v\d+[a-z]*)?:(\w+)$/.exec(type) ?? [];
  if (module === undefined || name === undefined) return undefined;
  return `${module === "insights" ? "monitor" : module}:${name}`;
};
