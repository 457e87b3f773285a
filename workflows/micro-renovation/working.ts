/** How the works go on the spot: lots in their order, homes entered by appointment, and nothing covered before it was looked at. */
import { unblocked } from '../coordination-meeting/parent.ts';
import { attach, type Effect, hold, release } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { type Actor, holdsRole, isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import { CONTRACTOR, suspended } from './contracting.ts';
import { crewFor, crewOf, named, namedZh } from './crews.ts';
import { LOTS } from './facts/plan.ts';
import { SUPPLIES } from './facts/works.ts';
import type { Facts, Lot, LotOfContract } from './facts.ts';
import { ALL, homeAt, LEAD, livesThere, noSuchDoor, notify, notTheirHome, ownersOf } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';

const HOUR = 3_600_000;

const homeHold = (unit: string, door: string): string => `home:${unit}/${door}`;

/** Keeps the home for an appointment. */
const kept = (
  { unit }: Pick<Facts, 'unit'>,
  { door, from, until }: Pick<Facts['appointments'][number], 'door' | 'from' | 'until'>,
): Effect =>
  hold({
    resource: homeHold(unit.id, door),
    title: { en: `the home at ${door}`, zh: `${door}入户时段` },
    during: { from, until },
  });

export const lotOf = ({ lots }: Pick<Facts, 'lots'>, lot: Lot): LotOfContract | Refusal =>
  lots.find((one) => one.lot === lot) ??
  refuse(
    'noSuchLot',
    `The contract has no lot ${named([lot])}. It has ${named(lots.map((one) => one.lot))}.`,
    `合同没有${namedZh([lot])}标段，现有${namedZh(lots.map((one) => one.lot))}。`,
  );

export const changedLot = ({ lots }: Pick<Facts, 'lots'>, lot: Lot, change: Partial<LotOfContract>): Facts['lots'] =>
  lots.map((one) => (one.lot === lot ? { ...one, ...change } : one));

const isDone = ({ state }: LotOfContract): boolean => state === 'done' || state === 'passed';

/** Lots that come before this one and aren't done. */
export const stillBefore = ({ lots }: Pick<Facts, 'lots'>, { after }: LotOfContract): readonly Lot[] =>
  lots.filter((one) => after.includes(one.lot) && !isDone(one)).map(({ lot }) => lot);

/** Whether somebody acts for the contractor of the case. */
export const isContractor = ({ contractor }: Pick<Facts, 'contractor'>, { actsFor = [] }: Pick<Actor, 'actsFor'>): boolean =>
  contractor !== null && actsFor.some(({ subject }) => subject === subjectId('firm', contractor.uscc));

export const othersContract = (facts: Pick<Facts, 'contractor'>, actor: Actor): Refusal | undefined =>
  holdsRole(actor, ['contractor']) && !isContractor(facts, actor)
    ? refuse('notTheContractor', 'Another firm is the contractor here.', '您不是本工程施工单位的经办人。')
    : undefined;

const notRunning = (lot: LotOfContract): Refusal | undefined =>
  lot.state === 'running'
    ? undefined
    : refuse(
        'lotNotRunning',
        `The lot ${named([lot.lot])} isn’t in work. Begin it first.`,
        `${namedZh([lot.lot])}标段未在施工，请先开工。`,
      );

export const working: RulesOf<
  'startLot' | 'coverUp' | 'checkHidden' | 'doneLot' | 'appoint' | 'cancelAppointment' | 'announceOff'
> = {
  startLot: {
    title: { en: 'Begin a lot', zh: '标段开工' },
    description: { en: 'In the order of the works: what lies deeper comes first.', zh: '按工序先后，先地下后地上。' },
    event: 'LotBegun',
    by: ['contractor', 'siteSupervisor'],
    from: ['works'],
    needsFree: unblocked('startLot'),
    guard: ({ current: { facts }, actor }) => othersContract(facts, actor) ?? suspended(facts),
    decide: ({ current: { facts }, now, input: { lot: wanted } }) => {
      const lot = lotOf(facts, wanted);
      if (isRefusal(lot)) return lot;
      if (lot.state !== 'waiting')
        return refuse('lotBegun', `The lot ${named([wanted])} was begun.`, `${namedZh([wanted])}标段已开工。`);
      const before = stillBefore(facts, lot);
      if (before.length > 0)
        return refuse(
          'outOfOrder',
          `Before ${named([wanted])} come ${named(before)}. Finish them first.`,
          `${namedZh([wanted])}之前须先完成${namedZh(before)}。`,
        );
      return {
        facts: { lots: changedLot(facts, wanted, { state: 'running', startedAt: now }) },
        effects: facts.contractor ? [crewFor(facts.contractor.uscc, wanted)] : [],
        notify: [notify(ALL, 'lotBegins', { lotEn: LOTS[wanted][0], lotZh: LOTS[wanted][1] })],
      };
    },
  },
  coverUp: {
    title: { en: 'Show hidden work', zh: '报验隐蔽工程' },
    description: { en: 'With photos, before it is covered.', zh: '覆盖前拍照报验。' },
    event: 'HiddenWorkShown',
    by: ['contractor'],
    from: ['works'],
    guard: ({ current: { facts }, actor }) => othersContract(facts, actor),
    decide: ({ current: { facts }, actor, now, input: { lot: name, what, photos } }) => {
      const lot = lotOf(facts, name);
      if (isRefusal(lot)) return lot;
      const wrong = notRunning(lot);
      if (wrong) return wrong;
      const hidden = [...lot.hidden, { n: lot.hidden.length + 1, what, by: actor.id, at: now, passed: null, checkedBy: null }];
      return {
        facts: { lots: changedLot(facts, name, { hidden }) },
        effects: [attach(photos)],
        notify: [notify({ role: 'siteSupervisor' }, 'hiddenShown', { what })],
      };
    },
  },
  checkHidden: {
    title: { en: 'Check hidden work', zh: '隐蔽工程验收' },
    event: 'HiddenWorkChecked',
    by: ['siteSupervisor'],
    from: ['works'],
    decide: ({ current: { facts }, actor, input: { lot: name, n, passed, words } }) => {
      const lot = lotOf(facts, name);
      if (isRefusal(lot)) return lot;
      const hidden = lot.hidden.find((one) => one.n === n);
      if (!hidden) return refuse('noSuchHidden', `This lot has no hidden work ${n}.`, `该标段没有第${n}项隐蔽工程。`);
      if (hidden.by === actor.id) return refuse('ownWork', 'Somebody else checks it than who did it.', '施工人不得自行验收。');
      return {
        ...(words === undefined ? {} : { reason: words }),
        facts: {
          lots: changedLot(facts, name, {
            hidden: lot.hidden.map((one) => (one.n === n ? { ...one, passed, checkedBy: actor.id } : one)),
          }),
        },
        notify: [notify(CONTRACTOR, passed ? 'hiddenPassed' : 'hiddenFailed', { what: hidden.what })],
      };
    },
  },
  doneLot: {
    title: { en: 'A lot is done', zh: '标段完工' },
    event: 'LotDone',
    by: ['contractor', 'siteSupervisor'],
    from: ['works'],
    to: ['inspecting'],
    guard: ({ current: { facts }, actor }) => othersContract(facts, actor),
    decide: ({ current: { facts }, now, input: { lot: name } }) => {
      const lot = lotOf(facts, name);
      if (isRefusal(lot)) return lot;
      const wrong = notRunning(lot);
      if (wrong) return wrong;
      // What failed is shown anew: the last word on each thing counts.
      const unchecked = lot.hidden.filter((one) => !one.passed && one === lot.hidden.findLast(({ what }) => what === one.what));
      if (unchecked.length > 0)
        return refuse(
          'hiddenUnchecked',
          `Hidden work isn’t passed yet: ${unchecked.map(({ what }) => what).join(', ')}. Have it checked first.`,
          `隐蔽工程尚未验收通过：${unchecked.map(({ what }) => what).join('、')}。`,
        );
      const lots = changedLot(facts, name, { state: 'done', doneAt: now });
      const all = lots.every(isDone);
      return {
        ...(all ? { state: 'inspecting' as const } : {}),
        facts: { lots },
        effects: facts.contractor ? [release(crewOf(facts.contractor.uscc, name))] : [],
        notify: all ? [notify({ role: 'siteSupervisor' }, 'toInspect'), notify(ALL, 'inspection')] : [],
      };
    },
  },
  appoint: {
    title: { en: 'Make an appointment', zh: '预约入户' },
    description: { en: 'Homes are entered by appointment alone.', zh: '入户施工须提前预约。' },
    event: 'Appointed',
    by: ['contractor', 'siteSupervisor', 'renovationLead'],
    from: ['works', 'inspecting', 'defects'],
    guard: ({ current: { facts }, actor }) => othersContract(facts, actor),
    decide: ({ current: { facts }, now, input: { door, lot, from, until }, limits }) => {
      const home = homeAt(facts, door);
      if (!home) return noSuchDoor(door);
      const during = { from: Date.parse(from), until: Date.parse(until) };
      if (during.until <= during.from)
        return refuse('endBeforeBegin', 'The end comes behind the beginning. Swap the two.', '结束时间须晚于开始时间。');
      if (during.from < now + limits.entryNoticeHours * HOUR)
        return refuse(
          'tooSoon',
          `A household hears of it ${limits.entryNoticeHours} hours before. Come at ${moment(now + limits.entryNoticeHours * HOUR)} or later.`,
          `须提前${limits.entryNoticeHours}小时告知住户，最早于${moment(now + limits.entryNoticeHours * HOUR)}入户。`,
        );
      const n = facts.appointments.length + 1;
      return {
        facts: { appointments: [...facts.appointments, { n, door, lot, ...during, cancelled: false }] },
        effects: [kept(facts, { door, ...during })],
        notify: [...ownersOf(home), ...(home.user ? [{ party: `household/${home.user.household}` }] : [])].map((to) =>
          notify(to, 'entry', { door, from: moment(during.from), until: moment(during.until) }),
        ),
      };
    },
  },
  cancelAppointment: {
    title: { en: 'Cancel an appointment', zh: '取消入户预约' },
    event: 'AppointmentCancelled',
    by: ['contractor', 'siteSupervisor', 'renovationLead', 'householder'],
    from: ['works', 'inspecting', 'defects'],
    decide: ({ current: { facts }, actor, now, input: { n } }) => {
      const found = facts.appointments.find((one) => one.n === n && !one.cancelled);
      if (!found) return refuse('noAppointment', `There is no appointment ${n}.`, `没有第${n}项预约。`);
      const home = homeAt(facts, found.door);
      const works = holdsRole(actor, ['contractor', 'siteSupervisor', 'renovationLead']);
      if (!works && !(home && livesThere(actor, home))) return notTheirHome(found.door);
      const appointments = facts.appointments.map((one) => (one.n === n ? { ...one, cancelled: true } : one));
      // The home is let go as a whole, and kept for the other times.
      const others = appointments.filter(({ door, cancelled, until }) => door === found.door && !cancelled && until > now);
      return {
        facts: { appointments },
        effects: [release(homeHold(facts.unit.id, found.door)), ...others.map((one) => kept(facts, one))],
        notify: [
          notify(CONTRACTOR, 'entryCancelled', { door: found.door }),
          ...(home ? ownersOf(home).map((to) => notify(to, 'entryCancelled', { door: found.door })) : []),
        ],
      };
    },
  },
  announceOff: {
    title: { en: 'Announce an interruption', zh: '发布停供通知' },
    description: { en: 'Of water, power or gas, two days before.', zh: '停水、停电、停气提前告知。' },
    event: 'InterruptionAnnounced',
    by: ['contractor', 'siteSupervisor', 'renovationLead'],
    from: ['works'],
    guard: ({ current: { facts }, actor }) => othersContract(facts, actor),
    decide: ({ now, input: { supply, from, until }, limits }) => {
      const [begins, ends] = [Date.parse(from), Date.parse(until)];
      if (ends <= begins)
        return refuse('endBeforeBegin', 'The end comes behind the beginning. Swap the two.', '结束时间须晚于开始时间。');
      if (begins < now + limits.offNoticeHours * HOUR)
        return refuse(
          'tooSoon',
          `All hear of it ${limits.offNoticeHours} hours before. Begin at ${moment(now + limits.offNoticeHours * HOUR)} or later.`,
          `须提前${limits.offNoticeHours}小时告知，最早于${moment(now + limits.offNoticeHours * HOUR)}开始。`,
        );
      return {
        notify: [ALL, LEAD].map((to) =>
          notify(to, 'supplyOff', {
            ...{ supplyEn: SUPPLIES[supply][0], supplyZh: SUPPLIES[supply][1] },
            ...{ from: moment(begins), until: moment(ends) },
          }),
        ),
      };
    },
  },
};
