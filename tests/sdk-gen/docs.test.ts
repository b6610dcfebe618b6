// What a generator writes is read as text: that the languages' own tools show it is not proved.
import { expect, test } from "vitest";
import { languages } from "../../sdk-gen/sdks/languages.ts";
import { descriptions, readable, sdkFiles } from "./sdk-texts.ts";

const texts = descriptions();

test("the schema has a text for each component, type, field and value: what it is, and of fields all that is known", () => {
  expect(texts.get("Retention.searchableDays")).toBe(`\
How long events can be searched in CloudWatch Logs, a log bucket or Log Analytics, in days. Rounded up to what the cloud accepts, with a notice.

Default: 90, or \`retention.days\` where that is less.

Allowed: 1 to 3,650 days.

Refused above \`retention.days\`, and above 730 on Azure.

Source: https://cloud.google.com/logging/quotas`);
  expect(texts.size).toBeGreaterThan(350);
});

test.each(languages)(
  "the SDK for %s has every text of the schema: units, defaults, allowed values, errors, sources",
  (language) => {
    const sdk = readable([...sdkFiles[language].values()].join("\n"));
    const lost = [...texts].filter(([, text]) => !sdk.includes(readable(text).trim()));
    expect(lost).toEqual([]);
  },
);

test("a text is read back from each format of comments", () => {
  const said = 'See `a <b>` & "c" of x@y: it\'s fine.';
  const comments = [
    `/**\n * ${said.replace("`a <b>`", "`a\n * <b>`")}\n */`,
    `/// See \`a &lt;b&gt;\` &amp; "c" of x@y:\n/// it's fine.`,
    ` * See \`a &lt;b&gt;\` &amp; &#34;c&#34; of x{@literal @}y: it&#39;s fine.`,
    `// See \`a <b>\` & "c" of x@y:\n// it's fine.`,
  ];
  expect(comments.map(readable).filter((text) => !text.includes(said))).toEqual([]);
});
