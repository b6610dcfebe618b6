import { writeFileSync } from "node:fs";
import { join } from "node:path";

export const oldestNode = 20;

/**
 * Writes the executables that Pulumi starts, `NAME` for sh and `NAME.cmd` for Windows. They run the bundle through start.cjs, whose
 * syntax every Node can read, so that one that is too old gets a sentence instead of a syntax error.
 */
export function writeLaunchers(
  folder: string,
  bundle: string,
  launchers: { readonly [name: string]: readonly string[] },
): void {
  writeFileSync(join(folder, "start.cjs"), start(bundle));
  for (const [name, args] of Object.entries(launchers)) {
    const passed = args.map((arg) => ` ${arg}`).join("");
    writeFileSync(join(folder, name), shell(name, passed), { mode: 0o755 });
    writeFileSync(join(folder, `${name}.cmd`), batch(name, passed).replaceAll("\n", "\r\n"));
  }
}

const needs = `needs Node.js ${oldestNode} or newer`;

/**
 * Two thirds of a start are V8 compiling the bundle. Node keeps what it compiled in the user's own cache folder, where
 * nobody else can plant code; it is written while the plugin runs, because Pulumi ends its plugins without a goodbye.
 */
function start(bundle: string): string {
  return `"use strict";
if (parseInt(process.versions.node, 10) < ${oldestNode}) {
  console.error("This Pulumi plugin ${needs}, and " + process.execPath + " is " + process.versions.node + ": https://nodejs.org");
  process.exit(1);
}
var modules = require("module");
if (modules.enableCompileCache) {
  var path = require("path");
  var home = require("os").homedir();
  var caches = process.platform === "win32" ? process.env.LOCALAPPDATA : process.env.XDG_CACHE_HOME || path.join(home, ".cache");
  if (caches) {
    modules.enableCompileCache(path.join(caches, "auditlog", "compiled"));
    [500, 5000].forEach(function (wait) { setTimeout(modules.flushCompileCache, wait).unref(); });
  }
}
require("./${bundle}");
`;
}

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
