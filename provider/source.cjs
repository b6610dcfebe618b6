// Pulumi's host of Node.js plugins requires this file. Node reads the TypeScript itself, from 22.18 on.
"use strict";
if (!process.features.typescript) {
  console.error(
    `auditlog from its source needs Node.js 22.18 or newer, and ${process.execPath} is ${process.versions.node}: ` +
      "https://nodejs.org. A release of auditlog needs none.",
  );
  process.exit(1);
}
module.exports = import("./main.ts");
