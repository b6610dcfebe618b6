import type { Case } from "./azure-cases.ts";
import { bad, where } from "./azure-scheduled-query-cases.ts";

const ISO = "InvalidRequestContent";
const periods = (count: number) => where({ "failingPeriods.numberOfEvaluationPeriods": count });

/** The rules on when a query runs, and over what time. */
export const timingCases: Case[] = [
  bad(
    "durations-are-supported",
    "a rule without a frequency",
    { evaluationFrequency: null },
    {},
    /Required property 'evaluationFrequency' not found/,
    ISO,
  ),
  bad("durations-are-supported", "a rule without a window", { windowSize: "" }, {}, /'windowSize' not found/, ISO),
  bad(
    "durations-are-supported",
    "a frequency in other words",
    { evaluationFrequency: "5m" },
    { evaluationFrequency: "PT0H5M" },
    /properties\.evaluationFrequency: '5m' is not supported/,
  ),
  bad(
    "durations-are-supported",
    "a frequency of 12 hours",
    { evaluationFrequency: "PT12H", windowSize: "P1D" },
    { evaluationFrequency: "P1D", windowSize: "P1D" },
    /'PT12H' is not supported\. Supported granularities are: 1, 5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440\./,
  ),
  bad(
    "durations-are-supported",
    "a window of three days",
    { windowSize: "P3D" },
    { windowSize: "P2D" },
    /'P3D' is not supported\. Supported granularities are: 1, 5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440, 2880\./,
  ),
  bad(
    "durations-are-supported",
    "muting for 12 hours",
    { muteActionsDuration: "PT12H" },
    { muteActionsDuration: "P1D" },
    /properties\.muteActionsDuration: 'PT12H'/,
  ),
  bad(
    "durations-are-supported",
    "a range of a week",
    { overrideQueryTimeRange: "P7D" },
    { overrideQueryTimeRange: "PT20M" },
    /properties\.overrideQueryTimeRange: 'P7D'/,
  ),
  bad(
    "window-fits-its-frequency",
    "a window of a day each minute",
    { evaluationFrequency: "PT1M", windowSize: "P1D" },
    { evaluationFrequency: "PT1M", windowSize: "PT6H" },
    /with PT1M it is PT1M to PT6H/,
  ),
  bad(
    "window-fits-its-frequency",
    "a window of a minute each five minutes",
    { windowSize: "PT1M", ...periods(5) },
    { windowSize: "PT5M" },
    /otherwise PT5M to P2D/,
  ),
  bad(
    "frequency-is-within-its-look-back",
    "a window that is shorter than the frequency",
    { evaluationFrequency: "PT15M", windowSize: "PT10M" },
    { evaluationFrequency: "PT15M", windowSize: "PT10M", ...periods(2) },
    /EvaluationFrequency cannot be greater than the query look back/,
    ISO,
  ),
  bad(
    "look-back-is-at-most-2-days",
    "three windows of a day",
    { windowSize: "P1D", ...periods(3) },
    { windowSize: "P1D", ...periods(2) },
    /cannot exceed 48 hours/,
    ISO,
  ),
  bad(
    "range-covers-its-look-back",
    "a range that is shorter than the window",
    { windowSize: "PT1H", overrideQueryTimeRange: "PT45M" },
    { windowSize: "PT1H", overrideQueryTimeRange: "PT1H" },
    /OverrideQueryTimeRange cannot be less than the query look back/,
    ISO,
  ),
  bad(
    "mute-covers-its-frequency",
    "muting for less than the frequency",
    { evaluationFrequency: "PT1H", windowSize: "PT1H", muteActionsDuration: "PT30M" },
    { evaluationFrequency: "PT1H", windowSize: "PT1H", muteActionsDuration: "PT1H" },
    /EvaluationFrequency cannot be greater than MuteActionsDuration/,
    ISO,
  ),
  bad(
    "mute-is-stateless",
    "muting and resolving at once",
    { muteActionsDuration: "PT1H", autoMitigate: true },
    { muteActionsDuration: "PT1H", autoMitigate: false },
    /Auto mitigation must be disabled when action suppression is set/,
  ),
  bad(
    "mute-is-stateless",
    "muting where resolving isn't turned off",
    { muteActionsDuration: "PT1H", autoMitigate: null },
    { autoMitigate: null },
    /Auto mitigation must be disabled/,
  ),
  bad(
    "stateful-is-evaluated-within-12-hours",
    "a stateful rule that runs once a day",
    { evaluationFrequency: "P1D", windowSize: "P1D", autoMitigate: null },
    { evaluationFrequency: "PT6H", windowSize: "P1D", autoMitigate: null },
    /frequency of more than 12 hours are not supported: with the evaluationFrequency P1D, autoMitigate must be false/,
  ),
];
