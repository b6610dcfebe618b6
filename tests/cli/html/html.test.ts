import { describe, expect, it } from "vitest";
import { html } from "../../../cli/html/html.ts";

describe("a template of markup", () => {
  it.each([
    ["</script><script>alert(1)</script>", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"],
    [`" onload='x' &amp;`, "&quot; onload=&#39;x&#39; &amp;amp;"],
    ["a\u202etxt.exe", "a\\u202etxt.exe"],
    ["zero\u200bwidth \u0000 \u001b[2J", "zero\\u200bwidth \\u0000 \\u001b[2J"],
    ["\ud800", "\\ud800"],
    ["Zoë, 東京, 🙂", "Zoë, 東京, 🙂"],
  ])("shows %j as %j", (text, shown) => {
    expect(html`<p title="${text}">${text}</p>`.toString()).toBe(`<p title="${shown}">${shown}</p>`);
  });

  it("takes markup as it is, joins lists, and leaves out what is false or absent", () => {
    const items = ["a", "<b>"].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}</ul>${false}${undefined}${[]}${0}`.toString()).toBe(
      "<ul><li>a</li><li>&lt;b&gt;</li></ul>0",
    );
  });
});
