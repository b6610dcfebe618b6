const second = 1_000_000_000n;

const instant =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9})\d*)?)?(?:Z|([+-])(\d{2}):(\d{2}))?)?$/i;

/** Nanoseconds since 1970 of an RFC 3339 instant; a date alone is its midnight in UTC. */
export function readTimestamp(value: unknown): bigint | undefined {
  if (typeof value !== "string") return undefined;
  const parts = instant.exec(value);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, seconds] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  const days = daysSince1970(year!, month!, day!);
  const [offsetHour, offsetMinute] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  const isTime = hour! < 24 && minute! < 60 && seconds! < 61 && offsetHour < 24 && offsetMinute < 60;
  if (days === undefined || !isTime) return undefined;
  const offset = (parts[8] === "-" ? -1 : 1) * (offsetHour * 60 + offsetMinute);
  const minutes = days * 1440 + hour! * 60 + minute! - offset;
  return BigInt(minutes * 60 + seconds!) * second + BigInt((parts[7] ?? "").padEnd(9, "0"));
}

function daysSince1970(year: number, month: number, day: number): number | undefined {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (length === undefined || day < 1 || day > length) return undefined;
  // Years that begin in March put the leap day last: 153 days are five months, from March on.
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + dayOfYear - 719_468;
}

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  ms: 1_000_000n,
  s: second,
  m: 60n * second,
  h: 3600n * second,
};

/** Nanoseconds of a duration such as "3.2s". */
export function readDuration(value: unknown): bigint | undefined {
  if (typeof value !== "string") return undefined;
  const parts = /^([+-]?)(\d{1,18})(?:\.(\d{1,18}))?(ns|us|ms|s|m|h)$/.exec(value);
  if (parts === null) return undefined;
  const fraction = parts[3] ?? "";
  const size = (BigInt(parts[2]! + fraction) * units[parts[4]!]!) / 10n ** BigInt(fraction.length);
  return parts[1] === "-" ? -size : size;
}

/** An instant as a clock in a time zone shows it, with its distance from UTC. */
export function inTimeZone(timestamp: string, timeZone: string): string | undefined {
  const instantOf = readTimestamp(timestamp);
  if (instantOf === undefined) return undefined;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "longOffset",
  });
  const milliseconds = (instantOf - (((instantOf % second) + second) % second)) / 1_000_000n;
  const parts = Object.fromEntries(format.formatToParts(Number(milliseconds)).map(({ type, value }) => [type, value]));
  const fraction = /\.\d+/.exec(timestamp)?.[0] ?? "";
  const offset = /[+-]\d{2}:\d{2}/.exec(parts.timeZoneName ?? "")?.[0] ?? "Z";
  const date = `${parts.year!.padStart(4, "0")}-${parts.month}-${parts.day}`;
  return `${date}T${parts.hour}:${parts.minute}:${parts.second}${fraction}${offset}`;
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
