/** A part of a UTC day during which a zone's distance from UTC stays the same; all in milliseconds, `to` not included. */
export type Steady = { readonly from: number; readonly to: number; readonly offset: number };

export const DAY = 86_400_000;

// Zones are the same for every tenant, and asking Intl costs a microsecond: what it said is kept for the life of the process.
const zones = new Map<string, (utcDay: number) => readonly Steady[]>();

/** A zone's UTC days (numbered from 1970-01-01), each in parts of one offset. Source: the IANA data in Node's ICU. Throws a RangeError for an unknown zone. */
export const openZone = (name: string): ((utcDay: number) => readonly Steady[]) => {
  let zone = zones.get(name);
  if (!zone) {
    zone = readZone(name);
    zones.set(name, zone);
  }
  return zone;
};

const readZone = (name: string) => {
  const format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' });
  const offsetAt = (at: number): number => {
    const [, sign, hours = 0, minutes = 0, seconds = 0] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(format.format(at)) ?? [];
    return (sign === '-' ? -1000 : 1000) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
  };
  const atMidnight = new Map<number, number>();
  const offsetAtMidnight = (utcDay: number): number => {
    let offset = atMidnight.get(utcDay);
    if (offset === undefined) {
      offset = offsetAt(utcDay * DAY);
      atMidnight.set(utcDay, offset);
    }
    return offset;
  };
  const days = new Map<number, readonly Steady[]>();
  return (utcDay: number): readonly Steady[] => {
    let parts = days.get(utcDay);
    if (!parts) {
      parts = splitDay(utcDay * DAY, offsetAtMidnight(utcDay), offsetAtMidnight(utcDay + 1), offsetAt);
      days.set(utcDay, parts);
    }
    return parts;
  };
};

/** No zone has ever changed twice within one UTC day, so what differs at its two ends changed once between them. */
const splitDay = (start: number, before: number, after: number, offsetAt: (at: number) => number): readonly Steady[] => {
  if (before === after) return [{ from: start, to: start + DAY, offset: before }];
  let old = start;
  let changed = start + DAY;
  while (changed - old > 1) {
    const middle = Math.floor((old + changed) / 2);
    if (offsetAt(middle) === before) old = middle;
    else changed = middle;
  }
  return [
    { from: start, to: changed, offset: before },
    { from: changed, to: start + DAY, offset: after },
  ];
};
