import { runHere } from "./process.ts";

void runHere(process.argv.slice(2));
