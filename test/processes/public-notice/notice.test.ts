/** The rules of a public notice, without a server. */
import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '../../../activities/calendar/china.ts';
import { dueAt } from '../../../activities/calendar/clock.ts';
import { noticeTables } from '../../../activities/public-notice/tables.ts';
import { rowWithout, wordsWithout } from '../../../graphql/public/without-personal.ts';
import { clock, itemsOf, otherCase, person, play } from '../../../testing/play.ts';
import { looksPersonal } from '../../../workflows/kernel/looks-personal.ts';
import { isRefusal } from '../../../workflows/kernel/process.ts';
import type { Facts } from '../../../workflows/public-notice/facts.ts';
import { inputs } from '../../../workflows/public-notice/inputs.ts';
import { notices } from '../../../workflows/public-notice/notices.ts';
import { publish } from '../../../workflows/public-notice/parent.ts';
import { publicNotice } from '../../../workflows/public-notice/rules.ts';

const ENDS = Date.parse('2026-03-11T24:00:00+08:00');
const DUE = Date.parse('2026-03-09T17:30:00+08:00');
const reviewer = 'rao-min';
const published = (rows = 3, board?: string, decidedBy = (_: number) => reviewer) =>
  play<Facts>(publicNotice, {
    actor: otherCase('LI-1'),
    input: {
      title: { en: 'Subsidies', zh: '补贴' },
      columns: [{ key: 'firm', title: { en: 'Firm', zh: '企业' } }],
      rows: Array.from({ length: rows }, (_, n) => ({
        ...{ key: `${n + 1}`, values: [`Firm ${n + 1}`], people: [`agent-${n + 1}`], decidedBy: [decidedBy(n)] },
      })),
      places: [{ kind: 'web', name: 'example' }, ...(board ? [{ kind: 'board', name: board }] : [])],
      whoMayObject: 'anyone',
    },
    reference: { parent: { id: 'LI-1', process: 'listing', unit: null }, days: 7 },
  });
const at = (moment: number) => ({ at: moment, windowEndsAt: ENDS, due: DUE });
const resident = person('shao', 'resident');
const leader = person('hua', 'leader');
const officer = person('xiang', 'noticeOfficer');
const nobody = { id: 'anonymous', name: 'Anonymous', grants: [{ role: 'anonymous' }] };
const about = (...rows: string[]) => ({ rows, text: 'It isn’t so.' });
const end = clock('window');
const told = (notice: ReturnType<typeof published>) =>
  itemsOf(notice.last(), 'acts') as { on: string; action: string; input: Record<string, unknown> }[];

describe('a public notice', () => {
  it('ends at the midnight of its last working day; holidays and make-up days count as the calendar has them', () => {
    const ends = (from: string) =>
      new Date(
        (dueAt(chinaCalendar(), { workingDays: 7, end: 'midnight' }, [{ at: Date.parse(from), kind: 'start' }]) ?? 0) - 1,
      ).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });
    expect(ends('2026-04-30T10:00:00+08:00')).toBe('2026-05-13');
    expect(ends('2026-11-27T16:00:00+08:00')).toBe('2026-12-08');
  });

  it('waits for nobody where the rule asks for no days', () => {
    const rule = noticeTables.noticeRules?.row.safeParse({ days: 0, least: 0 });
    expect(rule?.success).toBe(true);
    const start = Date.parse('2026-12-01T03:00:00+08:00');
    const budget = publicNotice.clocks.window?.own?.({ days: 0 } as Facts);
    expect(dueAt(chinaCalendar(), budget ?? { workingDays: 7 }, [{ at: start, kind: 'start' }])).toBe(start);
    // What is corrected is opened anew with as many days.
    expect(inputs.start.shape.days.safeParse(0).success).toBe(true);
  });

  it('loses a row whose case has ended, and nobody reads it any more', () => {
    const notice = published().does(resident, 'object', about('1'), at(ENDS - 1));
    const reason = 'The application has ended.';
    expect(notice.tries(otherCase('LI-2'), 'dropRow', { key: '1', reason })?.code).toBe('notItsRow');
    notice.does(otherCase('1'), 'dropRow', { key: '1', reason });
    expect(notice.current().facts).toMatchObject({ struck: ['1'], corrected: ['1'], objections: [{ state: 'over' }] });
    const view = publicNotice.publicView?.words(notice.current().facts as never);
    expect(JSON.stringify(view)).not.toMatch(/Not passed|Published anew/);
    expect(notice.tries(officer, 'correct', { rows: [{ key: '1', values: ['x'] }], reason })?.code).toBe('rowSettled');
    notice.does(end, 'end');
    expect(told(notice)).toMatchObject([{ input: { keys: ['2', '3'] } }, { input: { end: 'partlyPassed', struck: ['1'] } }]);
    expect(notice.does(otherCase('2'), 'dropRow', { key: '2', reason }).current().facts.struck).toEqual(['1']);
  });

  it('takes an objection in its last moment, and none when it is over', () => {
    const notice = published();
    expect(notice.tries(resident, 'object', about('1'), at(ENDS))?.code).toBe('windowOver');
    expect(notice.tries(resident, 'object', about('1'), at(ENDS - 1))).toBeUndefined();
    notice.does(resident, 'object', about('1'), at(ENDS - 1)).does(end, 'end');
    expect(notice.tries(resident, 'object', about('2'), at(ENDS - 1))?.code).toBe('windowOver');
  });

  it('lets every row pass by itself: those without an open objection go on, the others wait', () => {
    const notice = published(100).does(resident, 'object', about('7'), at(0)).does(end, 'end');
    expect(notice.current()).toMatchObject({ state: 'deciding', clocks: { decide: 'running' } });
    expect(notice.current().facts.passed).toHaveLength(99);
    expect(told(notice)).toMatchObject([{ on: 'LI-1', action: 'rowPassed', input: { notice: 'PN-1' } }]);
    expect(itemsOf(notice.last(), 'holds')).toHaveLength(99);
    notice.does(leader, 'decide', { objection: 1, upheld: false, reason: 'It is so.' });
    expect(notice.current()).toMatchObject({ state: 'passed' });
    expect(told(notice).map(({ action }) => action)).toEqual(['rowPassed', 'noticeEnded']);
    expect(told(notice)[0]?.input.keys).toEqual(['7']);
  });

  it('strikes a row whose objection is upheld, and passes in part', () => {
    const notice = published().does(resident, 'object', about('2'), at(0));
    notice.does(leader, 'decide', { objection: 1, upheld: true, reason: 'They never were there.' }).does(end, 'end');
    expect(notice.current()).toMatchObject({ state: 'partlyPassed', facts: { passed: ['1', '3'], struck: ['2'] } });
  });

  it('publishes a corrected row anew, with the whole time, and lets go of it here', () => {
    const notice = published().does(resident, 'object', about('2'), at(0));
    expect(notice.tries(officer, 'correct', { rows: [{ key: '9', values: ['X'] }], reason: 'Wrong' })?.code).toBe('rowSettled');
    notice.does(officer, 'correct', { rows: [{ key: '2', values: ['Firm two'] }], reason: 'A slip of the pen' });
    expect(itemsOf(notice.last(), 'opening')).toMatchObject([
      {
        process: 'publicNotice',
        input: {
          parent: 'LI-1',
          corrects: 'PN-1',
          days: 7,
          rows: [{ key: '2', values: ['Firm two'], decidedBy: [reviewer, 'xiang'] }],
        },
      },
    ]);
    expect(itemsOf(notice.last(), 'holds')).toEqual([{ op: 'release', resource: 'notice:LI-1:2' }]);
    expect(notice.current().facts.objections).toMatchObject([{ state: 'corrected', reason: 'A slip of the pen' }]);
    expect(notice.does(end, 'end').current()).toMatchObject({ state: 'partlyPassed', facts: { corrected: ['2'] } });
  });

  it('asks for one decision however many object, and goes by the objection that came first', () => {
    const notice = published();
    for (let n = 0; n < 5; n++) notice.does({ ...resident, id: `r${n}` }, 'object', about('1'), { ...at(0), due: DUE + n });
    expect(notice.current().tasks.filter(({ action }) => action === 'decide')).toHaveLength(1);
    expect(notice.current().facts.objections).toHaveLength(5);
    notice.does(leader, 'decide', { objection: 1, upheld: false, reason: 'No' });
    expect(notice.last().clocks).toMatchObject({ start: { decide: { until: DUE + 1 } } });
  });

  it('takes some open objections of one person, and no more in all than are decided', () => {
    const notice = published();
    for (let n = 0; n < 5; n++) notice.does(resident, 'object', about('1'), at(0));
    expect(notice.tries(resident, 'object', about('2'), at(0))?.code).toBe('ownObjectionsOpen');
    notice.does(leader, 'decide', { objection: 1, upheld: false, reason: 'No' });
    expect(notice.tries(resident, 'object', about('2'), at(0))).toBeUndefined();
    expect(notice.tries(resident, 'object', about('2'), { ...at(0), limits: { objectionsMax: 5 } })?.code).toBe('objectionsFull');
  });

  it('has objections decided by a leader who neither decided the row, nor objected, nor is in it', () => {
    const notice = published().does(resident, 'object', about('1'), at(0));
    const by = (id: string, more: object = {}) =>
      notice.tries({ ...leader, id, ...more }, 'decide', { objection: 1, upheld: false, reason: 'No' })?.code;
    expect([by(reviewer), by('agent-1'), by('x', { related: [reviewer] }), by('hua')]).toEqual([
      ...['decidedRow', 'kernel.ownMatter', 'decidedRow'],
      undefined,
    ]);
    expect(notice.current().tasks.find(({ action }) => action === 'decide')?.except).toContain(reviewer);
  });

  it('lets whoever decided one row decide on an objection to another', () => {
    const notice = published(2, undefined, (n) => `reviewer-${n}`).does(resident, 'object', about('1'), at(0));
    notice.does({ ...resident, id: 'other' }, 'object', about('2'), at(0));
    const by = (id: string, objection: number) =>
      notice.tries({ ...leader, id }, 'decide', { objection, upheld: false, reason: 'No' })?.code;
    expect([by('reviewer-0', 1), by('reviewer-0', 2), by('reviewer-1', 1)]).toEqual(['decidedRow', undefined, undefined]);
  });

  it('takes objections by name; what has none is left as a tip', () => {
    const notice = published();
    expect(notice.tries(nobody, 'object', about('1'), at(0))?.code).toBe('needsName');
    expect(notice.tries(nobody, 'object', about('9'), at(0))?.code).toBe('needsName');
    const named = { ...about('1'), name: 'Ms Bian', phone: '057312345678' };
    notice.does(nobody, 'object', named, at(0));
    expect(itemsOf(notice.last(), 'parties')).toEqual([{ role: 'objector:1', name: 'Ms Bian', phone: '057312345678' }]);
    expect(notice.current().facts.objections).toMatchObject([{ by: null, state: 'open' }]);
    notice.does(nobody, 'leaveTip', { text: 'Look at row 2.' });
    expect(notice.current().facts.tips).toBe(1);
    expect(notice.current().facts.objections).toHaveLength(1);
    expect(notice.tries(resident, 'object', about('9'), at(0))?.code).toBe('noSuchRow');
  });

  it('goes by the account of whoever is signed in, whatever name they send', () => {
    const notice = published().does(resident, 'object', { ...about('1'), name: 'Somebody else', phone: '057312345678' }, at(0));
    expect(itemsOf(notice.last(), 'parties')).toEqual([{ role: 'objector:1', person: 'shao', phone: '057312345678' }]);
  });

  it('tells those whose row it is where everybody reads it, for the case itself isn’t theirs to read', () => {
    for (const { en, zh } of [notices.published, notices.passed])
      expect([en.body, zh.body]).toEqual([expect.stringContaining('public notices'), expect.stringContaining('公示列表')]);
  });

  it('is taken back by whoever made the objection, or by the leader in their words', () => {
    const notice = published().does(resident, 'object', about('1'), at(0));
    notice.does(nobody, 'object', { ...about('2'), name: 'Ms Bian', email: 'b@example.org' }, at(0));
    expect(notice.tries({ ...resident, id: 'other' }, 'retract', { objection: 1 })?.code).toBe('notYours');
    expect(notice.tries(leader, 'retract', { objection: 1, said: 'By telephone' })?.code).toBe('notYours');
    notice.does(resident, 'retract', { objection: 1 }).does(leader, 'retract', { objection: 2, said: 'By telephone at ten' });
    expect(notice.does(end, 'end').current().state).toBe('passed');
  });

  it('passes nothing without photos of its boards at the start and at the end', () => {
    const photos = [{ sha256: 'a'.repeat(64), mime: 'image/png', bytes: 1 }];
    const notice = published(2, 'Town hall');
    const proof = (when: string, board = 'Town hall') => ({ board, when, photos });
    expect(notice.current().tasks).toMatchObject([{ action: 'prove', role: 'noticeOfficer' }]);
    expect(notice.tries(officer, 'prove', proof('start', 'Moon'), { windowEndsAt: ENDS })?.code).toBe('noSuchBoard');
    expect(notice.tries(officer, 'prove', { ...proof('start'), photos: [] }, { windowEndsAt: ENDS })?.code).toBe('noPhoto');
    expect(notice.tries(officer, 'prove', proof('end'), { windowEndsAt: ENDS })?.code).toBe('tooEarly');
    notice.does(officer, 'prove', proof('start'), { windowEndsAt: ENDS }).does(end, 'end');
    expect(notice.current()).toMatchObject({ state: 'deciding', facts: { passed: [] } });
    expect(told(notice)).toEqual([]);
    notice.does(officer, 'prove', proof('end'), { windowEndsAt: ENDS });
    expect(notice.current()).toMatchObject({ state: 'passed', facts: { passed: ['1', '2'] } });
  });

  it('is taken back by its officer or its own case, which hears that nothing passed', () => {
    const notice = published().does(resident, 'object', about('1'), at(0));
    expect(notice.tries(otherCase('LI-2'), 'withdraw', { reason: 'No' })?.code).toBe('notItsParent');
    notice.does(otherCase('LI-1'), 'withdraw', { reason: 'The list is wrong.' });
    expect(told(notice)).toMatchObject([{ action: 'noticeEnded', input: { end: 'withdrawn', passed: [] } }]);
    expect(itemsOf(notice.last(), 'holds')).toHaveLength(3);
    expect(notice.current().facts.objections).toMatchObject([{ state: 'over' }]);
  });

  it('shows no telephone, identity or account number, however it is written', () => {
    for (const text of [
      ...['138 0000 1234', '电话13800001234。', '+8613800001234', '+86 138 0000 1234', '138–0000–1234', '138.0000.1234'],
      ...[
        '138  0000  1234',
        '138\u200b0000\u200b1234',
        '１３８００００１２３４',
        '138,0000,1234',
        '(0573) 8501 2345',
        '0573-85012345',
      ],
      ...['85012345', '一三八零零零零一二三四', '13800001234 yuan', '١٣٨٠٠٠٠١٢٣٤'],
      ...['330482199001011234', '33048219900101123X', 'ID330482199001011234', '330482 19900101 1234', '910000199001011234'],
      ...[
        '6222 0212 3456 7890 123',
        'NO6222021234567890123',
        '9558801202101234567',
        'E12345678',
        'a@example.org',
        'a＠example.org',
      ],
    ])
      expect([text, looksPersonal(text)]).toEqual([text, true]);
    for (const text of [
      ...['91339901MA9X00011A', '913399017000000018', 'XD-PN-20260513-0001', '300,000.00 yuan', '1234567元', '1234567.50'],
      ...[
        '1,234,567',
        '2026-05-13',
        '2026-05-13 - 2026-06-01',
        '2026年5月13日',
        '2026-05-13 10:00',
        '2025-2026',
        'Firm 12, 3 posts',
      ],
      ...['1, 2, 3, 4, 5, 6, 7', '二〇二六年五月', 'No. 123456', '12.5%'],
    ])
      expect([text, looksPersonal(text)]).toEqual([text, false]);
  });

  it('shows nothing that looks personal though it got there, in titles, keys or lines', () => {
    const lines = [{ title: { en: 'Who', zh: '人' }, text: '138 0000 1234' }];
    expect(rowWithout({ key: '330482199001011234', lines })).toEqual({
      key: '****',
      lines: [{ title: { en: 'Who', zh: '人' }, text: '****' }],
    });
    expect(wordsWithout({ title: { en: 'Call 13800001234', zh: '公示' }, lines: [] }).title).toEqual({ en: '****', zh: '公示' });
  });

  it('is opened by its case with nothing that looks personal: not in rows, their keys, titles, headings or boards', () => {
    const publication = {
      ...{ title: { en: 'A', zh: '甲' }, columns: [{ key: 'a', title: { en: 'A', zh: '甲' } }] },
      places: [{ kind: 'board', name: 'Town hall' }],
      rows: [{ key: '1', values: ['Firm'] }],
      whoMayObject: 'anyone',
    } as const;
    const number = '13800001234';
    for (const more of [
      { rows: [{ key: '1', values: [number] }] },
      { rows: [{ key: number, values: ['Firm'] }] },
      { title: { en: 'A', zh: number } },
      { columns: [{ key: 'a', title: { en: number, zh: '甲' } }] },
      { places: [{ kind: 'board' as const, name: `call ${number}` }] },
    ]) {
      const refusal = publish({ ...publication, ...more });
      expect(isRefusal(refusal) && refusal.code).toBe('showsPersonal');
      expect(inputs.start.safeParse({ ...publication, ...more }).success).toBe(false);
    }
    expect(isRefusal(publish(publication))).toBe(false);
    expect(inputs.start.safeParse(publication).success).toBe(true);
  });
});
