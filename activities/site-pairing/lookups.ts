/** What each act of a site pairing is judged by, or what in its input the tenant's data doesn't know. */

import { unique } from '../../workflows/kernel/parts.ts';
import type { Facts } from '../../workflows/site-pairing/facts.ts';
import type { Inputs } from '../../workflows/site-pairing/inputs.ts';
import type { Limits } from '../../workflows/site-pairing/limits.ts';
import type { Reference } from '../../workflows/site-pairing/vocabulary.ts';
import { readActor } from '../actors.ts';
import { readAccrual } from '../credits/tables.ts';
import { readToday } from '../days.ts';
import { readDepartment } from '../departments.ts';
import { noPerson, noUnit } from '../found.ts';
import { type ActAsk, defineLookups } from '../lookups.ts';
import type { TenantRead } from '../tenant-read.ts';

/** Those who are there, and an issue for each who isn't. */
const readGroup = async (read: TenantRead, ids: readonly string[]) => {
  const found = await Promise.all(ids.map((id) => readActor(read, id)));
  return {
    lecturers: found.flatMap((lecturer) => lecturer ?? []),
    issues: ids.flatMap((id, n) => (found[n] ? [] : [noPerson(['lecturers', n], id)])),
  };
};

const today = async ({ read, now }: ActAsk<unknown, Facts, Limits>) => ({
  reference: { today: await readToday(read, now) },
});

/** The minutes to the end of a day, rounded up, so that the clock never rings on it. */
const readEnd = async (read: TenantRead, until: string, now: number) => {
  const [found] = await read<{ minutes: number }>(
    `SELECT greatest(0, ceil(extract(epoch FROM (($1->>'until')::date + 1)::timestamp AT TIME ZONE zone - to_timestamp(($1->>'now')::float8 / 1000)) / 60))::int AS minutes
     FROM tenants WHERE id = current_setting('banjie.tenant', true)`,
    { until, now },
  );
  return { today: await readToday(read, now), minutesToEnd: found?.minutes ?? 0 };
};

export const sitePairingLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input, now }) => {
    const [[site], worker, { lecturers, issues }, today] = await Promise.all([
      read<Reference['start']['site']>(`SELECT id, kind, en, zh FROM units WHERE id = $1->>'site'`, { site: input.site }),
      readActor(read, input.worker),
      readGroup(read, input.lecturers),
      readToday(read, now),
    ]);
    if (site && worker && issues.length === 0) return { reference: { site, worker, lecturers, today } };
    return {
      issues: [
        ...(site ? [] : [noUnit(['site'], input.site)]),
        ...(worker ? [] : [noPerson(['worker'], input.worker)]),
        ...issues,
      ],
    };
  },
  agree: async ({ read, current, now }) => ({ reference: await readEnd(read, current.facts.until, now) }),
  prolong: async ({ read, input, now }) => ({ reference: await readEnd(read, input.until, now) }),
  planVisit: today,
  logVisit: today,
  confirmVisit: async ({ read, input, current }) => {
    const { visit: n } = input;
    const visit = current.facts.visits.waiting.find((one) => one.n === n);
    return { reference: { credits: visit ? await readAccrual(read, 'siteVisit', visit.day) : null } };
  },
  raiseDifficulty: async ({ read, input }) => {
    const found = await Promise.all(unique(input.departments).map((id) => readDepartment(read, id)));
    const issues = found.flatMap((one, at) => ('issue' in one ? [{ ...one.issue, path: ['departments', at] }] : []));
    return issues.length > 0
      ? { issues }
      : { reference: { departments: found.flatMap((one) => ('issue' in one ? [] : [one.department])) } };
  },
  changeGroup: async ({ read, input }) => {
    const { lecturers, issues } = await readGroup(read, input.lecturers);
    return issues.length === 0 ? { reference: { lecturers } } : { issues };
  },
  changeWorker: async ({ read, input }) => {
    const worker = await readActor(read, input.worker);
    return worker ? { reference: { worker } } : { issues: [noPerson(['worker'], input.worker)] };
  },
});
