import { readTimestamp } from "./cloud-logging-time.ts";

/** 1970-01-01 in ticks of 100 ns since the year 1, where a datetime begins. */
const unixEpoch = 621_355_968_000_000_000n;

const day = 864_000_000_000n;

/**
 * Ticks of an ISO 8601 text, which is UTC where it doesn't say otherwise; null for any other text.
 * https://learn.microsoft.com/en-us/kusto/query/scalar-data-types/datetime#iso-8601
 */
export function readDatetime(text: string): bigint | null {
  const nanoseconds = readTimestamp(text.trim().replace(" ", "T"));
  // Rounded down, also before 1970, since ticks count from before any time that can be written.
  return nanoseconds === undefined ? null : (unixEpoch * 100n + nanoseconds) / 100n;
}

/** As tostring() writes it. */
export function writeDatetime(ticks: bigint): string {
  const rest = ticks % day;
  const two = (count: bigint): string => count.toString().padStart(2, "0");
  const clock = [rest / 36_000_000_000n, (rest / 600_000_000n) % 60n, (rest / 10_000_000n) % 60n].map(two).join(":");
  return `${writeDate(Number(ticks / day))}T${clock}.${(ticks % 10_000_000n).toString().padStart(7, "0")}Z`;
}

/** A date by its days since 0001-01-01. Years that begin in March put the leap day last. */
function writeDate(days: number): string {
  const sinceMarch = days + 306;
  const era = Math.floor(sinceMarch / 146_097);
  const dayOfEra = sinceMarch - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const months = Math.floor((5 * dayOfYear + 2) / 153);
  const month = months < 10 ? months + 3 : months - 9;
  const year = yearOfEra + era * 400 + (month < 3 ? 1 : 0);
  const dayOfMonth = dayOfYear - Math.floor((153 * months + 2) / 5) + 1;
  return [[year, 4] as const, [month, 2] as const, [dayOfMonth, 2] as const]
    .map(([number, length]) => String(number).padStart(length, "0"))
    .join("-");
}

/** As tostring() writes it: 1.02:03:04.5000000. */
export function writeTimespan(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const two = (count: bigint): string => count.toString().padStart(2, "0");
  const seconds = size / 10_000_000n;
  const days = seconds / 86_400n;
  const clock = [(seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(":");
  const fraction = size % 10_000_000n;
  const rest = fraction === 0n ? "" : `.${fraction.toString().padStart(7, "0")}`;
  return `${ticks < 0n ? "-" : ""}${days === 0n ? "" : `${days}.`}${clock}${rest}`;
}
