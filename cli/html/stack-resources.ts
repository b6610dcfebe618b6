import { type Cloud, cloudNames, clouds } from "../../core/contract/cloud.ts";
import { type Deployed, idOf } from "../../core/deployed/decide.ts";
import type { DeployedAlert, DeployedStore, NativeFilter } from "../../core/deployed/deployed.ts";
import { grouped } from "../../core/grouped.ts";
import type { ReplayResult } from "../../core/replay/result.ts";
import { number } from "../report/replay.ts";
import { conditionText } from "./alerts.ts";
import { mostCharacters } from "./cut.ts";
import { type Html, html } from "./html.ts";
import type { Section } from "./section.ts";
import { type Row, table } from "./table.ts";

const filterHtml = ({ text }: NativeFilter): Html => {
  const code = html`<code class="filter-text">${text}</code>`;
  if (text.length <= mostCharacters) return html`<div>${code}</div>`;
  return html`<details><summary>The filter: ${number(text.length)} characters</summary>${code}</details>`;
};

type Resource = DeployedStore | DeployedAlert;

/** How many it takes for people to be told, where one alone does not. */
const conditionHtml = (resource: Resource): Html | false =>
  "test" in resource && resource.threshold !== undefined && html`<small>${conditionText(resource.threshold)}</small>`;

/** Resources of the same kind and name, which events are counted for together. */
const rowOf = (cloud: Cloud, id: string, those: readonly Resource[], events: number): Row => ({
  cells: [
    html`<span class="name">${id}</span>${[...grouped(those, ({ urn }) => urn)].map(
      ([urn, of]) => html`<code>${urn}</code>${of.map(conditionHtml)}`,
    )}`,
    cloudNames[cloud],
    those.map(filterHtml),
    number(events),
  ],
  is: [cloud],
});

const rowsOf = (
  { clouds: of }: Deployed,
  which: "stores" | "alerts",
  eventsOf: (cloud: Cloud, id: string) => number,
): Row[] =>
  clouds.flatMap((cloud) =>
    [...grouped<string, Resource>(of[cloud][which], idOf)].map(([id, those]) =>
      rowOf(cloud, id, those, eventsOf(cloud, id)),
    ),
  );

/** The resources of a stack that store events or tell of them, those that met no event too. */
export const resourcesSection = (deployed: Deployed, { clouds: of, alerts }: ReplayResult): Section => {
  const stores = rowsOf(deployed, "stores", (cloud, id) => of.find((one) => one.cloud === cloud)?.rules[id] ?? 0);
  const told = rowsOf(
    deployed,
    "alerts",
    (cloud, id) => alerts.find((one) => one.cloud === cloud && one.id === id)?.events ?? 0,
  );
  const groups = [
    { title: "What stores events: counted for the first that does", rows: stores },
    { title: "What tells people: stored events that match", rows: told },
  ].filter(({ rows }) => rows.length > 0);
  const found = clouds.filter((cloud) => [...stores, ...told].some(({ is = [] }) => is.includes(cloud)));
  return {
    id: "resources",
    title: "What stores and what tells",
    lead: "The resources that were understood, with the filter of each, also of those that no event here met.",
    content:
      groups.length === 0
        ? html`<p>There is nothing here that stores events or tells of them.</p>`
        : table({
            id: "resources-table",
            caption: "Resources that store events or tell of them",
            columns: [
              { title: "Resource" },
              { title: "Cloud" },
              { title: "Filter" },
              { title: "Events", isNumber: true },
            ],
            groups,
            choice: { label: "Cloud", of: found.map((cloud) => [cloud, cloudNames[cloud]] as const) },
          }),
  };
};
