/** What each act on a courier’s pact is judged by. */
import type { Facts } from '../../workflows/courier-pact/facts.ts';
import type { Inputs } from '../../workflows/courier-pact/inputs.ts';
import type { Limits } from '../../workflows/courier-pact/limits.ts';
import type { Reference } from '../../workflows/courier-pact/vocabulary.ts';
import { daysAfter, lastOfMonths } from '../../workflows/kernel/days.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { readMoments, readToday } from '../days.ts';
import { issue } from '../found.ts';
import { type ActAsk, defineLookups } from '../lookups.ts';
import { readHeld } from '../qualifications.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { PactLevel, PactText } from './tables.ts';
import { levelOf, VERIFIED } from './verified.ts';

/** What the lesson gives to those who have passed it. */
const LESSON = 'courierPact';

const signing = async ({ read, now, current: { id, facts }, limits }: ActAsk<unknown, Facts, Limits>) => {
  const [day, first, held, topics, text, levels, [reports]] = await Promise.all([
    readToday(read, now),
    // What is renewed goes on where it ended.
    readToday(read, Math.max(now, facts.until ?? now)),
    readHeld(read, [facts.courier.id], [LESSON]),
    readTable<{ title: Title; qualifies?: { kind: string } }>(read, 'courseTopics'),
    readTableRow<PactText>(read, 'pactTexts', 'pact'),
    readTable<PactLevel>(read, 'pactLevels'),
    read<{ verified: number }>(`SELECT ${VERIFIED} AS verified FROM cases p WHERE p.id = $1->>'id'`, { id }),
  ]);
  const last = lastOfMonths(first, limits.pactMonths);
  const from = daysAfter(last, -limits.renewDays);
  const moments = await readMoments(read, [last, from]);
  return {
    reference: {
      taught: held.some((one) => one.from <= day && (one.until === null || day <= one.until)),
      lessons: [...topics.values()].filter(({ qualifies }) => qualifies?.kind === LESSON).map(({ title }) => title),
      version: text?.version ?? null,
      until: moments[last]?.endsAt ?? 0,
      renewFrom: moments[from]?.startsAt ?? 0,
      level: levelOf(levels, reports?.verified ?? 0),
    },
  };
};

export const courierPactLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, actor, input }) => {
    const [[area], text, [barred]] = await Promise.all([
      read<{ id: string; title: Title }>(
        `SELECT id, jsonb_build_object('en', en, 'zh', zh) AS title FROM areas WHERE id = $1->>'area' AND ended_on IS NULL`,
        { area: input.area },
      ),
      readTableRow<PactText>(read, 'pactTexts', 'pact'),
      read<{ until: number | null }>(
        `SELECT max((facts->>'barredUntil')::float8) AS until FROM cases WHERE process = 'courierPact' AND state = 'withdrawn'
           AND named @> ARRAY[$1->>'person'] AND facts#>>'{courier,id}' = $1->>'person'`,
        { person: actor.id },
      ),
    ]);
    if (!area)
      return {
        issues: [
          issue(
            ['area'],
            `There is no area “${input.area}”. Choose one of the street.`,
            `没有网格“${input.area}”，请从本街道网格中选择。`,
          ),
        ],
      };
    return { reference: { area, unit: text?.unit ?? null, barredUntil: barred?.until ?? null } };
  },
  sign: signing,
  renew: signing,
  decide: async ({ read, now, limits }) => {
    const last = lastOfMonths(await readToday(read, now), limits.barMonths);
    return { reference: { barredUntil: (await readMoments(read, [last]))[last]?.endsAt ?? 0 } };
  },
});
