/** What each act on a question is judged by, or what in its input the tenant's data doesn't know. */

import type { Unit } from '../../workflows/academy/units.ts';
import type { Facts } from '../../workflows/desk-question/facts.ts';
import type { Inputs } from '../../workflows/desk-question/inputs.ts';
import type { Limits } from '../../workflows/desk-question/limits.ts';
import type { Reference } from '../../workflows/desk-question/vocabulary.ts';
import { type Actor, holdsRole } from '../../workflows/kernel/process.ts';
import { readActor } from '../actors.ts';
import { readAccrual } from '../credits/tables.ts';
import { readDepartment } from '../departments.ts';
import { type ActAsk, defineLookups } from '../lookups.ts';
import type { TenantRead } from '../tenant-read.ts';
import { sameKnowledge, suggestKnowledge } from './knowledge.ts';
import { readOnDuty } from './on-duty.ts';

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

/** For whom another case asks: whoever opened it, from their own unit, or else from the one that has the case. */
const readOpener = async (read: TenantRead, id: string): Promise<{ readonly asker?: Actor; readonly site?: Unit }> => {
  const [found] = await read<{ by: string; unit: string | null }>(
    `SELECT opened_by AS by, unit FROM cases WHERE id = $1->>'id'`,
    { id },
  );
  const asker = found && (await readActor(read, found.by));
  const [site] = await read<Unit>(`SELECT id, en, zh FROM units WHERE id = $1->>'unit'`, {
    unit: asker?.unit ?? found?.unit ?? null,
  });
  return { ...(asker ? { asker } : {}), ...(site ? { site } : {}) };
};

const handOn = async ({ read, now }: ActAsk<unknown, Facts, Limits>) => ({
  reference: { onDuty: await readOnDuty(read, now) },
});

const back = async ({ read, now, current }: ActAsk<unknown, Facts, Limits>) => {
  const { officer, desk } = current.facts;
  const [onDuty, person] = await Promise.all([readOnDuty(read, now), officer ? readActor(read, officer.id) : undefined]);
  const place = desk === null ? {} : { unit: desk };
  return { reference: { onDuty, officerStays: person !== undefined && holdsRole(person, ['deskOfficer'], place) } };
};

export const deskQuestionLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, actor, input, limits, now }) => {
    const opener = actor.id.startsWith('case:') ? await readOpener(read, actor.id.slice('case:'.length)) : undefined;
    const [places, onDuty, found] = await Promise.all([
      readPlaces(read, opener ? undefined : actor.unit),
      readOnDuty(read, now),
      suggestKnowledge(read, { text: input.text, suggestFrom: limits.suggestFrom, most: MOST_SUGGESTED }),
    ]);
    return { reference: { ...places, ...opener, onDuty, suggested: found.map(({ id, question }) => ({ id, question })) } };
  },
  reply: back,
  returnToDesk: back,
  handOn,
  giveBack: handOn,
  forward: async ({ read, input }) => {
    const found = await readDepartment(read, input.department);
    return 'issue' in found ? { issues: [found.issue] } : { reference: found };
  },
  followUp: async ({ read, now }) => ({
    reference: { onDuty: await readOnDuty(read, now) },
  }),
  acceptAnswer: async ({ read, caseId, input: { question } }) => {
    const [credits, alike] = await Promise.all([
      readAccrual(read, 'deskAnswer'),
      question === undefined ? [] : sameKnowledge(read, { question, caseId }),
    ]);
    return { reference: { credits, alike: alike.map(({ id, question: asked }) => ({ id, question: asked })) } };
  },
});
