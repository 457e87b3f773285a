/** What each act of a pairing is judged by, or what in its input the tenant's data doesn't know. */

import type { Inputs } from '../../workflows/mentor-pairing/inputs.ts';
import type { Limits } from '../../workflows/mentor-pairing/limits.ts';
import type { Pairing, Reference } from '../../workflows/mentor-pairing/vocabulary.ts';
import { readActor } from '../actors.ts';
import { readAccrual, readToday } from '../credits/tables.ts';
import type { LookupAnswer, LookupAsk, Lookups } from '../lookups.ts';
import type { TenantRead } from '../tenant-read.ts';

type Answer<A extends keyof Reference> = { readonly reference: Reference[A] } | Extract<LookupAnswer, { issues: unknown }>;

/** Whether one of two people leads the unit of the other, or one above it. */
const SUPERVISES = `SELECT EXISTS (
    SELECT 1 FROM people boss JOIN people other ON other.id <> boss.id
    JOIN person_roles r ON r.tenant = boss.tenant AND r.person_id = boss.id AND r.role = 'leader'
    JOIN units top ON top.tenant = r.tenant AND top.id = r.unit
    JOIN units u ON u.tenant = other.tenant AND u.id = other.unit AND starts_with(u.path, top.path)
    WHERE boss.id IN ($1->>'one', $1->>'other') AND other.id IN ($1->>'one', $1->>'other')
      AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day)) AS supervises
  FROM tenant_today(current_setting('banjie.tenant', true)) AS day`;

const supervision = async (read: TenantRead, one: string, other: string): Promise<boolean> =>
  (await read<{ supervises: boolean }>(SUPERVISES, { one, other }))[0]?.supervises ?? false;

const noPerson = (path: string, id: string) => ({
  path: [path],
  message: {
    en: `There is nobody “${id}”, or no longer; choose somebody from the list of people.`,
    zh: `人员“${id}”不存在或已离岗，请从人员名单中选择。`,
  },
});

const start = async ({ read, input, limits }: LookupAsk): Promise<Answer<'start'>> => {
  const asked = input as Inputs['start'];
  const [mentor, mentee, supervises] = await Promise.all([
    readActor(read, asked.mentor),
    readActor(read, asked.mentee),
    supervision(read, asked.mentor, asked.mentee),
  ]);
  if (mentor && mentee) return { reference: { mentor, mentee, supervises, limits: limits as Limits } };
  return {
    issues: [...(mentor ? [] : [noPerson('mentor', asked.mentor)]), ...(mentee ? [] : [noPerson('mentee', asked.mentee)])],
  };
};

const replaceMentor = async ({ read, input, current, limits }: LookupAsk): Promise<Answer<'replaceMentor'>> => {
  const asked = input as Inputs['replaceMentor'];
  const { mentee } = (current as Pairing).facts;
  const [mentor, supervises] = await Promise.all([readActor(read, asked.mentor), supervision(read, asked.mentor, mentee.id)]);
  return mentor
    ? { reference: { mentor, supervises, limits: limits as Limits } }
    : { issues: [noPerson('mentor', asked.mentor)] };
};

const logSession = async ({ read, input, limits }: LookupAsk): Promise<Answer<'logSession'>> => ({
  reference: { day: await readToday(read, Date.parse((input as Inputs['logSession']).at)), limits: limits as Limits },
});

const confirmSession = async ({ read, input, current }: LookupAsk): Promise<Answer<'confirmSession'>> => {
  const { session: n } = input as Inputs['confirmSession'];
  const session = (current as Pairing).facts.sessions.waiting.find((one) => one.n === n);
  return { reference: { credits: session ? await readAccrual(read, 'session', session.day) : null } };
};

const confirmReview = async ({ read, now, limits }: LookupAsk): Promise<Answer<'confirmReview'>> => ({
  reference: { credits: await readAccrual(read, 'mentoring', await readToday(read, now)), limits: limits as Limits },
});

const today = async ({ read, now }: LookupAsk): Promise<{ reference: { today: string } }> => ({
  reference: { today: await readToday(read, now) },
});

const onlyLimits = async ({ limits }: LookupAsk): Promise<{ reference: { limits: Limits } }> => ({
  reference: { limits: limits as Limits },
});

export const mentorPairingLookups = {
  start,
  acceptAsMentor: onlyLimits,
  acceptAsMentee: onlyLimits,
  acceptReplacement: onlyLimits,
  sign: today,
  logSession,
  confirmSession,
  reviewMidTerm: onlyLimits,
  endTerm: today,
  confirmReview,
  replaceMentor,
} as const satisfies { [A in keyof Reference]: (ask: LookupAsk) => Promise<Answer<A>> } & Lookups;
