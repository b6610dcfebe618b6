import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const oldestNode = 20;

/** Writes the executables that Pulumi starts, `NAME` for sh and `NAME.cmd` for Windows, and start.cjs, through which they run the bundle. */
export function writeLaunchers(
  folder: string,
  bundle: string,
  launchers: { readonly [name: string]: readonly string[] },
): void {
  copyFileSync(join(import.meta.dirname, "start.cjs"), join(folder, "start.cjs"));
  for (const [name, args] of Object.entries(launchers)) {
    const passed = [bundle, ...args].map((arg) => ` ${arg}`).join("");
    writeFileSync(join(folder, name), shell(name, passed), { mode: 0o755 });
    writeFileSync(join(folder, `${name}.cmd`), batch(name, passed).replaceAll("\n", "\r\n"));
  }
}

/** Writes a file of JavaScript that runs the bundle, as npm's `bin` wants it, and start.cjs. */
export function writeCommand(folder: string, name: string, bundle: string): void {
  copyFileSync(join(import.meta.dirname, "start.cjs"), join(folder, "start.cjs"));
  const text = `#!/usr/bin/env node\nprocess.argv.splice(2, 0, "${bundle}");\nrequire("./start.cjs");\n`;
  writeFileSync(join(folder, name), text, { mode: 0o755 });
}

const needs = `needs Node.js ${oldestNode} or newer`;

// Pulumi may reach the launcher through a link, from a folder of its own.
function shell(name: string, args: string): string {
  return `#!/bin/sh
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
node=\${AUDITLOG_NODE:-node}
if ! command -v "$node" >/dev/null 2>&1; then
  echo "${name} ${needs}, and there is no $node on the PATH: https://nodejs.org" >&2
  exit 1
fi
case $self in
  */*) folder=\${self%/*} ;;
  *) folder=. ;;
esac
exec "$node" "$folder/start.cjs"${args} "$@"
`;
}

function batch(name: string, args: string): string {
  return `@echo off
setlocal
if defined AUDITLOG_NODE goto run
set AUDITLOG_NODE=node
where /q node && goto run
echo ${name} ${needs}, and there is no node on the PATH: https://nodejs.org 1>&2
exit /b 1
:run
"%AUDITLOG_NODE%" "%~dp0start.cjs"${args} %*
`;
}
