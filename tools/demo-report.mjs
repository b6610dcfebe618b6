const cloudNames = { aws: "AWS", gcp: "Google Cloud", azure: "Azure" };
const width = 110;

/** What was deployed, and what each cloud does about each part of the spec. */
export function renderReport({ coverage, ...outputs }) {
  const used = Object.keys(cloudNames).filter((cloud) => outputs[cloud]);
  return [
    heading("What was deployed"),
    ...used.flatMap((cloud) => renderCloud(cloud, outputs[cloud])),
    heading("What each cloud does about the spec"),
    ...grouped(coverage, ({ rule }) => rule).flatMap(([rule, rows]) => renderRule(rule, rows)),
    "  = as asked    + more than asked    ! a gap that the spec allowed",
  ].join("\n");
}

/** As Object.groupBy, which Node has only from 21 on. */
function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}

function heading(text) {
  return `\n${text}\n${"-".repeat(text.length)}`;
}

function renderCloud(cloud, { archive, search, collector, key }) {
  const parts = Object.entries({ archive, search, collector, key }).filter(([, value]) => value);
  return parts.map(
    ([part, value], index) => `${cell(index === 0 ? cloudNames[cloud] : "", 14)}${cell(part, 11)}${value}`,
  );
}

function renderRule(rule, rows) {
  const asked = [...new Set(rows.map((row) => row.asked))].join("; ");
  return [`${rule}: ${asked}`, ...rows.flatMap(renderRow), ""];
}

const marks = { exact: "=", wider: "+", unsupported: "!" };

function renderRow({ cloud, given, fidelity, reason }) {
  const indent = " ".repeat(18);
  const [first, ...rest] = wrap(given, width - indent.length);
  const more = reason ? wrap(reason, width - indent.length - 2).map((line) => `  ${line}`) : [];
  return [
    `  ${marks[fidelity]} ${cell(cloudNames[cloud], 14)}${first}`,
    ...[...rest, ...more].map((line) => indent + line),
  ];
}

function cell(text, size) {
  return text.padEnd(size);
}

function wrap(text, size) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== "" && line.length + 1 + word.length > size) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}

/** What a destroy leaves in the clouds: the resources of an exported stack that are retained. */
export function keptBy({ deployment }) {
  const retained = (deployment.resources ?? []).filter((one) => one.custom && one.retainOnDelete);
  return retained.map(({ type, id }) => ({ type, id }));
}

/** What is kept, by clouds and names: a bucket's settings are resources with the bucket's name. */
export function renderKept(kept) {
  if (kept.length === 0) return "\nNothing was kept: the stack's evidence is disposable.";
  const clouds = grouped(kept, ({ type }) => type.split(":")[0].split("-")[0]);
  return [
    heading("Kept on purpose: evidence, what protects it, and what others may count on"),
    ...clouds.flatMap(([cloud, parts]) => [cloudNames[cloud], ...renderParts(parts)]),
    "",
    "They stay in the clouds, and are billed, until somebody deletes them there. Here: npm run demo -- --reset",
  ].join("\n");
}

function renderParts(parts) {
  return grouped(parts, ({ id }) => shortName(id)).flatMap(([name, all]) => {
    const types = all.map(({ type }) => type.split(":").at(-1)).join(", ");
    const [first, ...rest] = wrap(types, width - 4);
    return [`  ${name}`, `    ${first}`, ...rest.map((line) => `    ${line}`)];
  });
}

/** Of a long id, the part that a person recognises. */
function shortName(id) {
  return id.replace(/^.*\/(?:resourceGroups|locations\/[^/]+)\//, "").replace(/\/providers\/Microsoft\./, "/");
}
