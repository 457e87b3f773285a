import { describe, expect, it } from 'vitest';
import { itemsOf, otherCase, type Played, person, play } from '../../../testing/play.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Facts } from '../../../workflows/site-difficulty/facts.ts';
import { siteDifficulty } from '../../../workflows/site-difficulty/rules.ts';
import { staffWithout, undone } from '../leaving.ts';

const one = { id: 'agency-01', en: 'Enrolment', zh: '参保', parent: 'bureau' };
const other = { id: 'agency-02', en: 'Reimbursement', zh: '报销', parent: 'bureau' };
const handlerOf = ({ id }: { id: string }) => person(`handler-${id}`, 'handler', { units: [id] });
const leader = person('kong', 'leader', { units: ['bureau', one.id, other.id] });
const headOfOne = person('fu', 'leader', { units: [one.id] });
const worker = { ...person('lan', 'siteWorker'), unit: 'site-001' };

const opening = (from: string) => ({
  id: 'SD-1',
  now: 0,
  actor: otherCase(from),
  input: {
    pairing: 'SP-1',
    difficulty: 1,
    text: '老人不会用手机',
    department: one.id,
    others: [],
    site: 'site-001',
    raisedBy: 'lan',
    worker: 'lan',
  },
  reference: {
    department: one,
    site: { id: 'site-001', en: 'Site 1', zh: '村社1' },
    worker: { id: 'lan', name: 'lan' },
    raisedBy: { id: 'lan', name: 'lan' },
  },
});
const raised = (): Played<Facts> => play<Facts>(siteDifficulty, opening('SP-1'));
const notes = (played: Played<Facts>) =>
  (itemsOf(played.last(), 'acts') as readonly { on: string; input: { state: string } }[]).map(({ on, input }) => [
    on,
    input.state,
  ]);

describe('a difficulty of a site', () => {
  it('is opened by its pairing alone, linked to it, and says so there', () => {
    expect(decideStart(siteDifficulty, opening('SP-2'))).toMatchObject({ code: 'othersPairing' });
    expect(decideStart(siteDifficulty, { ...opening('SP-1'), actor: worker })).toMatchObject({ code: 'kernel.wrongRole' });
    const difficulty = raised();
    expect(difficulty.last()).toMatchObject({
      unit: one.id,
      clocks: { start: { accept: 'default', answer: 'default' } },
    });
    expect(itemsOf(difficulty.last(), 'links')).toEqual([{ op: 'link', to: 'SP-1', as: 'foundIn' }]);
    expect(itemsOf(difficulty.last(), 'parties')).toEqual([{ role: 'site', person: 'lan' }]);
    expect(notes(difficulty)).toEqual([['SP-1', 'open']]);
  });

  it('is answered by the department that has it, and closed by the site', () => {
    const difficulty = raised();
    expect(difficulty.tries(handlerOf(other), 'accept')?.code).toBe('kernel.wrongRole');
    difficulty.does(handlerOf(one), 'accept').does(handlerOf(one), 'answer', { text: 'Somebody comes' });
    expect(notes(difficulty)).toEqual([['SP-1', 'answered']]);
    expect(difficulty.tries({ ...worker, id: 'wen', unit: 'site-002' }, 'confirm')?.code).toBe('sitesOwn');
    // A colleague at the same site speaks for it as well.
    difficulty.does({ ...worker, id: 'wen' }, 'confirm');
    expect(difficulty.current()).toMatchObject({ state: 'closed', clocks: { answer: 'stopped', confirm: 'stopped' } });
    expect(notes(difficulty)).toEqual([['SP-1', 'closed']]);
  });

  it('sent back has a fresh clock, and the leader hears of the second time', () => {
    const difficulty = raised().does(handlerOf(one), 'accept').does(handlerOf(one), 'answer', { text: 'Soon' });
    difficulty.does(worker, 'sendBack', { reason: 'Nobody came' });
    expect(difficulty.last()).toMatchObject({ clocks: { start: { answer: 'default' } }, notify: [{ to: { role: 'handler' } }] });
    difficulty.does(handlerOf(one), 'answer', { text: 'Soon' }).does(worker, 'sendBack', { reason: 'Nobody came' });
    expect(difficulty.last().notify).toMatchObject([{ to: { role: 'handler' } }, { to: { role: 'leader' } }]);
  });

  it('is handed on once, while the clock of the answer goes on', () => {
    const difficulty = raised().does(handlerOf(one), 'handOn', { department: other.id, reason: 'Theirs' }, { department: other });
    expect(difficulty.current()).toMatchObject({ state: 'raised', unit: other.id, facts: { handedOnFrom: { id: one.id } } });
    expect(difficulty.last().clocks).toEqual({ start: { accept: 'default' } });
    const again = { department: one.id, reason: 'Theirs' };
    expect(difficulty.tries(handlerOf(other), 'handOn', again, { department: one })?.code).toBe('handedOnOnce');
  });

  it('in dispute is ruled by a leader over both departments, and that is final', () => {
    const difficulty = raised().does(handlerOf(one), 'dispute', { reason: 'Not ours' });
    const ruling = { department: one.id, reason: 'It is' };
    expect(difficulty.current().unit).toBe('bureau');
    expect(difficulty.tries(headOfOne, 'rule', ruling, { department: one })?.code).toBe('kernel.wrongRole');
    difficulty.does(leader, 'rule', ruling, { department: one });
    expect(difficulty.current()).toMatchObject({
      state: 'handling',
      unit: one.id,
      clocks: { answer: 'running', ruling: 'stopped' },
    });
    expect(difficulty.tries(handlerOf(one), 'dispute', { reason: 'No' })?.code).toBe('ruledAlready');
    expect(difficulty.tries(handlerOf(one), 'handOn', ruling, { department: other })?.code).toBe('ruledAlready');
  });

  it('is taken back by the person who raised it, the site or the academy, and all clocks stop', () => {
    const difficulty = raised();
    expect(difficulty.tries(person('first', 'lecturer'), 'withdraw', { reason: 'Solved' })?.code).toBe('sitesOwn');
    difficulty.does(worker, 'withdraw', { reason: 'Solved' });
    expect(difficulty.current()).toMatchObject({ state: 'withdrawn', clocks: { accept: 'stopped', answer: 'stopped' } });
    expect(notes(difficulty)).toEqual([['SP-1', 'withdrawn']]);
  });
});

describe('when people have left, a difficulty of a site', () => {
  const academy = person('sheng', 'academyAdmin');
  const people: readonly Actor[] = [handlerOf(one), handlerOf(other), leader, headOfOne, worker, academy];
  const without = (...left: readonly Actor[]) => play<Facts>(siteDifficulty, opening('SP-1'), staffWithout(people, ...left));
  const accepted = () => raised().does(handlerOf(one), 'accept');
  const disputed = () => raised().does(handlerOf(one), 'dispute', { reason: 'Not ours' });

  it.each([
    ['raised', raised],
    ['handling', accepted],
    ['disputed', disputed],
    ['ruled on', () => disputed().does(leader, 'rule', { department: one.id, reason: 'It is' }, { department: one })],
    ['answered', () => accepted().does(handlerOf(one), 'answer', { text: 'Soon' })],
  ])('that is %s finds somebody for what waits', (_, played) => {
    const difficulty = played();
    expect(undone(siteDifficulty, difficulty.current(), people, difficulty.now())).toEqual([]);
  });

  it('ruled to a department with nobody left is handed on by the leader, and answered elsewhere', () => {
    const difficulty = without(handlerOf(one))
      .does(handlerOf(one), 'dispute', { reason: 'Not ours' })
      .does(leader, 'rule', { department: one.id, reason: 'It is' }, { department: one });
    expect(difficulty.current().tasks).toMatchObject([{ action: 'handOn', role: 'leader', fellFrom: 'handler' }]);
    difficulty
      .does(leader, 'handOn', { department: other.id, reason: 'Nobody is left' }, { department: other })
      .does(handlerOf(other), 'accept')
      .does(handlerOf(other), 'answer', { text: 'Done' });
    expect(difficulty.does(worker, 'confirm').current().state).toBe('closed');
  });

  it('is confirmed by the academy where the site’s worker has left', () => {
    const difficulty = without(worker).does(handlerOf(one), 'accept').does(handlerOf(one), 'answer', { text: 'Done' });
    expect(difficulty.current().tasks).toMatchObject([{ action: 'confirm', role: 'academyAdmin', fellFrom: 'lan' }]);
    expect(difficulty.does(academy, 'confirm').current().state).toBe('closed');
  });
});
