/** The rules of visits to firms, without a server. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chinaCalendar } from '../../../activities/calendar/china.ts';
import { dueAt } from '../../../activities/calendar/clock.ts';
import { assign, type Candidate, type Service } from '../../../activities/enterprise-visit/assigning.ts';
import { quietOn } from '../../../activities/enterprise-visit/quiet-days.ts';
import { visitTables } from '../../../activities/enterprise-visit/tables.ts';
import { areSettled, type FirmFigures, pooled } from '../../../graphql/visit-round/figures.ts';
import { enterpriseVisitPackage } from '../../../processes/enterprise-visit.ts';
import { visitRoundPackage } from '../../../processes/visit-round.ts';
import { clock, itemsOf, otherCase, type Played, person, play, START } from '../../../testing/play.ts';
import { renameParty } from '../../../workflows/effects/index.ts';
import { whenSubject } from '../../../workflows/enterprise-visit/ending.ts';
import type { Facts } from '../../../workflows/enterprise-visit/facts.ts';
import { tooNear } from '../../../workflows/enterprise-visit/holding.ts';
import { inputs } from '../../../workflows/enterprise-visit/inputs.ts';
import { enterpriseVisit } from '../../../workflows/enterprise-visit/rules.ts';
import type { Reference } from '../../../workflows/enterprise-visit/vocabulary.ts';
import { factsFor } from '../../../workflows/kernel/audiences.ts';
import type { Actor, Case } from '../../../workflows/kernel/process.ts';
import { bringToAnEnd, undone } from '../leaving.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRM = '91339901MA9X00011A';

const lao = person('lao', 'officer', { units: ['east'] });
const shi = person('shi', 'officer', { units: ['east'] });
const leader = person('zhan', 'serviceLeader');
const agent: Actor = { ...person('yin', 'firmAgent'), actsFor: [{ subject: `firm:${FIRM}` }] };
const round = {
  title: 'Spring',
  state: 'running',
  questions: ['Orders?', 'Staff?'],
  arrangeBy: START + 15 * DAY,
  since: null,
  until: START + 30 * DAY,
};
const officer = { id: 'lao', name: 'lao', unit: 'east' };

const opened = (more: Partial<Reference['start']> = {}): Played<Facts> =>
  play<Facts>(enterpriseVisit, {
    actor: otherCase('VR-1'),
    input: { firm: FIRM, round: 'VR-1' },
    reference: { firm: { name: 'Yinfan', state: 'active' }, round, officer, unit: 'east', ...more },
  });
const called = (): Played<Facts> =>
  play<Facts>(enterpriseVisit, {
    actor: agent,
    input: { firm: FIRM, text: 'Power' },
    reference: { firm: { name: 'Yinfan', state: 'active' }, round: null, officer, unit: 'east' },
  });

const dayAt = (at: number) => Math.floor((at + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
const free = (at: number, more: Partial<Reference['arrange']> = {}): Reference['arrange'] => ({
  day: { from: dayAt(at), until: dayAt(at) + DAY },
  gap: { from: dayAt(at), until: dayAt(at) + 30 * DAY },
  before: dayAt(at) - 29 * DAY,
  kept: { from: dayAt(at), until: dayAt(at) + 366 * DAY },
  others: [],
  year: { from: START - 60 * DAY, until: START + 305 * DAY },
  workingDaysAhead: 2,
  quiet: null,
  wishesNone: null,
  near: null,
  inYear: 0,
  onDay: 0,
  joint: [],
  ...more,
});
const AT = START + 2 * DAY;
const when = (at = AT) => ({ at: new Date(at).toISOString(), with: 'Production' });
const arranged = (visit = opened(), at = AT, more: Partial<Reference['arrange']> = {}) =>
  visit.does(lao, 'arrange', when(at), free(at, more));
const there = (at = AT): Reference['checkIn'] => ({ ...free(at), there: 'code' });
const underWay = (visit = arranged()) => visit.later(46).does(lao, 'checkIn', { code: FIRM }, there());
const noted = (more: object = {}) => ({
  met: 'Production',
  answers: [{ question: 1, text: 'More orders' }],
  demands: [],
  policies: [],
  minutes: 40,
  ...more,
});
const demand = (text: string) => ({ category: 'power', text, urgency: 'normal' });
const recorded = (more: object = {}) => underWay().does(lao, 'record', noted(more), { known: true });
const holds = (visit: Played<Facts>) =>
  (itemsOf(visit.last(), 'holds') as { op: string; resource: string; most?: number }[]).map(
    ({ op, resource, most }) => `${op} ${resource}${most === undefined ? '' : ` of ${most}`}`,
  );
const opens = (visit: Played<Facts>) =>
  itemsOf(visit.last(), 'opening') as { process: string; input: object; refused?: string }[];
/** A unit that comes along, with an officer. */
const named = { id: 'west', title: { en: 'West', zh: '西片' } };
const west = { ...named, people: [{ id: 'ji', name: 'ji' }] };
const told = (visit: Played<Facts>) => visit.last().notify?.map(({ notice }) => notice) ?? [];

describe('a visit to a firm', () => {
  it('takes nothing of the firm that would be an inspection: no input speaks of violations', () => {
    for (const pkg of [enterpriseVisitPackage, visitRoundPackage])
      for (const [action, schema] of Object.entries(pkg.inputs))
        expect([action, JSON.stringify(z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any' }))]).toEqual([
          action,
          expect.not.stringMatching(/violat|offen[cs]e|penalt|fine\b|sanction|rectif|违法|违规|处罚|罚款|整改|责令|检查/i),
        ]);
  });

  it('is arranged some working days ahead, on no quiet day, so often, and by its officer alone', () => {
    const tries = (more: Partial<Reference['arrange']>, at = AT, who = lao) =>
      opened().tries(who, 'arrange', when(at), free(at, more))?.code;
    expect(tries({})).toBeUndefined();
    expect(tries({ workingDaysAhead: 0 })).toBe('tooSoon');
    expect(tries({ quiet: { en: 'the first days', zh: '月初' } })).toBe('quietDays');
    expect(tries({ near: { from: '2026-03-03', until: '2026-04-02' } })).toBe('visitedLately');
    expect(tries({ inYear: 6 })).toBe('yearFull');
    expect(tries({ inYear: 5 })).toBeUndefined();
    expect(tries({ onDay: 4 })).toBe('officerFull');
    expect(tries({ wishesNone: '2026-09-30' })).toBe('wishesNone');
    expect(tries({}, round.until)).toBe('afterRound');
    const later = () => arranged(opened({ round: { ...round, since: AT } }), AT + DAY);
    expect(opened({ round: { ...round, since: AT + 1 } }).tries(lao, 'arrange', when(), free(AT))?.code).toBe('beforeRound');
    expect(later().tries(lao, 'checkIn', { code: FIRM, agreedBy: 'Office' }, there())?.code).toBe('beforeRound');
    expect(tries({}, AT, shi)).toBe('notYourFirm');
    // Nobody named: whoever of the grid arranges it has it from then on.
    const nobodys = opened({ officer: null }).does(shi, 'arrange', when(), free(AT));
    expect(nobodys.current().facts.officer?.id).toBe('shi');
  });

  it('takes the firm’s days, its year and the officer’s day, and lets all of them go where nothing comes of it', () => {
    const visit = arranged();
    const taken = [
      `hold visit:${FIRM}`,
      `hold visitApart30:${FIRM} of 1`,
      `hold visitYear:${FIRM} of 6`,
      'hold officer:lao of 4',
    ];
    const freed = [`release visit:${FIRM}`, `release visitApart30:${FIRM}`, `release visitYear:${FIRM}`, 'release officer:lao'];
    expect(holds(visit)).toEqual(taken);
    expect(holds(visit.does(lao, 'arrange', when(AT + DAY), free(AT + DAY)))).toEqual([...freed, ...taken]);
    expect(holds(arranged().does(agent, 'reply', { choice: 'noNeed', until: '2026-06-30' }))).toEqual(freed);
    expect(holds(arranged().does(clock('come'), 'lapse'))).toEqual(freed);
    expect(holds(arranged().does(clock('hold'), 'miss'))).toEqual(freed);
    expect(holds(arranged().does(leader, 'cancel', { reason: 'Ill' }))).toEqual(freed);
    // One that was made goes on to count.
    expect(holds(recorded().does(agent, 'confirm'))).toEqual([]);
    expect(holds(underWay().does(leader, 'cancel', { reason: 'Ill' }))).toEqual([]);
  });

  it('for which the firm calls passes all that spares it, and counts for others', () => {
    const strict = {
      workingDaysAhead: 0,
      quiet: { en: 'q', zh: '静' },
      near: { from: '2026-03-03', until: '2026-04-02' },
      inYear: 6,
      onDay: 4,
    };
    const visit = called().does(lao, 'arrange', when(), free(AT, strict));
    expect(holds(visit)).toEqual([
      `hold visit:${FIRM}`,
      `hold visitApart30:${FIRM}`,
      `hold visitYear:${FIRM}`,
      'hold officer:lao',
    ]);
    expect(visit.current().clocks).not.toHaveProperty('hold');
    expect([told(visit)[0], told(arranged())[0]]).toEqual(['arrangedAsAsked', 'arranged']);
    // What the firm itself has named needs no notice, and may lie on a quiet day.
    const wish = opened().does(agent, 'reply', { choice: 'otherTime', at: when().at });
    expect(wish.tries(lao, 'arrange', when(), free(AT, { workingDaysAhead: 0, quiet: strict.quiet }))).toBeUndefined();
    expect(wish.tries(lao, 'arrange', when(), free(AT, { inYear: 6 }))?.code).toBe('yearFull');
    expect(wish.does(lao, 'arrange', when(), free(AT)).current().facts.agreed).toBe(true);
  });

  it('lies as far from others as the number of today says, on both sides, whatever it was when they were arranged', () => {
    const on = (day: number) => [{ from: dayAt(START) + day * DAY }];
    const near = (held: readonly { from: number }[], gapDays: number) => {
      const from = dayAt(START);
      const found = tooNear(held, { before: from - (gapDays - 1) * DAY, gap: { from, until: from + gapDays * DAY } });
      return found && (found.until - from) / DAY;
    };
    expect([-30, -29, 0, 29, 30].map((day) => near(on(day), 30))).toEqual([null, 1, 30, 59, null]);
    expect([-1, 0, 1].map((day) => near(on(day), 1))).toEqual([null, 1, null]);
    expect(near([...on(-5), ...on(5)], 10)).toBe(15);
    // The time is let go under the number by which it was taken.
    const limits = { visitGapDays: 7 };
    const short = opened().does(lao, 'arrange', when(), { ...free(AT), limits } as Reference['arrange']);
    expect(holds(short)).toContain(`hold visitApart7:${FIRM} of 1`);
    expect(holds(short.does(leader, 'cancel', { reason: 'Ill' }))).toContain(`release visitApart7:${FIRM}`);
  });

  it('tells who leads the service when a firm has had its visits of the year', () => {
    expect(told(arranged(opened(), AT, { inYear: 4 }))).not.toContain('capReached');
    const last = arranged(opened(), AT, { inYear: 5 });
    expect(told(last)).toContain('capReached');
    // Those in other units whose visits are refused from now on hear of it, too.
    const told6 = arranged(opened(), AT, { inYear: 5, others: ['east', 'west'] }).last().notify ?? [];
    expect(told6.filter(({ notice }) => notice === 'capReached').map(({ to }) => to)).toEqual([
      { role: 'serviceLeader' },
      { role: 'serviceLeader', unit: 'west' },
    ]);
    // Once: it is the same visit on another day.
    expect(told(arranged(last, AT + DAY, { inYear: 5 }))).not.toContain('capReached');
  });

  it('is moved, agreed to or declined by the firm', () => {
    const moved = arranged().does(agent, 'reply', { choice: 'otherTime', at: new Date(AT + DAY).toISOString() });
    expect(moved.current()).toMatchObject({ state: 'planned', facts: { wish: AT + DAY, arranged: null } });
    expect(arranged().tries(agent, 'reply', { choice: 'otherTime' })?.code).toBe('whichTime');
    expect(opened().tries(agent, 'reply', { choice: 'agree' })?.code).toBe('notArranged');
    expect(arranged().does(agent, 'reply', { choice: 'agree' }).current()).toMatchObject({
      state: 'arranged',
      facts: { agreed: true },
    });
    const declined = opened().does(agent, 'reply', { choice: 'noNeed', until: '2026-06-30' });
    expect(declined.current()).toMatchObject({ state: 'declined', facts: { quietUntil: '2026-06-30' } });
  });

  it('begins on its day and at the firm; on another day where somebody there has agreed', () => {
    const early = { ...there(), day: free(START).day };
    expect(arranged().tries(lao, 'checkIn', { code: FIRM }, early)?.code).toBe('anotherDay');
    const agreed = arranged().does(lao, 'checkIn', { code: FIRM, agreedBy: 'Office' }, early);
    expect(agreed.current().facts.checkedIn).toMatchObject({ agreedBy: 'Office', how: 'code' });
    expect(holds(agreed)).toContain(`hold visit:${FIRM}`);
    expect(told(agreed)).toContain('cameToday');
    // That somebody there agrees passes over no other visit; a visit for which the firm has called does.
    const near = { from: '2026-03-01', until: '2026-03-31' };
    const tries = (more: object, visit = arranged()) =>
      visit.tries(lao, 'checkIn', { code: FIRM, agreedBy: 'Office' }, { ...early, ...more })?.code;
    expect(tries({ near })).toBe('visitedLately');
    expect(tries({ inYear: 6 })).toBe('yearFull');
    expect(tries({ onDay: 4 })).toBe('officerFull');
    expect(tries({ near, inYear: 6, onDay: 4 }, arranged(called()))).toBeUndefined();
    expect(holds(agreed)).toContain(`hold visitApart30:${FIRM} of 1`);
    expect(
      arranged()
        .later(46)
        .tries(lao, 'checkIn', {}, { ...there(), there: null })?.code,
    ).toBe('notThere');
    expect(underWay().current().state).toBe('underWay');
  });

  it('is recorded with its questions answered once, figures only where the house takes them, and so many demands', () => {
    const tries = (more: object, limits?: object) =>
      underWay().tries(lao, 'record', noted(more), { known: true, ...(limits ? { limits } : {}) })?.code;
    expect(tries({ answers: [{ question: 3, text: 'x' }] })).toBe('noSuchQuestion');
    expect(tries({ answers: [1, 1].map((question) => ({ question, text: 'x' })) })).toBe('noSuchQuestion');
    expect(tries({ figures: { staff: 3 } })).toBe('figuresOff');
    expect(tries({ figures: { staff: 3 } }, { recordFigures: 1 })).toBeUndefined();
    // Who amends one figure leaves the others as they were.
    const given = { known: true, limits: { recordFigures: 1 } };
    const visit = underWay().does(lao, 'record', noted({ figures: { staff: 3 } }), given);
    visit.does(lao, 'amend', { figures: { ordersPerMille: 9 } }, given);
    expect(visit.current().facts.figures).toEqual({ staff: 3, ordersPerMille: 9, exportPerMille: null });
    const many = (n: number) => ({ demands: Array.from({ length: n }, (_, i) => demand(`${i}`)) });
    expect(tries(many(10))).toBeUndefined();
    expect(tries(many(11))).toBe('tooManyDemands');
    expect(tries(many(11), { demandsMax: 12 })).toBeUndefined();
  });

  it('opens each demand once, also where the record is amended or disputed', () => {
    const visit = recorded({ demands: [demand('More power'), { ...demand('Milan'), department: 'd', policy: 'fair' }] });
    expect(opens(visit)).toMatchObject([
      { process: 'enterpriseDemand', refused: 'demandRefused', input: { firm: FIRM, visit: 'EV-1', text: 'More power' } },
      { input: { text: 'Milan', wish: { department: 'd', policy: 'fair' } } },
    ]);
    expect(opens(visit.does(lao, 'amend', { demands: [demand('Beds')] }, { known: true }))).toMatchObject([
      { input: { text: 'Beds' } },
    ]);
    expect(visit.current().facts).toMatchObject({ minutes: 40, demands: [{}, {}, { text: 'Beds' }] });
    expect(visit.tries(lao, 'amend', {}, { known: true })?.code).toBe('nothingToAmend');
    visit.does(agent, 'dispute', { what: 'Fewer orders' });
    expect(visit.current()).toMatchObject({ state: 'underWay', facts: { disputes: 1, dispute: 'Fewer orders' } });
    // What stands already, word for word, isn’t opened again.
    const again = noted({ demands: [demand('More power')] });
    expect(opens(visit.does(lao, 'record', again, { known: true }))).toEqual([]);
    expect(visit.current().facts.demands).toHaveLength(3);
  });

  it('tells the firm what was noted, and nothing of answers where there are none', () => {
    const text = (more: object) => (recorded(more).last().notify ?? []).find(({ notice }) => notice === 'recorded')?.params?.text;
    expect([text({}), text({ answers: [] })]).toEqual(['More orders ', '']);
  });

  it('is confirmed by the firm, by a call of somebody who didn’t record it, or by silence, which is shown', () => {
    const how = (visit: Played<Facts>) => visit.current().facts.confirmed?.how;
    expect(how(recorded().does(agent, 'confirm'))).toBe('word');
    expect(recorded().tries(leader, 'confirm')?.code).toBe('whoSaidSo');
    expect(how(recorded().does(leader, 'confirm', { who: 'Office' }))).toBe('callBack');
    expect(how(recorded().does(clock('confirm'), 'confirmBySilence'))).toBe('silence');
    const both = { ...lao, grants: [...lao.grants, ...leader.grants] };
    expect(recorded().tries(both, 'confirm', { who: 'Office' })?.code).toBe('ownRecord');
    const once = recorded().does(agent, 'confirm');
    expect(once.tries({ ...agent, id: 'yan' }, 'confirm')?.code).toBe('kernel.wrongState');
  });

  it('reports a danger as anybody would, and tells the firm', () => {
    const input = { category: 'workSafety', text: 'A blocked exit', place: { lat: 30.78, lon: 121.06 } };
    const visit = underWay().does(lao, 'reportDanger', input);
    expect(opens(visit)).toEqual([{ process: 'issueReport', input, refused: 'reportRefused' }]);
    expect(visit.last().facts).toBeUndefined();
    expect(told(visit)).toContain('danger');
  });

  it('joins another one instead, and has its unit come along there', () => {
    expect(opened().tries(lao, 'join', {}, { other: null })?.code).toBe('nothingToJoin');
    const joined = opened().does(lao, 'join', {}, { other: { id: 'EV-9', at: AT } });
    expect(joined.current()).toMatchObject({ state: 'cancelled', facts: { joined: 'EV-9' } });
    expect(itemsOf(joined.last(), 'acts')).toEqual([{ on: 'EV-9', action: 'addUnit', input: { visit: 'EV-1', unit: 'east' } }]);
    const other = arranged().does(otherCase('EV-1'), 'addUnit', { visit: 'EV-1', unit: 'west' }, { unit: west });
    expect(other.current().facts.arranged?.joint).toEqual([named]);
    // Its officers have to do with the visit from then on.
    expect(itemsOf(other.last(), 'parties')).toEqual([{ role: 'joint', person: 'ji', name: 'ji' }]);
  });

  it('that is arranged anew keeps the units that come along, which hear of each day', () => {
    const joint = () => arranged(opened(), AT, { joint: [west] });
    const units = (visit: Played<Facts>) => visit.current().facts.arranged?.joint.map(({ id }) => id);
    const again = (visit: Played<Facts>, more: object = {}) => arranged(visit, AT + DAY, more);
    expect(units(again(joint()))).toEqual(['west']);
    expect(units(again(joint(), { joint: [{ ...west, id: 'south' }] }))).toEqual(['west', 'south']);
    const wish = joint().does(agent, 'reply', { choice: 'otherTime', at: when(AT + DAY).at });
    expect(told(wish)).toContain('timeOff');
    expect(told(again(wish))).toContain('comeAlong');
    expect(units(wish)).toEqual(['west']);
    const lapsed = joint().does(clock('come'), 'lapse');
    expect(told(lapsed)).toContain('timeOff');
    expect(units(again(lapsed))).toEqual(['west']);
    // Who joins in between comes along as well.
    const between = opened().does(otherCase('EV-2'), 'addUnit', { visit: 'EV-2', unit: 'west' }, { unit: west });
    expect(units(again(between))).toEqual(['west']);
  });

  it('that others joined sends them on alone where nothing comes of it', () => {
    const on = (visit: Played<Facts>) => itemsOf(visit.last(), 'acts');
    const alone = [{ on: 'EV-2', action: 'goOnAlone', input: {} }];
    const add = (visit: Played<Facts>) =>
      visit.does(otherCase('EV-2'), 'addUnit', { visit: 'EV-2', unit: 'west' }, { unit: west });
    expect(on(add(arranged()).does(leader, 'cancel', { reason: 'Ill' }))).toEqual(alone);
    expect(on(add(arranged()).does(otherCase('VR-1'), 'endWithRound', { reason: 'Flood' }))).toEqual(alone);
    expect(on(add(arranged()).does(clock('hold'), 'miss'))).toEqual(alone);
    expect(on(add(arranged()).does(agent, 'reply', { choice: 'noNeed' }))).toEqual([]);
    // It had come to nothing before it heard of them.
    expect(on(add(arranged().does(leader, 'cancel', { reason: 'Ill' })))).toEqual(alone);
    const joined = () => opened().does(lao, 'join', {}, { other: { id: 'EV-9', at: AT } });
    const goes = (goesOn: boolean) => joined().does(otherCase('EV-9'), 'goOnAlone', {}, { goesOn });
    expect(goes(true).current()).toMatchObject({ state: 'planned', facts: { joined: null, ending: null } });
    expect(told(goes(true))).toEqual(['goesAlone']);
    expect(arranged(goes(true)).current().state).toBe('arranged');
    // Its round, or its firm, has ended meanwhile.
    expect(goes(false).current()).toMatchObject({ state: 'cancelled', facts: { joined: 'EV-9' } });
  });

  it('tells units that come along when it is arranged, and when nothing comes of it', () => {
    const joint = () => arranged(opened(), AT, { joint: [west] });
    const heard = (visit: Played<Facts>) =>
      visit.last().notify?.flatMap(({ to, notice }) => ('unit' in to && to.unit === 'west' ? [notice] : []));
    expect(heard(joint())).toEqual(['comeAlong']);
    expect(heard(joint().does(agent, 'reply', { choice: 'noNeed' }))).toEqual(['declined']);
    expect(heard(joint().does(leader, 'cancel', { reason: 'Ill' }))).toEqual(['cancelled']);
  });

  it('is given to somebody else with its day, and to nobody who has it', () => {
    const to = { officer: { id: 'shi', name: 'shi', unit: 'east' } };
    expect(arranged().tries(leader, 'reassign', { to: 'lao', reason: 'x' }, { officer })?.code).toBe('hasItAlready');
    const given = arranged().does(leader, 'reassign', { to: 'shi', reason: 'Leave' }, to);
    expect(given.current().facts.officer?.id).toBe('shi');
    expect(holds(given)).toEqual(['release officer:lao', 'hold officer:shi of 4']);
    // A visit for which the firm has called passes that, as it does when it is arranged.
    expect(holds(arranged(called()).does(leader, 'reassign', { to: 'shi', reason: 'Leave' }, to))).toContain('hold officer:shi');
    expect(given.tries(lao, 'checkIn', { code: FIRM }, there())?.code).toBe('notYourFirm');
  });

  it('ends with its firm, and knows it by its code when it is renamed', () => {
    const at = (visit: Played<Facts>) => visit.current() as Case<'arranged', Facts>;
    const subject = `firm:${FIRM}`;
    expect(whenSubject(at(underWay()), { subject, name: 'Yinfan', state: 'dissolved' })).toMatchObject({ state: 'cancelled' });
    expect(whenSubject(at(arranged()), { subject, name: 'Yinfan II', before: 'Yinfan' })).toEqual({
      title: 'Yinfan II',
      facts: { firm: { code: FIRM, name: 'Yinfan II' } },
      effects: [renameParty({ role: 'firm', person: subject }, 'Yinfan II')],
    });
    expect(() => opened({ firm: { name: 'Yinfan', state: 'dissolved' } })).toThrow(/has ended/);
    expect(() => opened({ round: { ...round, state: 'cancelled' } })).toThrow(/round is over/);
  });

  it('shows the figures of a firm to its officer, to who leads the service and to itself', () => {
    const figures = { staff: 900, ordersPerMille: 20, exportPerMille: 700 };
    const facts = { ...recorded().current().facts, figures };
    const of = { ...recorded().current(), facts };
    const sees = (actor: Actor) => 'figures' in factsFor(enterpriseVisit, actor, of, facts);
    expect([lao, leader, agent, { ...person('x', 'follower'), id: 'follower:EV-1' }].map(sees)).toEqual([true, true, true, true]);
    const other: Actor = { ...person('xin', 'firmAgent'), actsFor: [{ subject: 'firm:other' }] };
    expect([shi, other, person('hua', 'leader'), person('ke', 'auditor')].map(sees)).toEqual([false, false, false, false]);
  });

  it('waits for somebody in every state, whoever leaves, and comes to an end', () => {
    const people = [lao, shi, leader];
    for (const visit of [opened(), arranged(), underWay(), recorded()])
      expect(undone(enterpriseVisit, visit.current() as Case, people, visit.now())).toEqual([]);
    const ends = bringToAnEnd(enterpriseVisit, opened(), [leader], { cancel: { input: { reason: 'Nobody is left' } } });
    expect(ends).toBe('cancelled');
  });

  it('gives the firm five working days to say something', () => {
    const due = dueAt(chinaCalendar(), { workingDays: 5 }, [{ at: Date.parse('2026-02-11T10:00:00+08:00'), kind: 'start' }]);
    // The make-up Saturday counts, and Spring Festival doesn't.
    expect(new Date(due ?? 0).toLocaleString('sv', { timeZone: 'Asia/Shanghai' })).toBe('2026-02-25 17:30:00');
  });

  it('takes bad input with a sentence', () => {
    const wrong = (action: keyof typeof inputs, input: object) =>
      inputs[action].safeParse(input).error?.issues[0]?.path.join('.');
    expect(wrong('start', { firm: FIRM.slice(1) })).toBe('firm');
    expect(wrong('start', { firm: FIRM.replace('0', 'O') })).toBe('firm');
    expect(inputs.start.parse({ firm: FIRM.toLowerCase() }).firm).toBe(FIRM);
    expect(wrong('record', noted({ figures: { staff: -1 } }))).toBe('figures.staff');
    expect(wrong('record', noted({ figures: { exportPerMille: 1001 } }))).toBe('figures.exportPerMille');
    expect(wrong('record', noted({ demands: Array.from({ length: 21 }, () => demand('x')) }))).toBe('demands');
    expect(wrong('arrange', { at: '2026-03-01', with: 'x' })).toBe('at');
  });
});

describe('quiet days', () => {
  const title = { en: 'q', zh: '静' };
  const calendar = chinaCalendar();
  const quiet = (row: object, day: string) => quietOn([{ title, ...row }], calendar, day) !== null;

  it('return each month, also where it is short', () => {
    expect(['2026-03-01', '2026-03-15', '2026-03-16'].map((day) => quiet({ fromDay: 1, toDay: 15 }, day))).toEqual([
      true,
      true,
      false,
    ]);
    expect(['2026-02-27', '2026-02-28', '2026-03-01'].map((day) => quiet({ fromDay: 28, toDay: 31 }, day))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('shift with the calendar: all of them move to where the first has duty, and are as many as before', () => {
    const row = { fromDay: 1, toDay: 5 };
    const days = ['2026-10-01', '2026-10-07', '2026-10-08', '2026-10-13'];
    expect(days.map((day) => quiet(row, day))).toEqual([true, false, false, false]);
    // National Day: all of them are holidays; the eighth is the first of five days that are left quiet.
    expect(days.map((day) => quiet({ ...row, shifts: true }, day))).toEqual([false, false, true, false]);
    expect(quiet({ ...row, shifts: true }, '2026-10-12')).toBe(true);
    const { days: own, ...more } = calendar;
    const holiday = { ...more, days: { ...own, '2026-10-08': 'holiday' as const } };
    expect(days.map((day) => quietOn([{ title, ...row, shifts: true }], holiday, day) !== null)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    // From one month into the next: the last day of February is a Saturday with duty or not, as the calendar says.
    expect(quiet({ fromDay: 31, toDay: 31, shifts: true }, '2026-02-02')).toBe(true);
  });

  it('lie between two dates, or in each month, and not both', () => {
    expect(quiet({ firstDay: '2026-03-15', lastDay: '2026-03-19' }, '2026-03-19')).toBe(true);
    const fits = (row: object) => visitTables.quietDays.row.safeParse({ title, ...row }).success;
    expect([
      fits({ fromDay: 1, toDay: 5 }),
      fits({ firstDay: '2026-03-15', lastDay: '2026-03-19' }),
      fits({ fromDay: 5, toDay: 1 }),
      fits({ fromDay: 1 }),
      fits({ fromDay: 1, toDay: 5, firstDay: '2026-03-15', lastDay: '2026-03-19' }),
      fits({}),
    ]).toEqual([true, true, false, false, false, false]);
  });
});

describe('whose a visit is', () => {
  const candidate = (id: string, units: readonly string[], more: Partial<Candidate> = {}): Candidate => ({
    ...{ id, name: id, unit: units[0] ?? null, units, related: [], load: 0 },
    ...more,
  });
  const service = (officers: readonly Candidate[]): Service => ({
    firms: new Map([
      ['own', { grid: 'g1', officer: 'a' }],
      ['free', { grid: 'g1' }],
    ]),
    grids: new Map([
      ['g1', { title: { en: '1', zh: '1' }, unit: 'east' }],
      ['g2', { title: { en: '2', zh: '2' }, unit: 'west', areas: ['w'] }],
    ]),
    officers,
  });
  const whose = (of: Service, code: string, given?: ReadonlyMap<string, number>, area: string | null = null, most?: number) => {
    const { officer: found, unit } = assign(of, { code, area }, given, most);
    return `${found?.id ?? '-'} ${unit ?? '-'}`;
  };

  it('is the firm’s own officer’s, or of whoever of the grid has fewest', () => {
    const all = service([candidate('a', ['east'], { load: 9 }), candidate('b', ['east']), candidate('c', ['west'])]);
    expect(whose(all, 'own')).toBe('a east');
    expect(whose(all, 'free')).toBe('b east');
    expect(whose(all, 'free', new Map([['b', 10]]))).toBe('a east');
    // By where the register has it, and of anybody where it has it nowhere.
    expect(whose(all, 'new', new Map(), 'w')).toBe('c west');
    expect(whose(all, 'new')).toBe('b east');
  });

  it('is nobody’s who is related to the firm, or has as many as may be; then it waits in the grid', () => {
    const related = service([candidate('a', ['east'], { related: ['firm:own'] }), candidate('b', ['east'])]);
    expect(whose(related, 'own')).toBe('b east');
    const full = new Map([
      ['a', 8],
      ['b', 8],
    ]);
    expect(whose(related, 'free', full, null, 8)).toBe('- east');
    expect(whose(service([]), 'own')).toBe('- east');
  });
});

describe('figures of firms', () => {
  const firm = (industry: string, staff: number | null = 10): FirmFigures => ({
    industry,
    staff,
    ordersPerMille: 10,
    exportPerMille: 100,
  });
  const rows = (...of: readonly FirmFigures[]) => pooled(of, 3).map(({ industry, firms, staff }) => [industry, firms, staff]);

  it('are withheld of two firms, and where they could be found by taking one from another', () => {
    expect(rows(firm('a'), firm('a'))).toEqual([]);
    expect(rows(firm('a'), firm('a'), firm('a'))).toEqual([['a', 3, 30]]);
    // Two and one are three together; two alone take in the smallest of the others.
    expect(rows(...Array.from({ length: 4 }, () => firm('a')), firm('b'), firm('b'), firm('c'))).toEqual([
      ['a', 4, 40],
      [null, 3, 30],
    ]);
    const three = (name: string) => [firm(name), firm(name), firm(name)];
    expect(rows(...three('a'), ...three('d'), firm('b'), firm('b'))).toEqual([
      ['d', 3, 30],
      [null, 5, 50],
    ]);
  });

  it('are shown when the round and all of its visits are over, so that no later one is seen by the difference', () => {
    const states = ['running', 'finished', 'cancelled'];
    expect(states.map((state) => areSettled({ state, open: 0 }))).toEqual([false, true, true]);
    expect(areSettled({ state: 'finished', open: 1 })).toBe(false);
  });

  it('say nothing of a figure that fewer gave', () => {
    expect(rows(firm('a'), firm('a'), firm('a', null))).toEqual([['a', 3, null]]);
  });
});
