import { catalogAlerts } from "../../core/catalog/alerts.ts";
import { cloudNames } from "../../core/contract/cloud.ts";
import { grouped } from "../../core/grouped.ts";
import { instantOf } from "../../core/replay/instant.ts";
import type { AlertResult } from "../../core/replay/result.ts";
import { counted, lateText, number, placeText } from "../report/replay.ts";
import type { Axis } from "./axis.ts";
import { spans } from "./chart.ts";
import { shortened } from "./cut.ts";
import { type Html, html, type Part } from "./html.ts";
import { severityMark, severityOrder } from "./marks.ts";
import type { Section } from "./section.ts";
import { type Row, table } from "./table.ts";
import { timeText } from "./time.ts";

const mostBursts = 20;

const catalogTitle = (id: string): string | undefined => catalogAlerts.find((one) => one.id === id)?.title;

const lateHtml = (alert: AlertResult): Html | undefined => {
  const text = lateText(alert);
  return text === undefined ? undefined : html`<small>${text}</small>`;
};

const toldCell = (alert: AlertResult): Part => {
  const { told, events, unseen, threshold } = alert;
  return [
    threshold === undefined ? counted(told, "event") : counted(told, "burst"),
    threshold !== undefined &&
      html`<small>of ${threshold.count} within ${counted(threshold.withinMinutes, "minute")}, in ${counted(events, "event")}</small>`,
    lateHtml(alert),
    unseen > 0 && html`<small>${number(unseen)} more that match are not stored: nobody is told of them</small>`,
  ];
};

const spanText = ({ first, last }: AlertResult): string => {
  if (first === undefined || last === undefined) return "at no time";
  return first === last ? first : `${first} to ${last}`;
};

const burstList = ({ bursts }: AlertResult): Html | false =>
  bursts.length > 0 &&
  html`<details><summary>${counted(bursts.length, "burst")}</summary><ol>${bursts
    .slice(0, mostBursts)
    .map(
      ({ from, to, most }) =>
        html`<li>${timeText(from)} to ${timeText(to)}, at most ${number(most)} within the minutes</li>`,
    )}</ol>${bursts.length > mostBursts && html`<p>and ${number(bursts.length - mostBursts)} more: --json has all</p>`}</details>`;

const whenCell = (alert: AlertResult, axis: Axis | undefined): Part => {
  const { bursts, first, last, threshold } = alert;
  const [from, to] = [first, last].map((text) => instantOf(text)?.second);
  const whole = from === undefined || to === undefined ? [] : [{ from, to }];
  const shown = threshold === undefined ? whole : bursts.slice(0, mostBursts);
  return [
    axis !== undefined && shown.length > 0 && spans(axis, spanText(alert), shown),
    html`<small>${spanText(alert)}</small>`,
    burstList(alert),
  ];
};

const exampleCell = ({ example }: AlertResult): Part => {
  if (example === undefined) return html`<span class="none">&ndash;</span>`;
  const { time, operation, actor, resource } = example;
  return html`<code class="operation">${shortened(operation)}</code>
${actor !== undefined && html`<span class="pair"><i>by</i> ${shortened(actor)}</span>`}
${resource !== undefined && html`<span class="pair"><i>on</i> ${shortened(resource)}</span>`}
<small>${time ?? "at no time"}, ${shortened(placeText(example))}</small>`;
};

const rowOf = (alert: AlertResult, axis: Axis | undefined): Row => ({
  cells: [cloudNames[alert.cloud], toldCell(alert), whenCell(alert, axis), exampleCell(alert)],
  is: [alert.cloud],
});

const own = "The stack's own names are not known yet: what is done to any such resource is counted.";

/** In whose words it is told which alerts they are. */
export interface ToldWords {
  readonly caption: string;
  /** Of an alert in each cloud that has it. */
  readonly titleOf: (alerts: readonly AlertResult[]) => Html;
}

export const specAlerts: ToldWords = {
  caption: "Alerts by cloud, the gravest first",
  titleOf: (alerts) => {
    const { id, severity } = alerts[0]!;
    const title = catalogTitle(id);
    const note = alerts.some(({ isOwn }) => isOwn) && html`<small>${own}</small>`;
    return html`${severityMark(severity)} ${title ?? html`<code>${id}</code>`} ${title !== undefined && html`<code>${id}</code>`}${note}`;
  },
};

/** The clouds' severities do not compare, so that a stack's alerts have none. */
export const stackAlerts: ToldWords = {
  caption: "Alerts by cloud",
  titleOf: (alerts) => html`${shortened(alerts[0]!.id)}`,
};

const isTold = (alerts: readonly AlertResult[]): boolean => alerts.some(({ told }) => told > 0);

/** Those that tell somebody before those that only match, and of each the gravest first. */
const inOrder = (alerts: readonly AlertResult[]): AlertResult[][] => {
  const byId = [...grouped(alerts, ({ id }) => id).values()];
  const rankOf = (of: readonly AlertResult[]): number => severityOrder.indexOf(of[0]!.severity);
  return byId.sort((a, b) => Number(isTold(b)) - Number(isTold(a)) || rankOf(a) - rankOf(b));
};

/** Whom alerts would have told of what. */
export const toldSection = (
  alerts: readonly AlertResult[],
  axis: Axis | undefined,
  { caption, titleOf }: ToldWords,
): Section => {
  const found = [...new Set(alerts.map(({ cloud }) => cloud))];
  return {
    id: "told",
    title: "Alerts that would have told people",
    lead: "How often, when, and an event of each. An alert with a threshold tells of bursts: stretches of time in which enough happened within its minutes.",
    content:
      alerts.length === 0
        ? html`<p>None of the alerts matches any of the events.</p>`
        : table({
            id: "told-table",
            caption,
            columns: [{ title: "Cloud" }, { title: "Told of" }, { title: "When" }, { title: "The first in the files" }],
            groups: inOrder(alerts).map((of) => ({ title: titleOf(of), rows: of.map((one) => rowOf(one, axis)) })),
            choice: { label: "Cloud", of: found.map((cloud) => [cloud, cloudNames[cloud]] as const) },
          }),
  };
};
