/** Who is called together and when they can be there: for meetings themselves, and for cases that call one. */
import type { Called } from '../../workflows/coordination-meeting/facts.ts';
import { type Limits, limits as rules } from '../../workflows/coordination-meeting/limits.ts';
import { defaultsOf } from '../../workflows/kernel/limits.ts';
import type { Budget } from '../../workflows/kernel/process.ts';
import { dueAt } from '../calendar/clock.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { issue, noRow } from '../found.ts';
import type { InputIssue } from '../lookups.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readCalled } from './called.ts';
import { type MeetingRule, meetingRules } from './tables.ts';

/** What a meeting is called with, as far as the tenant's data has to say something to it. */
type Call = {
  readonly subject?: string | undefined;
  readonly lead?: string | undefined;
  readonly units: readonly string[];
  readonly at: string;
  readonly emergency: boolean;
};

type Found = {
  readonly subject: { readonly id: string; readonly title: { readonly en: string; readonly zh: string } } | null;
  readonly lead: Called;
  readonly units: readonly Called[];
  readonly quorum: number;
  /** When they can be there at the earliest. */
  readonly earliest: number;
  readonly replyBy: number;
};

const MINUTE = 60_000;

type Set = Limits & { readonly 'clock.reply': Budget };

/** The numbers of meetings as the tenant has them today. */
const readLimits = async (read: TenantRead): Promise<Set> => {
  const [row] = await read<{ set: Partial<Set> }>(
    `SELECT limits_today(current_setting('banjie.tenant', true), 'coordinationMeeting') AS set`,
  );
  return { ...(defaultsOf(rules) as Limits), 'clock.reply': { workingDays: 1 }, ...row?.set };
};

type When = { readonly at: string; readonly emergency: boolean };

/** When the units can be there at the earliest, and by when they say whether they come: half the time to the meeting, if that is sooner. */
const timesOf = (
  { at, emergency }: When,
  now: number,
  limits: Set,
  calendar: WorkingCalendar,
): Pick<Found, 'earliest' | 'replyBy'> => {
  const due = (budget: Budget) => dueAt(calendar, budget, [{ at: now, kind: 'start' }]) ?? now;
  const half = now + Math.floor((Date.parse(at) - now) / 2);
  return {
    earliest: emergency ? now + limits.noticeEmergency * MINUTE : due({ dutyMinutes: limits.noticeDuty }),
    replyBy: emergency ? half : Math.min(half, due(limits['clock.reply'])),
  };
};

export const readTimes = async (read: TenantRead, when: When, now: number): Promise<Pick<Found, 'earliest' | 'replyBy'>> => {
  const [calendar, limits] = await Promise.all([clocksCalendar(read), readLimits(read)]);
  return timesOf(when, now, limits, calendar);
};

/** `own` is the unit that has the case which calls: it leads where nobody else does, and comes in any case. */
export const readCalling = async (
  read: TenantRead,
  call: Call,
  { own, now }: { readonly own?: string | undefined; readonly now: number },
): Promise<Found | { readonly issues: readonly InputIssue[] }> => {
  const [rule, calendar, limits] = await Promise.all([
    call.subject === undefined ? undefined : readTableRow<MeetingRule>(read, 'meetingRules', call.subject),
    clocksCalendar(read),
    readLimits(read),
  ]);
  if (call.subject !== undefined && !rule) return { issues: [noRow(['subject'], call.subject, meetingRules)] };
  const lead = call.lead ?? rule?.lead ?? own;
  if (lead === undefined) return { issues: [issue(['lead'], 'Name the unit that leads.', '请填写牵头单位。')] };
  if (call.units.includes(lead))
    return {
      issues: [
        issue(
          ['units', call.units.indexOf(lead)],
          'The lead unit comes anyway; name the others alone.',
          '牵头单位无须重复填写，请仅填写其他单位。',
        ),
      ],
    };
  const usual = call.units.length > 0 ? call.units : (rule?.units ?? []);
  const others = [...new Set([...usual, ...(own === undefined ? [] : [own])])].filter((id) => id !== lead);
  if (others.length === 0)
    return { issues: [issue(['units'], 'Name at least one unit besides the lead unit.', '请至少填写一个其他参会单位。')] };
  if (others.length > limits.unitsMax)
    return {
      issues: [
        issue(
          ['units'],
          `At most ${limits.unitsMax} units come besides the lead unit; call two meetings.`,
          `除牵头单位外最多${limits.unitsMax}个单位，请分次召集。`,
        ),
      ],
    };
  const found = await readCalled(read, [
    { id: lead, path: ['lead'] },
    ...others.map((id) => ({ id, path: call.units.includes(id) ? ['units', call.units.indexOf(id)] : ['units'] })),
  ]);
  if ('issues' in found) return found;
  const leading = found.called.get(lead) as Called;
  // Of two that were merged into one, that one comes once.
  const units = [...new Map(others.map((id) => found.called.get(id) as Called).map((one) => [one.unit.id, one])).values()].filter(
    ({ unit }) => unit.id !== leading.unit.id,
  );
  return {
    subject: rule && call.subject !== undefined ? { id: call.subject, title: rule.title } : null,
    ...{ lead: leading, units, quorum: rule?.quorum ?? limits.quorumShare, ...timesOf(call, now, limits, calendar) },
  };
};
