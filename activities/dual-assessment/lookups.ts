/** What each act of an assessment is judged by. What a candidate could read in the record never says which options are right. */
import { daysAfter } from '../../workflows/dual-assessment/days.ts';
import type { Terms } from '../../workflows/dual-assessment/facts.ts';
import type { Inputs } from '../../workflows/dual-assessment/inputs.ts';
import type { Assessment, Reference } from '../../workflows/dual-assessment/vocabulary.ts';
import { readActor } from '../actors.ts';
import { readAccrual, readToday } from '../credits/tables.ts';
import type { LookupAnswer, LookupAsk, Lookups } from '../lookups.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { freezePaper, readPaper, rightOnes } from './papers.ts';

type Answer<A extends keyof Reference> = { readonly reference: Reference[A] } | Extract<LookupAnswer, { issues: unknown }>;

/** The last day on which an assessment of this kind ended with a failure in it. */
const FAILED = `SELECT max((c.closed_at AT TIME ZONE t.zone)::date)::text AS day FROM cases c JOIN tenants t ON t.id = c.tenant
  WHERE c.process = 'dualAssessment' AND c.state IN ('failed', 'withdrawn', 'lapsed')
    AND c.facts->>'kind' = $1->>'kind' AND c.facts#>>'{person,id}' = $1->>'person'
    AND (c.facts#>>'{theory,fails}')::int + (c.facts#>>'{practice,fails}')::int > 0`;

/** Whether somebody is or was the mentor of somebody else, from accepting on. */
const MENTOR = `SELECT EXISTS (
    SELECT 1 FROM cases
    WHERE process = 'mentorPairing' AND facts#>>'{mentee,id}' = $1->>'mentee'
      AND (facts->>'agreedAt' IS NOT NULL OR (NOT closed AND state <> 'proposed'))
      AND (facts#>>'{mentor,id}' = $1->>'mentor' OR facts->'formerMentors' @> jsonb_build_array(jsonb_build_object('id', $1->>'mentor')))) AS is_mentor`;

const start = async ({ read, actor, input, now }: LookupAsk): Promise<Answer<'start'>> => {
  const { kind, person: id = actor.id } = input as Inputs['start'];
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
      ...(terms
        ? []
        : [
            {
              path: ['kind'],
              message: {
                en: `There is no assessment “${kind}” today; see the table assessmentKinds.`,
                zh: `没有考核种类“${kind}”，请查看assessmentKinds。`,
              },
            },
          ]),
      ...(person
        ? []
        : [
            {
              path: ['person'],
              message: {
                en: `There is nobody “${id}”, or no longer; choose somebody from the list of people.`,
                zh: `人员“${id}”不存在或已离岗，请从人员名单中选择。`,
              },
            },
          ]),
    ],
  };
};

const startPaper = async ({ read, tenant, caseId, current, now }: LookupAsk): Promise<Answer<'startPaper'>> => {
  const { facts } = current as Assessment;
  const [today, drawn] = await Promise.all([
    readToday(read, now),
    freezePaper(read, { tenant, caseId, sitting: facts.sittings + 1 }, facts.terms),
  ]);
  return { reference: { today, ...drawn } };
};

const accrualToday = async (read: TenantRead, now: number) => {
  const today = await readToday(read, now);
  return { today, credits: await readAccrual(read, 'assessment', today) };
};

const sendAnswers = async ({ read, current, input, now }: LookupAsk): Promise<Answer<'sendAnswers'>> => {
  const { paper } = (current as Assessment).facts;
  const right = paper ? rightOnes(await readPaper(read, paper.sha256), (input as Inputs['sendAnswers']).answers) : 0;
  return { reference: { ...(await accrualToday(read, now)), right } };
};

const closePaper = async ({ read, now }: LookupAsk): Promise<Answer<'closePaper'>> => ({
  reference: { today: await readToday(read, now) },
});

const scorePractice = async ({ read, actor, current, now }: LookupAsk): Promise<Answer<'scorePractice'>> => {
  const { person } = (current as Assessment).facts;
  const [[found], accrual] = await Promise.all([
    read<{ is_mentor: boolean }>(MENTOR, { mentor: actor.id, mentee: person.id }),
    accrualToday(read, now),
  ]);
  return { reference: { ...accrual, isMentor: found?.is_mentor ?? false } };
};

export const dualAssessmentLookups = {
  start,
  startPaper,
  sendAnswers,
  closePaper,
  scorePractice,
} as const satisfies { [A in keyof Reference]: (ask: LookupAsk) => Promise<Answer<A>> } & Lookups;
