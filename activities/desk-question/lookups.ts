/** What each act on a question is judged by, or what in its input the tenant's data doesn't know. */

import type { Unit } from '../../workflows/academy/units.ts';
import type { Inputs } from '../../workflows/desk-question/inputs.ts';
import type { Limits } from '../../workflows/desk-question/limits.ts';
import type { Question, Reference } from '../../workflows/desk-question/vocabulary.ts';
import { holdsRole } from '../../workflows/kernel/process.ts';
import { readActor } from '../actors.ts';
import { readAccrual } from '../credits/tables.ts';
import { readDepartment } from '../departments.ts';
import type { LookupAnswer, LookupAsk, Lookups } from '../lookups.ts';
import type { TenantRead } from '../tenant-read.ts';
import { suggestKnowledge } from './knowledge.ts';
import { readOnDuty } from './on-duty.ts';

type Answer<A extends keyof Reference> = { readonly reference: Reference[A] } | Extract<LookupAnswer, { issues: unknown }>;

/** Suggestions that come with a question. */
const MOST_SUGGESTED = 3;

/** The asker's unit where it is a site that may ask, and the desk. A tenant that names no kinds of site has village sites alone. */
const readPlaces = async (read: TenantRead, unit: string | undefined): Promise<{ site: Unit | null; desk: string | null }> => {
  const [found] = await read<{ site: Unit | null; desk: string | null }>(
    `WITH kinds AS (SELECT key FROM table_on('deskSites'))
     SELECT (SELECT jsonb_build_object('id', u.id, 'en', u.en, 'zh', u.zh) FROM units u WHERE u.id = $1->>'unit'
         AND (EXISTS (SELECT 1 FROM kinds WHERE key = u.kind) OR u.kind = 'villageSite' AND NOT EXISTS (SELECT 1 FROM kinds))) AS site,
       (SELECT id FROM units WHERE kind = 'desk' AND (ended_on IS NULL OR ended_on > tenant_today(tenant)) ORDER BY id LIMIT 1) AS desk`,
    { unit: unit ?? null },
  );
  return found ?? { site: null, desk: null };
};

const start = async ({ read, actor, input, limits, now }: LookupAsk): Promise<Answer<'start'>> => {
  const { text } = input as Inputs['start'];
  const { suggestFrom } = limits as Limits;
  const [places, onDuty, found] = await Promise.all([
    readPlaces(read, actor.unit),
    readOnDuty(read, now),
    suggestKnowledge(read, { text, suggestFrom, most: MOST_SUGGESTED }),
  ]);
  return { reference: { ...places, onDuty, suggested: found.map(({ id, question }) => ({ id, question })) } };
};

const handOn = async ({ read, now }: LookupAsk): Promise<Answer<'handOn'>> => ({
  reference: { onDuty: await readOnDuty(read, now) },
});

const back = async ({ read, now, current }: LookupAsk): Promise<Answer<'reply'>> => {
  const { officer, desk } = (current as Question).facts;
  const [onDuty, person] = await Promise.all([readOnDuty(read, now), officer ? readActor(read, officer.id) : undefined]);
  const place = desk === null ? {} : { unit: desk };
  return { reference: { onDuty, officerStays: person !== undefined && holdsRole(person, ['deskOfficer'], place) } };
};

const forward = async ({ read, input }: LookupAsk): Promise<Answer<'forward'>> => {
  const { department } = input as Inputs['forward'];
  const found = await readDepartment(read, department);
  return 'issue' in found ? { issues: [found.issue] } : { reference: found };
};

const followUp = async ({ read, limits, now }: LookupAsk): Promise<Answer<'followUp'>> => ({
  reference: { onDuty: await readOnDuty(read, now), limits: limits as Limits },
});

const acceptAnswer = async ({ read }: LookupAsk): Promise<Answer<'acceptAnswer'>> => ({
  reference: { credits: await readAccrual(read, 'deskAnswer') },
});

export const deskQuestionLookups = {
  start,
  reply: back,
  returnToDesk: back,
  handOn,
  giveBack: handOn,
  forward,
  followUp,
  acceptAnswer,
} as const satisfies { [A in keyof Reference]: (ask: LookupAsk) => Promise<Answer<A>> } & Lookups;
