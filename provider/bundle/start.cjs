// Starts the bundle that is named first among the arguments, or the one that is inside of a self-contained executable. Written so that every Node can read it: one that is too old
// gets a sentence instead of a syntax error.
"use strict";
var oldest = 20;
if (parseInt(process.versions.node, 10) < oldest) {
  console.error(
    "auditlog needs Node.js " +
      oldest +
      " or newer, and " +
      process.execPath +
      " is " +
      process.versions.node +
      ": https://nodejs.org",
  );
  process.exit(1);
}

var crypto = require("node:crypto");
var fs = require("node:fs");
var modules = require("node:module");
var path = require("node:path");
var threads = require("node:worker_threads");
var vm = require("node:vm");
var zlib = require("node:zlib");

var embedded = embeddedBundle();
var bundle = path.join(__dirname, embedded === undefined ? process.argv.splice(2, 1)[0] : "auditlog.cjs");
var text = embedded === undefined ? bundleText() : embedded;
var cache = cacheFile();
var kept = readCache();
var script = new vm.Script(text, { filename: bundle, cachedData: kept });
var main = { exports: {} };
script.runInThisContext()(main.exports, modules.createRequire(bundle), main, bundle, __dirname);
if (threads.isMainThread && cache && (!kept || script.cachedDataRejected)) {
  // Pulumi ends its plugins without a goodbye, so what was compiled is kept while they run; a command comes to its end.
  if (main.exports.load) setTimeout(keepCompiled, 1000).unref();
  else process.once("exit", writeCompiled);
}

// What is downloaded has the bundle packed.
function bundleText() {
  if (fs.existsSync(bundle)) return fs.readFileSync(bundle, "utf8");
  return zlib.brotliDecompressSync(fs.readFileSync(bundle + ".br")).toString();
}

// Node 20 has no such module in its first releases.
function embeddedBundle() {
  if (!modules.isBuiltin("node:sea")) return undefined;
  var sea = require("node:sea");
  return sea.isSea() ? sea.getAsset("auditlog.cjs", "utf8") : undefined;
}

// Two thirds of a start are V8 compiling the bundle, so what it compiled is kept, in the user's own cache folder, where
// nobody else can plant code. Node's own compile cache keeps only what is compiled before the first function runs.
function cacheFile() {
  var home = process.env.HOME || process.env.USERPROFILE;
  var caches =
    process.platform === "win32"
      ? process.env.LOCALAPPDATA
      : process.env.XDG_CACHE_HOME || (home && path.join(home, ".cache"));
  if (!caches) return undefined;
  var key = crypto
    .createHash("sha256")
    .update(process.version + process.arch)
    // Not joined to the above, which would copy it.
    .update(text, "latin1")
    .digest("hex")
    .slice(0, 32);
  return path.join(caches, "auditlog", "compiled", key);
}

function readCache() {
  try {
    return cache && fs.readFileSync(cache);
  } catch (_) {
    return undefined;
  }
}

// What is loaded late is loaded now, so that it is kept too: once for each release on a machine.
function keepCompiled() {
  main.exports.load().then(writeCompiled, () => {});
}

function writeCompiled() {
  var unfinished = cache + "." + process.pid;
  try {
    fs.mkdirSync(path.dirname(cache), { recursive: true, mode: 0o700 });
    fs.writeFileSync(unfinished, script.createCachedData(), { mode: 0o600 });
    fs.renameSync(unfinished, cache);
    forgetOthers(path.dirname(cache));
  } catch (_) {
    // A cache that can't be written only makes the next start slower.
  }
}

function forgetOthers(folder) {
  var monthAgo = Date.now() - 30 * 24 * 3600 * 1000;
  fs.readdirSync(folder).forEach((name) => {
    var file = path.join(folder, name);
    if (fs.statSync(file).mtimeMs < monthAgo) fs.rmSync(file);
  });
}
