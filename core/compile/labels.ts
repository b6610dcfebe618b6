import { type Issue, issue } from "../contract/issues.ts";
import { grouped } from "../grouped.ts";

const longestLabel = 63;

/**
 * A tag's name or value as a Google Cloud label: lower-case letters, digits, `_` and `-`, at most 63.
 * https://cloud.google.com/resource-manager/docs/labels-overview#requirements
 */
export const labelText = (text: string): string =>
  [...text.toLowerCase().replaceAll(/[^\p{Ll}\p{Lo}\p{N}_-]/gu, "_")].slice(0, longestLabel).join("");

/** A label's name must begin with a letter. */
export const labelName = (tag: string): string => {
  const name = labelText(tag);
  return /^[\p{Ll}\p{Lo}]/u.test(name) ? name : labelText(`tag_${name}`);
};

/** What changes on the way from tags to labels, and tags that become the same label. */
export const labelIssues = (tags: readonly string[]): Issue[] => {
  const byLabel = grouped(tags, labelName);
  const collisions = [...byLabel].filter(([, names]) => names.length > 1);
  const changed = [...byLabel]
    .filter(([label, names]) => names.length === 1 && names[0] !== label)
    .map(([label]) => label);
  return [
    ...collisions.map(([label, names]) => issue("error", "label-collision", ["tags"], { tags: names, label })),
    ...(changed.length === 0 ? [] : [issue("notice", "labels-changed", ["tags"], { labels: changed })]),
  ];
};
