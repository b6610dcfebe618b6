import { isMainThread } from "node:worker_threads";

if (isMainThread) void import("./process.ts").then(({ runHere }) => runHere(process.argv.slice(2)));
else void import("./threads/main.ts");
