/** What each act of a public notice is judged by. */
import type { Budget } from '../../workflows/kernel/process.ts';
import type { Facts } from '../../workflows/public-notice/facts.ts';
import type { Inputs } from '../../workflows/public-notice/inputs.ts';
import type { Limits } from '../../workflows/public-notice/limits.ts';
import type { Reference } from '../../workflows/public-notice/vocabulary.ts';
import { dueAt } from '../calendar/clock.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import { issue, noCase } from '../found.ts';
import { defineLookups } from '../lookups.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import type { NoticeRule } from './tables.ts';

/** When the window ends by the calendar as it is now; null where it doesn’t run. */
const readWindowEnd = async (read: TenantRead, caseId: string): Promise<number | null> =>
  (
    await read<{ due: number | null }>(
      `SELECT ms(due_at) AS due FROM clocks WHERE case_id = $1->>'caseId' AND name = 'window' ORDER BY run DESC LIMIT 1`,
      { caseId },
    )
  )[0]?.due ?? null;

export const publicNoticeLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, actor, input, limits }) => {
    const opener = actor.id.replace(/^case:/, '');
    const [from] = await read<{ process: string; parent: string | null }>(
      `SELECT process, CASE WHEN process = 'publicNotice' THEN facts->>'parent' END AS parent FROM cases WHERE id = $1->>'id'`,
      { id: opener },
    );
    if (!from) return { issues: [noCase(['parent'], opener)] };
    // A notice opens another one for the case that it is of itself.
    const id = from.parent ?? opener;
    if (input.parent !== undefined && input.parent !== id)
      return { issues: [issue(['parent'], `A notice of ${id} is opened by it.`, `公示须由${id}发起。`)] };
    const [found] = await read<Reference['start']['parent'] & { readonly closed: boolean }>(
      `SELECT id, process, unit, closed FROM cases WHERE id = $1->>'id'`,
      { id },
    );
    if (!found) return { issues: [noCase(['parent'], id)] };
    const { closed, ...parent } = found;
    // It has ended between the word to publish and this.
    if (closed)
      return { issues: [issue(['parent'], `${id} has ended; nothing of it is made public.`, `${id}已办结，不再公示。`)] };
    const rule = await readTableRow<NoticeRule>(read, 'noticeRules', parent.process);
    return { reference: { parent, days: Math.max(rule?.least ?? 1, input.days ?? rule?.days ?? limits.windowDays) } };
  },
  prove: async ({ read, caseId }) => ({ reference: { windowEndsAt: await readWindowEnd(read, caseId) } }),
  object: async ({ read, caseId, now }) => {
    const [windowEndsAt, calendar, [set]] = await Promise.all([
      readWindowEnd(read, caseId),
      clocksCalendar(read),
      read<{ budget: Budget | null }>(
        `SELECT limits_today(current_setting('banjie.tenant', true), 'publicNotice')->'clock.decide' AS budget`,
      ),
    ]);
    const budget = set?.budget ?? { workingDays: 5 };
    return { reference: { at: now, windowEndsAt, due: dueAt(calendar, budget, [{ at: now, kind: 'start' }]) ?? now } };
  },
});
