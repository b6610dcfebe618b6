/** What the page can do with a script: another theme, and tables that show less. It reads the page alone, and remembers nothing. */
export const script = `"use strict";
const theme = document.getElementById("theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
const name = () => { theme.textContent = isDark() ? "Light theme" : "Dark theme"; };
theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; name(); });
dark.addEventListener("change", name);
name();
theme.hidden = false;
for (const bar of document.querySelectorAll(".filter")) {
  const bodies = [...document.getElementById(bar.dataset.for).tBodies];
  const find = bar.querySelector("input");
  const choice = bar.querySelector("select");
  const said = bar.querySelector("output");
  const apply = () => {
    const words = find.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const body of bodies) {
      let left = 0;
      let above = "";
      for (const row of body.rows) {
        if (row.className === "group") {
          above = row.textContent.toLowerCase() + " ";
          continue;
        }
        const text = above + row.textContent.toLowerCase();
        const fits = words.every((word) => text.includes(word)) &&
          (!choice || !choice.value || row.dataset.is.split(" ").includes(choice.value));
        row.hidden = !fits;
        if (fits) left += 1;
      }
      body.hidden = left === 0;
      shown += left;
    }
    const all = said.dataset.rows;
    said.textContent = shown === Number(all) ? all + " rows" : shown + " of " + all + " rows";
  };
  find.addEventListener("input", apply);
  if (choice) choice.addEventListener("change", apply);
  bar.hidden = false;
}
`;
