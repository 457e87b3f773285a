/** What each act of an assessment is judged by. What a candidate could read in the record never says which options are right. */

import type { Facts, Terms } from '../../workflows/dual-assessment/facts.ts';
import type { Inputs } from '../../workflows/dual-assessment/inputs.ts';
import type { Reference } from '../../workflows/dual-assessment/vocabulary.ts';
import { daysAfter } from '../../workflows/kernel/days.ts';
import { idsOf } from '../../workflows/kernel/standing-in.ts';
import { readActor } from '../actors.ts';
import { readAccrual } from '../credits/tables.ts';
import { readToday } from '../days.ts';
import { noPerson, noRow } from '../found.ts';
import { type ActAsk, defineLookups } from '../lookups.ts';
import { readTableRow } from '../tables.ts';
import { freezePaper, readPaper, rightOnes } from './papers.ts';
import { assessmentTables } from './tables.ts';

/** The last day on which an assessment of this kind ended with a failure in it. */
const FAILED = `SELECT max((c.closed_at AT TIME ZONE t.zone)::date)::text AS day FROM cases c JOIN tenants t ON t.id = c.tenant
  WHERE c.process = 'dualAssessment' AND c.state IN ('failed', 'withdrawn', 'lapsed')
    AND c.facts->>'kind' = $1->>'kind' AND c.facts#>>'{person,id}' = $1->>'person'
    AND (c.facts#>>'{theory,fails}')::int + (c.facts#>>'{practice,fails}')::int > 0`;

/** Whether one of those who examine is or was the mentor of somebody, from accepting on. */
const MENTOR = `SELECT EXISTS (
    SELECT 1 FROM cases
    WHERE process = 'mentorPairing' AND facts#>>'{mentee,id}' = $1->>'mentee'
      AND (facts->>'agreedAt' IS NOT NULL OR (NOT closed AND state <> 'proposed'))
      AND EXISTS (SELECT 1 FROM jsonb_array_elements_text($1->'examiners') e(id)
        WHERE facts#>>'{mentor,id}' = e.id OR facts->'formerMentors' @> jsonb_build_array(jsonb_build_object('id', e.id)))) AS is_mentor`;

/** Until when the qualification counts that somebody was given by an assessment, of whichever kind. */
const COUNTS = `SELECT max(coalesce(q.until, 'infinity'))::text AS until FROM qualifications q JOIN cases c ON c.id = q.source
  WHERE c.process = 'dualAssessment' AND q.person = $1->>'person' AND q.kind = $1->>'kind' AND q.revoked_on IS NULL`;

const earningToday = async ({ read, now, current: { facts } }: ActAsk<unknown, Facts, unknown>) => {
  const today = await readToday(read, now);
  const [credits, [held]] = await Promise.all([
    readAccrual(read, 'assessment', today),
    read<{ until: string | null }>(COUNTS, { person: facts.person.id, kind: facts.terms.qualification }),
  ]);
  return { today, credits, countsUntil: held?.until ?? null };
};

export const dualAssessmentLookups = defineLookups<Reference, Inputs, Facts>()({
  start: async ({ read, actor, input, now }) => {
    const { kind, person: id = actor.id } = input;
    const [terms, person, today, failed] = await Promise.all([
      readTableRow<Terms>(read, 'assessmentKinds', kind),
      readActor(read, id),
      readToday(read, now),
      read<{ day: string | null }>(FAILED, { kind, person: id }),
    ]);
    if (terms && person) {
      const day = failed[0]?.day ?? null;
      return { reference: { terms, person, today, again: day === null ? null : daysAfter(day, terms.againDays) } };
    }
    return {
      issues: [
        ...(terms ? [] : [noRow(['kind'], kind, assessmentTables.assessmentKinds)]),
        ...(person ? [] : [noPerson(['person'], id)]),
      ],
    };
  },
  startPaper: async ({ read, tenant, caseId, current, now }) => {
    const { facts } = current;
    const sitting = { tenant, caseId, sitting: facts.sittings + 1, person: facts.person.id };
    const [today, drawn] = await Promise.all([readToday(read, now), freezePaper(read, sitting, facts.terms)]);
    return { reference: { today, ...drawn } };
  },
  sendAnswers: async (ask) => {
    const { paper } = ask.current.facts;
    const right = paper ? rightOnes(await readPaper(ask.read, paper.sha256), ask.input.answers) : 0;
    return { reference: { ...(await earningToday(ask)), right } };
  },
  closePaper: async ({ read, now }) => ({
    reference: { today: await readToday(read, now) },
  }),
  scorePractice: async (ask) => {
    const [[found], earning] = await Promise.all([
      ask.read<{ is_mentor: boolean }>(MENTOR, { examiners: idsOf(ask.actor), mentee: ask.current.facts.person.id }),
      earningToday(ask),
    ]);
    return { reference: { ...earning, isMentor: found?.is_mentor ?? false } };
  },
});
