import { type Html, html, type Part } from "./html.ts";

/** A part of the page, with a heading and an entry in its contents. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence or two. */
  readonly lead: Part;
  readonly content: Part;
}

export const sectionHtml = ({ id, title, lead, content }: Section): Html =>
  html`<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h">${title}</h2>
<p class="lead">${lead}</p>
${content}</section>
`;
