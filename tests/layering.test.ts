import { existsSync, globSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, normalize, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { type Cloud, clouds } from "../core/contract/cloud.ts";

const root = resolve(import.meta.dirname, "..");

interface Import {
  /** The importing file, from the root. */
  from: string;
  specifier: string;
  /** The imported file from the root, or the module's name. */
  to: string;
  typeOnly: boolean;
}

const parse = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  node.forEachChild((inner) => walk(inner, visit));
};

/** Whatever makes a file depend on another: declarations, re-exports, `import()`, `require()` and types. */
const importsOf = (from: string, text: string): Import[] => {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier === undefined) return;
    const name = ts.isStringLiteralLike(specifier) ? specifier.text : `computed: ${specifier.getText()}`;
    const to = name.startsWith(".") ? normalize(join(dirname(from), name)) : name;
    found.push({ from, specifier: name, to, typeOnly });
  };
  walk(parse(from, text), (node) => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes(node));
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      add(node.moduleReference.expression, node.isTypeOnly);
    } else if (ts.isCallExpression(node)) {
      const called = node.expression;
      const isImport = called.kind === ts.SyntaxKind.ImportKeyword;
      if (isImport || (ts.isIdentifier(called) && called.text === "require")) add(node.arguments[0], false);
    }
  });
  return found;
};

const onlyTypes = ({ importClause }: ts.ImportDeclaration): boolean => {
  const names = importClause?.namedBindings;
  return (
    importClause !== undefined &&
    importClause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.length > 0 &&
    names.elements.every((one) => one.isTypeOnly)
  );
};

/** Where behaviour depends on which cloud it is by comparing its name, not by a table that has an entry for each. */
const comparisonsOf = (file: string, text: string): string[] => {
  const isCloud = (node: ts.Node): boolean =>
    ts.isStringLiteralLike(node) && (clouds as readonly string[]).includes(node.text);
  const equalities = [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsToken,
  ];
  const found: string[] = [];
  walk(parse(file, text), (node) => {
    const compares =
      ts.isBinaryExpression(node) &&
      equalities.includes(node.operatorToken.kind) &&
      [node.left, node.right].some(isCloud);
    const switches = ts.isCaseClause(node) && isCloud(node.expression);
    if (compares || switches) found.push(`${file}: ${(switches ? node.expression : node).getText()}`);
  });
  return found;
};

const folders = ["core", "components", "provider", "sandbox", "sdk-gen", "cli", "tools", "bench"] as const;
type Folder = (typeof folders)[number];

const sources = (folder: Folder): string[] =>
  globSync(`${folder}/**/*.{ts,mts,mjs,js}`, { cwd: root, exclude: ["**/node_modules/**", "sdk-gen/nodejs/**"] })
    .map(normalize)
    .sort();

const read = (file: string): string => readFileSync(join(root, file), "utf8");

const files = Object.fromEntries(folders.map((folder) => [folder, sources(folder)])) as Record<Folder, string[]>;
const imports = Object.fromEntries(
  folders.map((folder) => [folder, files[folder].flatMap((file) => importsOf(file, read(file)))]),
) as Record<Folder, Import[]>;

const isWithin = (path: string, ...places: string[]): boolean =>
  places.some((place) => path === place || path.startsWith(`${place}/`));

const shown = (found: Import[]): string[] => found.map(({ from, specifier }) => `${from} imports ${specifier}`);

/** The clouds in the names of a file and of its folders. */
const cloudsIn = (file: string): Cloud[] =>
  clouds.filter((cloud) => file.split("/").some((part) => part.split(/[.-]/).includes(cloud)));

test("the rules below see every file, and every way to import", () => {
  expect(
    Object.entries(files).filter(([folder, found]) => found.length === 0 && existsSync(join(root, folder))),
  ).toEqual([]);
  const text = `
    import a, { type B } from "./a.ts"; import type { C } from "../c.ts"; import { type D } from "d"; import "e";
    import * as f from "node:f"; export { g } from "./g.ts"; export * from "./h.ts"; export type { I } from "./i.ts";
    const j = await import("j"); const k = require("k"); type L = import("./l.ts").L; import m = require("m");
    const n = await import(name); // import "in-a-comment"
    const o = 'import "in-a-text"';`;
  expect(importsOf("core/x/y.ts", text).map(({ to, typeOnly }) => [to, typeOnly])).toEqual([
    ["core/x/a.ts", false],
    ["core/c.ts", true],
    ["d", true],
    ["e", false],
    ["node:f", false],
    ["core/x/g.ts", false],
    ["core/x/h.ts", false],
    ["core/x/i.ts", true],
    ["j", false],
    ["k", false],
    ["core/x/l.ts", true],
    ["m", false],
    ["computed: name", false],
  ]);
});

describe("core", () => {
  test("imports nothing outside core but zod, yaml, re2js and CEL's parser: no builtin of Node, no other folder", () => {
    const libraries = ["zod", "yaml", "re2js", "@bufbuild/cel"];
    const foreign = imports.core.filter(({ to }) => !isWithin(to, "core") && !libraries.includes(to));
    expect(shown(foreign)).toEqual([]);
    expect(imports.core.filter(({ to }) => to.startsWith("node:") || builtinModules.includes(to))).toEqual([]);
  });

  test("evaluates native filters with no line of what compiles them, so that each checks the other", () => {
    const native = imports.core.filter(({ from }) => isWithin(from, "core/native"));
    const used = native.filter(({ to }) => isWithin(to, "core") && !isWithin(to, "core/native", "core/object.ts"));
    expect(shown(used)).toEqual([]);
    const compilers = imports.core.filter(
      ({ from, to }) => !isWithin(from, "core/native", "core/replay", "core/deployed") && isWithin(to, "core/native"),
    );
    expect(shown(compilers)).toEqual([]);
  });

  test("reads no clock, no environment and no chance, and prints nothing", () => {
    const impure = [
      "process",
      "globalThis",
      "Date",
      "console",
      "fetch",
      "setTimeout",
      "crypto",
      "performance",
      "Buffer",
    ];
    const found: string[] = [];
    for (const file of files.core) {
      walk(parse(file, read(file)), (node) => {
        const isName = ts.isIdentifier(node) && impure.includes(node.text);
        const isChance = ts.isPropertyAccessExpression(node) && node.getText() === "Math.random";
        if (isName || isChance) found.push(`${file}: ${node.getText()}`);
      });
    }
    expect(found).toEqual([]);
  });

  test("has no file that imports itself through others", () => {
    const next = Map.groupBy(imports.core, ({ from }) => from);
    const cycles: string[] = [];
    const done = new Set<string>();
    const follow = (file: string, trail: string[]): void => {
      if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
      if (trail.includes(file) || done.has(file)) return;
      for (const { to } of next.get(file) ?? []) follow(to, [...trail, file]);
      done.add(file);
    };
    for (const file of files.core) follow(file, []);
    expect(cycles).toEqual([]);
  });

  test("imports only files that exist", () => {
    const known = new Set(files.core);
    expect(shown(imports.core.filter(({ to }) => isWithin(to, "core") && !known.has(to)))).toEqual([]);
  });

  test("builds in one direction: the contract knows no plan, the plan no blueprint", () => {
    const order = ["contract", "spec", "plan", "compile"];
    const rank = (path: string): number => order.indexOf(path.split("/")[1] ?? "");
    const backwards = imports.core.filter(
      ({ from, to }) => isWithin(to, "core") && rank(from) >= 0 && rank(to) >= 0 && rank(to) > rank(from),
    );
    expect(shown(backwards)).toEqual([]);
  });
});

describe("what users start with a Node of their own", () => {
  /** Of Node 21 and later, by how they are called. */
  const laterFunctions =
    /^(?:(?:Map|Object)\.groupBy|Promise\.(?:withResolvers|try)|Array\.fromAsync|Iterator\.from|RegExp\.escape)$/;
  const laterOfIterators =
    /[^.]\.(?:keys|values|entries)\(\)\.(?:map|filter|flatMap|some|every|find|reduce|take|drop|toArray|forEach)$/;

  const laterIn = (file: string, text: string): string[] => {
    const found: string[] = [];
    walk(parse(file, text), (node) => {
      if (!ts.isCallExpression(node)) return;
      const called = node.expression.getText().replaceAll(/\s/g, "");
      if (laterFunctions.test(called) || laterOfIterators.test(called)) found.push(`${file}: ${called}`);
    });
    return found;
  };

  test("calls nothing that Node 20 has not", () => {
    expect(
      laterIn("a.ts", "Map.groupBy(b, c); d.entries().map(e); Object.entries(f).map(g); // Object.groupBy(h)"),
    ).toEqual(["a.ts: Map.groupBy", "a.ts: d.entries().map"]);
    const started = (["core", "components", "provider", "cli", "sandbox", "tools"] as const).flatMap(
      (folder) => files[folder],
    );
    expect(started.flatMap((file) => laterIn(file, read(file)))).toEqual([]);
  });
});

const cloudSdk = /^@pulumi\/(?:aws|gcp|azure-native)(?:\/|$)/;

describe("the clouds' SDKs", () => {
  test("are imported by components alone", () => {
    const others = folders.filter((folder) => folder !== "components").flatMap((folder) => imports[folder]);
    expect(shown(others.filter(({ to }) => cloudSdk.test(to)))).toEqual([]);
    expect(imports.components.filter(({ to }) => cloudSdk.test(to)).length).toBeGreaterThan(20);
  });

  test("are imported by the file of one resource, so that no more of them is loaded", () => {
    const wide = imports.components.filter(
      ({ to }) => cloudSdk.test(to) && !/^@pulumi\/[a-z-]+(?:\/[a-z0-9]+)?\/[a-z][A-Za-z0-9]*\.js$/.test(to),
    );
    expect(shown(wide)).toEqual([]);
    expect(shown(imports.components.filter(({ to }) => /\/index\.js$/.test(to)))).toEqual([]);
  });

  const packages: Record<Cloud, string> = { aws: "@pulumi/aws", gcp: "@pulumi/gcp", azure: "@pulumi/azure-native" };

  test.each(clouds)("of other clouds are not imported by the component of %s", (cloud) => {
    const own = imports.components.filter(({ from, to }) => isWithin(from, `components/${cloud}`) && cloudSdk.test(to));
    expect(own.length).toBeGreaterThan(0);
    expect(shown(own.filter(({ to }) => !isWithin(to, packages[cloud])))).toEqual([]);
  });
});

describe("components", () => {
  test("import Pulumi, their cloud's SDK, hashes, components, core's blueprints, and of the contract its types", () => {
    const other = imports.components.filter(
      ({ to, typeOnly }) =>
        !isWithin(to, "components", "core/compile", "@pulumi/pulumi", "node:crypto") &&
        !cloudSdk.test(to) &&
        !(isWithin(to, "core/contract") && typeOnly),
    );
    expect(shown(other)).toEqual([]);
  });

  test.each(clouds)("of %s import no other cloud's components or blueprints", (cloud) => {
    const own = imports.components.filter(({ from }) => isWithin(from, `components/${cloud}`));
    const crossing = own.filter(
      ({ to }) => isWithin(to, "components", "core") && cloudsIn(to).some((one) => one !== cloud),
    );
    expect(own.length).toBeGreaterThan(0);
    expect(shown(crossing)).toEqual([]);
  });

  test("of all clouds meet in one file", () => {
    const shared = imports.components.filter(({ from, to }) => cloudsIn(from).length === 0 && cloudsIn(to).length > 0);
    expect([...new Set(shared.map(({ from }) => from))]).toEqual(["components/audit-log.ts"]);
  });
});

describe("the command line", () => {
  test("imports core, Node, itself and its version, and no Pulumi", () => {
    const other = imports.cli.filter(
      ({ to }) => !isWithin(to, "cli", "core") && !to.startsWith("node:") && to !== "package.json",
    );
    expect(files.cli.length).toBeGreaterThan(0);
    expect(shown(other)).toEqual([]);
  });
});

describe("the sandbox", () => {
  test("imports nothing of the product but the native evaluators, so that no rule follows from what we send", () => {
    const product = folders.filter((folder) => folder !== "sandbox");
    const used = imports.sandbox.filter(({ to }) => isWithin(to, ...product) && !isWithin(to, "core/native"));
    expect(shown(used)).toEqual([]);
  });

  test("is imported by nothing that is shipped", () => {
    const shipped = (["core", "components", "provider", "cli"] as const).flatMap((folder) => imports[folder]);
    expect(shown(shipped.filter(({ to }) => isWithin(to, "sandbox")))).toEqual([]);
  });
});

describe("no cloud's name is compared with", () => {
  /** Files outside the clouds' own that may, each with its reason. */
  const exceptions: Record<string, string> = {};

  test("outside the files that carry a cloud in their names", () => {
    const common = folders.flatMap((folder) => files[folder]).filter((file) => cloudsIn(file).length === 0);
    const found = common.flatMap((file) => (file in exceptions ? [] : comparisonsOf(file, read(file))));
    expect(common.length).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });

  test("and every exception is needed", () => {
    expect(Object.keys(exceptions).filter((file) => comparisonsOf(file, read(file)).length === 0)).toEqual([]);
  });

  test("in any form of comparison", () => {
    const text = `
      if (cloud === "aws" || "gcp" !== cloud || cloud == 'azure') {}
      switch (cloud) { case "gcp": break; case "other": }
      const table = { aws: 1, gcp: 2, azure: 3 }; const name = "aws"; if (kind === "aws:kms") {}`;
    expect(comparisonsOf("x.ts", text)).toEqual([
      'x.ts: cloud === "aws"',
      'x.ts: "gcp" !== cloud',
      "x.ts: cloud == 'azure'",
      'x.ts: "gcp"',
    ]);
  });
});
