import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runInThisContext } from "node:vm";
import { kqlTables } from "../../core/native/kql-tables.ts";

interface Diagnostic {
  readonly Severity: string;
  readonly Code: string;
  readonly Start: number;
  readonly Message: string;
}

/** What we use of Microsoft's language service. */
interface Kusto {
  readonly Symbols: {
    readonly TableSymbol: { readonly $ctor7: new (name: string, schema: string, description: null) => unknown };
    readonly DatabaseSymbol: { readonly ctor: new (name: string, tables: unknown[]) => unknown };
  };
  readonly GlobalState: { readonly Default: { WithDatabase(database: unknown): unknown } };
  readonly KustoCode: {
    ParseAndAnalyze(
      query: string,
      globals: unknown,
    ): { GetDiagnostics(): { readonly Count: number; getItem(index: number): Diagnostic } };
  };
  readonly KustoFacts: {
    GetStringLiteral(text: string): string;
    GetSingleQuotedStringLiteral(text: string): string;
    GetStringLiteralValue(literal: string): string;
  };
}

/** Scripts for a browser, not modules: they put themselves into the global context. */
function load(): Kusto {
  const directory = dirname(createRequire(import.meta.url).resolve("@kusto/language-service-next/package.json"));
  for (const name of ["bridge.min.js", "Kusto.Language.Bridge.min.js"]) {
    runInThisContext(readFileSync(join(directory, name), "utf8"), { filename: name });
  }
  return (globalThis as unknown as { Kusto: { Language: Kusto } }).Kusto.Language;
}

const kusto = load();

const tables = [...kqlTables.values()].map(({ name, columns }) => {
  const schema = Object.entries(columns).map(([column, type]) => `${column}:${type}`);
  return new kusto.Symbols.TableSymbol.$ctor7(name, `(${schema.join(",")})`, null);
});
const workspace = kusto.GlobalState.Default.WithDatabase(new kusto.Symbols.DatabaseSymbol.ctor("Workspace", tables));

/** What Kusto's language service calls an error in a query over the tables of kql-tables.ts. */
export function kustoErrors(query: string): string[] {
  const found = kusto.KustoCode.ParseAndAnalyze(query, workspace).GetDiagnostics();
  const all = Array.from({ length: found.Count }, (_, index) => found.getItem(index));
  return all
    .filter(({ Severity }) => Severity === "Error")
    .map(({ Start, Code, Message }) => `${Start}: ${Code} ${Message}`);
}

/** Kusto's own literal of a text, in double or single quotes. */
export const kustoLiteral = (text: string, quote: "'" | '"'): string =>
  quote === '"' ? kusto.KustoFacts.GetStringLiteral(text) : kusto.KustoFacts.GetSingleQuotedStringLiteral(text);

/** What Kusto reads a literal as. */
export const kustoLiteralValue = (literal: string): string => kusto.KustoFacts.GetStringLiteralValue(literal);
