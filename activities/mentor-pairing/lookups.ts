/** What each act of a pairing is judged by, or what in its input the tenant's data doesn't know. */

import type { Facts } from '../../workflows/mentor-pairing/facts.ts';
import type { Inputs } from '../../workflows/mentor-pairing/inputs.ts';
import type { Limits } from '../../workflows/mentor-pairing/limits.ts';
import type { Reference } from '../../workflows/mentor-pairing/vocabulary.ts';
import { readActor } from '../actors.ts';
import { readAccrual } from '../credits/tables.ts';
import { readToday } from '../days.ts';
import { noPerson } from '../found.ts';
import { defineLookups, type LookupAsk } from '../lookups.ts';
import type { TenantRead } from '../tenant-read.ts';

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

const today = async ({ read, now }: Pick<LookupAsk, 'read' | 'now'>) => ({
  reference: { today: await readToday(read, now) },
});

const mentoring = async ({ read, now }: Pick<LookupAsk, 'read' | 'now'>) => ({
  reference: { credits: await readAccrual(read, 'mentoring', await readToday(read, now)) },
});

export const mentorPairingLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input }) => {
    const [mentor, mentee, supervises] = await Promise.all([
      readActor(read, input.mentor),
      readActor(read, input.mentee),
      supervision(read, input.mentor, input.mentee),
    ]);
    if (mentor && mentee) return { reference: { mentor, mentee, supervises } };
    return {
      issues: [...(mentor ? [] : [noPerson(['mentor'], input.mentor)]), ...(mentee ? [] : [noPerson(['mentee'], input.mentee)])],
    };
  },
  sign: today,
  logSession: async ({ read, input }) => ({
    reference: { day: await readToday(read, Date.parse(input.at)) },
  }),
  confirmSession: async ({ read, input, current }) => {
    const { session: n } = input;
    const session = current.facts.sessions.waiting.find((one) => one.n === n);
    return { reference: { credits: session ? await readAccrual(read, 'session', session.day) : null } };
  },
  endTerm: today,
  confirmReview: mentoring,
  settleReview: mentoring,
  replaceMentor: async ({ read, input, current }) => {
    const { mentee } = current.facts;
    const [mentor, supervises] = await Promise.all([readActor(read, input.mentor), supervision(read, input.mentor, mentee.id)]);
    return mentor ? { reference: { mentor, supervises } } : { issues: [noPerson(['mentor'], input.mentor)] };
  },
});
