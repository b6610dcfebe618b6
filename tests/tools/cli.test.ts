import { expect, test } from "vitest";
import { parseFlags } from "../../tools/cli.mjs";

const options = { static: { type: "boolean", default: false }, spec: { type: "string" } } as const;

test("Options and positional arguments are parsed.", () => {
  const { values, positionals } = parseFlags(["--static", "up", "--spec=a.yaml"], options, { allowPositionals: true });
  expect({ values: { ...values }, positionals }).toEqual({
    values: { static: true, spec: "a.yaml" },
    positionals: ["up"],
  });
});

test.each([
  ["--statics", "There is no option --statics; did you mean --static?"],
  ["--sepc=a.yaml", "There is no option --sepc; did you mean --spec?"],
  ["--verbose", "There is no option --verbose; there are --static, --spec."],
])("The unknown option %s is refused with what there is.", (argument, message) => {
  expect(() => parseFlags([argument], options)).toThrow(new Error(message));
});

test("An unknown option of a command without options is refused.", () => {
  expect(() => parseFlags(["--all"], {})).toThrow(new Error("There is no option --all; this command has none."));
});

test("What follows `--` is no option.", () => {
  expect(parseFlags(["--", "--statics"], options, { allowPositionals: true }).positionals).toEqual(["--statics"]);
});

test("An argument that npm passed on without its option is refused with how to write it.", () => {
  expect(() => parseFlags(["prod"], options)).toThrow(
    "prod is not expected here; options of a script come after --, as in: npm run demo -- --stack prod",
  );
});

test("A missing value is refused.", () => {
  expect(() => parseFlags(["--spec"], options)).toThrow("Option '--spec <value>' argument missing");
});
