import { parentPort, workerData } from "node:worker_threads";
import { decider } from "../../core/replay/decide.ts";
import { readSpec } from "../request.ts";
import { counter } from "./count.ts";
import type { Deciding, Said, Work } from "./work.ts";

/** What a thread runs: it counts what it is given until it is ended. */

const { spec, today } = workerData as Deciding;
const { plan } = readSpec(spec, today);
if (plan === undefined || parentPort === null) throw new Error("a thread begins with a spec that has no error");
const port = parentPort;
const say = (said: Said): void => port.postMessage(said);
const count = counter(decider(plan), (bytes) => say({ bytes }));
port.on("message", async (work: Work) => say(await count(work)));
