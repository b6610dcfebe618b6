import { readCall } from "./call.ts";
import { type Io, Unheard, UsageError } from "./io.ts";
import { plain } from "./report/text.ts";
import { usageOf } from "./usage.ts";

/** What reads specs is loaded only where one is read: it is most of the program. */
const dispatch = async (args: readonly string[], io: Io, version: string): Promise<number> => {
  const call = readCall(args);
  switch (call.kind) {
    case "nothing":
      io.stderr(usageOf("all"));
      return 2;
    case "version":
      io.stdout(`${version}\n`);
      return 0;
    case "help":
      io.stdout(usageOf(call.about));
      return 0;
    case "check": {
      const { check } = await import("./check.ts");
      return check(io, call.files, call.isJson);
    }
    case "explain": {
      const { explain } = await import("./explain.ts");
      return explain(io, call);
    }
    case "test": {
      const { test } = await import("./test.ts");
      return test(io, call);
    }
    case "replay": {
      const { replay } = await import("./replay.ts");
      return replay(io, call);
    }
    case "report": {
      const { report } = await import("./report.ts");
      return report(io, call);
    }
    case "backtest": {
      const { backtest } = await import("./backtest.ts");
      return backtest(io, call);
    }
    case "diff": {
      const { diff } = await import("./diff.ts");
      return diff(io, call);
    }
    case "replay-deployed": {
      const { replayDeployed } = await import("./replay-deployed.ts");
      return replayDeployed(io, call);
    }
    case "catalog": {
      const { catalog } = await import("./catalog.ts");
      return catalog(io, call);
    }
    case "completion": {
      const { completion } = await import("./completion.ts");
      io.stdout(completion(call.shell));
      return 0;
    }
    default:
      return call satisfies never;
  }
};

/** Runs one call and gives its exit code. */
export const run = async (args: readonly string[], io: Io, version: string): Promise<number> => {
  try {
    return await dispatch(args, io, version);
  } catch (error) {
    if (error instanceof Unheard) return error.exitCode;
    if (!(error instanceof UsageError)) throw error;
    io.stderr(`auditlog: ${plain(error.message)}\n`);
    return 2;
  }
};
