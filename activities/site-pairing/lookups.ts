/** What each act of a site pairing is judged by, or what in its input the tenant's data doesn't know. */

import type { Inputs } from '../../workflows/site-pairing/inputs.ts';
import type { Limits } from '../../workflows/site-pairing/limits.ts';
import type { Reference, SitePairing } from '../../workflows/site-pairing/vocabulary.ts';
import { readActor } from '../actors.ts';
import { readAccrual, readToday } from '../credits/tables.ts';
import { readDepartment } from '../departments.ts';
import type { LookupAnswer, LookupAsk, Lookups } from '../lookups.ts';
import type { TenantRead } from '../tenant-read.ts';
import { noPerson, noUnit } from '../units.ts';

type Answer<A extends keyof Reference> = { readonly reference: Reference[A] } | Extract<LookupAnswer, { issues: unknown }>;

/** Those who are there, and an issue for each who isn't. */
const readGroup = async (read: TenantRead, ids: readonly string[]) => {
  const found = await Promise.all(ids.map((id) => readActor(read, id)));
  return {
    lecturers: found.flatMap((lecturer) => lecturer ?? []),
    issues: ids.flatMap((id, n) => (found[n] ? [] : [noPerson(['lecturers', n], id)])),
  };
};

const start = async ({ read, input, now }: LookupAsk): Promise<Answer<'start'>> => {
  const asked = input as Inputs['start'];
  const [[site], worker, { lecturers, issues }, today] = await Promise.all([
    read<Reference['start']['site']>(`SELECT id, kind, en, zh FROM units WHERE id = $1->>'site'`, { site: asked.site }),
    readActor(read, asked.worker),
    readGroup(read, asked.lecturers),
    readToday(read, now),
  ]);
  if (site && worker && issues.length === 0) return { reference: { site, worker, lecturers, today } };
  return {
    issues: [...(site ? [] : [noUnit(['site'], asked.site)]), ...(worker ? [] : [noPerson(['worker'], asked.worker)]), ...issues],
  };
};

const today = async ({ read, now }: LookupAsk): Promise<{ reference: { today: string } }> => ({
  reference: { today: await readToday(read, now) },
});

const confirmVisit = async ({ read, input, current }: LookupAsk): Promise<Answer<'confirmVisit'>> => {
  const { visit: n } = input as Inputs['confirmVisit'];
  const visit = (current as SitePairing).facts.visits.waiting.find((one) => one.n === n);
  return { reference: { credits: visit ? await readAccrual(read, 'siteVisit', visit.day) : null } };
};

const raiseDifficulty = async ({ read, input, limits }: LookupAsk): Promise<Answer<'raiseDifficulty'>> => {
  const found = await readDepartment(read, (input as Inputs['raiseDifficulty']).department);
  return 'issue' in found ? { issues: [found.issue] } : { reference: { department: found.department, limits: limits as Limits } };
};

const changeGroup = async ({ read, input }: LookupAsk): Promise<Answer<'changeGroup'>> => {
  const { lecturers, issues } = await readGroup(read, (input as Inputs['changeGroup']).lecturers);
  return issues.length === 0 ? { reference: { lecturers } } : { issues };
};

const changeWorker = async ({ read, input }: LookupAsk): Promise<Answer<'changeWorker'>> => {
  const asked = input as Inputs['changeWorker'];
  const worker = await readActor(read, asked.worker);
  return worker ? { reference: { worker } } : { issues: [noPerson(['worker'], asked.worker)] };
};

export const sitePairingLookups = {
  start,
  agree: today,
  planVisit: today,
  logVisit: today,
  confirmVisit,
  raiseDifficulty,
  changeGroup,
  changeWorker,
} as const satisfies { [A in keyof Reference]: (ask: LookupAsk) => Promise<Answer<A>> } & Lookups;
