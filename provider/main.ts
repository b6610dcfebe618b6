import { isMainThread } from "node:worker_threads";
import { isCall } from "../cli/is-call.ts";

const args = process.argv.slice(2);

// Each loads what the others don't need only where it is asked for.
if (!isMainThread) void import("../cli/threads/main.ts");
else if (isCall(args)) void import("../cli/process.ts").then(({ runHere }) => runHere(args));
else void import("./serve.ts").then(({ serve }) => serve(args));

/** Loads what the first component would, for what start.cjs keeps compiled. */
export const load = (): Promise<unknown> => import("./construct.ts");
