interface Edit {
  readonly find: string;
  readonly replace: string;
}

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
