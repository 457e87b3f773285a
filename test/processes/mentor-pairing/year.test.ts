import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCase } from '../../../activities/acting/act.ts';
import { historyLengths } from '../../kernel/history-lengths.ts';
import { caseOf, nextRequest } from '../../kernel/house.ts';
import { afterMidnight } from '../../servers/after-midnight.ts';
import { DAY, openSkippingAcademy, person, type SkippingAcademy } from '../academy-house.ts';

let academy: SkippingAcademy;
afterMidnight();
beforeAll(async () => {
  academy = await openSkippingAcademy();
});
afterAll(() => academy?.close());

const act = async (who: string, action: string, id: string, input: object = {}) => {
  const answer = await academy.house.act(person(who), action, id, input);
  expect(answer, `${action} by ${who}`).toMatchObject({ kind: 'done' });
};
const settle = async (mentor: string, mentee: string, id: string): Promise<string> => {
  await act(mentor, 'acceptAsMentor', id);
  await act(mentee, 'acceptAsMentee', id);
  await act(mentor, 'setGoals', id, { goals: ['Handle a reimbursement alone'] });
  await act(mentee, 'sign', id, { version: 1 });
  return id;
};
const begin = async (mentor: string, mentee: string): Promise<string> =>
  settle(
    mentor,
    mentee,
    caseOf(await academy.house.start(person('sheng-lan'), { mentor, mentee, purpose: 'Reimbursement from end to end' })),
  );
const ago = (minutes: number): string => new Date(academy.now() - minutes * 60_000).toISOString();
/** One of the two logs a session that has just ended, the other one confirms it. */
const meet = async (one: string, other: string, id: string, n: number) => {
  await act(one, 'logSession', id, { at: ago(60), minutes: 60, topic: `Week ${n}` });
  await act(other, 'confirmSession', id, { session: n });
};
const events = async (id: string) =>
  (await academy.house.sql<{ name: string }>(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [id])).map(
    ({ name }) => name,
  );
const stateOf = async (id: string) =>
  (await academy.house.sql<{ state: string }>(`SELECT state FROM cases WHERE id = $1`, [id]))[0]?.state;
const told = (id: string, notice: string) =>
  academy.house.sql<{ person: string }>(`SELECT person FROM outbox WHERE case_id = $1 AND notice = $2 ORDER BY person`, [
    id,
    notice,
  ]);
const balance = async (who: string) =>
  (
    await academy.house.sql<{ balance: number }>(
      `SELECT balance::int AS balance FROM accounts WHERE owner = $1 AND asset = 'credits'`,
      [`person:${who}`],
    )
  )[0]?.balance;

describe('a year of weekly sessions', () => {
  it('ends with a review and credits for both, and no run of it has more than 250 history events', async () => {
    const id = await begin('mentor-01', 'trainee-01');
    for (let week = 1; week <= 51; week++) {
      await academy.days(7);
      await meet(week % 2 ? 'mentor-01' : 'trainee-01', week % 2 ? 'trainee-01' : 'mentor-01', id, week);
      if (week === 25) await act('mentor-01', 'reviewMidTerm', id, { text: 'Half of it is reached.', onTrack: true });
    }
    await academy.days(9);
    await expect.poll(() => stateOf(id)).toBe('reviewing');
    await act('mentor-01', 'reviewFinally', id, { text: 'She handles them alone.', reached: true });
    await act('trainee-01', 'confirmReview', id, { version: 1 });
    expect(await stateOf(id)).toBe('completed');
    const names = await events(id);
    expect(names.filter((name) => name === 'SessionConfirmed')).toHaveLength(51);
    // Week after week was met, so that nobody had to be reminded.
    expect(names).not.toContain('Reminded');

    const lengths = await historyLengths(academy.house.temporal, id);
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(250);

    // Each year's caps hold: 40 for sessions and 10 for diligence, and 20 once for the pairing.
    const sums = await academy.house.sql<{ kind: string; year: number; got: number; asked: number }>(
      `SELECT kind, year, sum(amount)::int AS got, sum(asked)::int AS asked FROM ledger_lines WHERE to_owner = 'person:trainee-01' GROUP BY 1, 2`,
    );
    for (const { kind, got } of sums) {
      expect(got, kind).toBeLessThanOrEqual({ session: 40, diligence: 10, mentoring: 40 }[kind] as number);
    }
    expect(sums.filter(({ kind }) => kind === 'session').reduce((all, { asked }) => all + asked, 0)).toBe(102);
    expect(sums.find(({ kind }) => kind === 'mentoring')?.got).toBe(20);
    expect(await balance('trainee-01')).toBe(sums.reduce((all, { got }) => all + got, 0));
    expect(await balance('mentor-01')).toBe(await balance('trainee-01'));
    expect(await academy.house.sql(`SELECT sum(balance)::int AS sum FROM accounts WHERE asset = 'credits'`)).toEqual([
      { sum: 0 },
    ]);
    expect(await academy.house.sql(`SELECT 1 FROM holds WHERE case_id = $1`, [id])).toEqual([]);
  }, 240_000);
});

describe('a pairing that falls silent', () => {
  it('reminds both after two months, lapses after three, and leaves what was earned', async () => {
    const id = await begin('mentor-02', 'trainee-02');
    await academy.days(80);
    await expect.poll(() => told(id, 'silent')).toEqual([{ person: 'mentor-02' }, { person: 'trainee-02' }]);
    await meet('mentor-02', 'trainee-02', id, 1);
    await academy.days(50);
    expect(await stateOf(id)).toBe('active');
    // A session that only one of them claims doesn't break the silence.
    await act('mentor-02', 'logSession', id, { at: ago(30), minutes: 30, topic: 'Alone' });
    await act('trainee-02', 'rejectSession', id, { session: 2, reason: 'I wasn’t there' });
    await academy.days(41);
    await expect.poll(() => stateOf(id)).toBe('lapsed');
    const names = await events(id);
    expect(names.filter((name) => name === 'Reminded')).toHaveLength(2);
    expect(names.at(-1)).toBe('Lapsed');
    expect(await balance('mentor-02')).toBe(3);
    expect(await academy.house.sql(`SELECT 1 FROM holds WHERE case_id = $1`, [id])).toEqual([]);
    const late = await academy.house.act(person('trainee-02'), 'confirmSession', id, { session: 2 });
    expect(late).toMatchObject({ kind: 'refused', refusal: { code: 'kernel.wrongState' } });
  }, 60_000);

  it('lapses too where nobody answers the proposal', async () => {
    const id = caseOf(
      await academy.house.start(person('sheng-lan'), { mentor: 'mentor-03', mentee: 'trainee-03', purpose: 'Archives' }),
    );
    await academy.days(40);
    await expect.poll(() => stateOf(id)).toBe('lapsed');
    expect(await told(id, 'answerDue')).toEqual([{ person: 'mentor-03' }]);
    expect((await told(id, 'proposalLapsed')).map(({ person: who }) => who)).toEqual(['mentor-03', 'trainee-03']);
  }, 60_000);
});

describe('a pairing that goes on in new runs', () => {
  it('keeps its state, its clocks and its first answers, with a history of forty events', async () => {
    const { house } = academy;
    const proposal = { mentor: 'mentor-04', mentee: 'trainee-04', purpose: 'Archives' };
    const opened = await startCase(
      { ...house.world, historyLimit: 40 },
      { tenant: 'xiaoshan', actor: person('sheng-lan') },
      { process: 'mentorPairing', input: proposal, requestId: nextRequest() },
    );
    const id = await settle('mentor-04', 'trainee-04', caseOf(opened));
    const repeated = nextRequest();
    const early = { at: ago(10), minutes: 10, topic: 'Shelves' };
    await house.act(person('mentor-04'), 'logSession', id, early, repeated);
    await act('trainee-04', 'confirmSession', id, { session: 1 });
    for (let week = 2; week <= 13; week++) {
      await academy.days(7);
      await meet('mentor-04', 'trainee-04', id, week);
    }
    const lengths = await historyLengths(academy.house.temporal, id);
    expect(lengths.length).toBeGreaterThanOrEqual(4);
    // One act may still be on its way when the limit is reached.
    expect(Math.max(...lengths)).toBeLessThanOrEqual(52);
    // The run in which the first session was logged is long gone, and the repeat is still known.
    expect(await house.act(person('mentor-04'), 'logSession', id, early, repeated)).toMatchObject({
      kind: 'done',
      replayed: true,
    });
    const [{ facts }] = (await house.sql(`SELECT facts FROM cases WHERE id = $1`, [id])) as [{ facts: { sessions: object } }];
    expect(facts.sessions).toMatchObject({ logged: 13, confirmed: 13, minutes: 730 });
    // A clock that began in the first run rings in a later one.
    await academy.days(91);
    await expect.poll(() => stateOf(id)).toBe('lapsed');
    const lines = await house.sql(
      `SELECT count(*)::int AS n FROM ledger_lines WHERE case_id = $1 AND kind = 'session' AND to_owner = 'person:trainee-04'`,
      [id],
    );
    expect(lines).toEqual([{ n: 13 }]);
  }, 120_000);
});

describe('credits', () => {
  it('expire at the end of the year to which they are valid, and no sooner', async () => {
    const { house } = academy;
    const expiry = house.dealing('creditExpiry');
    const correction = house.dealing('creditCorrection');
    const day = new Date(academy.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const award = async (kind: string, amount: number) => {
      const given = { award: { person: 'trainee-20', kind, amount, day }, reason: 'From the paper register' };
      expect(await correction.start(person('sheng-lan'), given)).toMatchObject({ kind: 'done' });
    };
    // Answers at the desk count for one calendar year, courses for two.
    await award('deskAnswer', 5);
    await award('course', 7);
    const id = caseOf(await expiry.start(person('sheng-lan'), {}));
    expect(await expiry.start(person('ji-qing'), {})).toMatchObject({ kind: 'refused', refusal: { code: 'kernel.held' } });
    expect(await balance('trainee-20')).toBe(12);
    const newYear = (years: number) => Date.parse(`${Number(day.slice(0, 4)) + years}-01-01T00:00:00+08:00`);
    await academy.days(Math.max(0, (newYear(1) - academy.now()) / DAY - 0.1));
    expect(await balance('trainee-20')).toBe(12);
    await academy.days(1);
    await expect.poll(() => balance('trainee-20')).toBe(7);
    await academy.days((newYear(2) - academy.now()) / DAY + 1);
    await expect.poll(() => balance('trainee-20')).toBe(0);
    // Each end of a year is foretold.
    expect(await events(id)).toEqual(['Begun', 'Foretold', 'Expired', 'Foretold', 'Expired']);
    const [line] = await house.sql<{ id: string }>(
      `SELECT id FROM ledger_lines WHERE to_owner = 'person:trainee-20' AND kind = 'course'`,
    );
    const late = await correction.start(person('sheng-lan'), { takeBack: line?.id, reason: 'Never there' });
    expect(late).toMatchObject({ kind: 'refused', refusal: { code: 'takenBack' } });
    expect(await house.sql(`SELECT sum(balance)::int AS sum FROM accounts WHERE asset = 'credits'`)).toEqual([{ sum: 0 }]);
  }, 60_000);
});
