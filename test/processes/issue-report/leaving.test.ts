import { describe, expect, it } from 'vitest';
import { workThatComes } from '../../../activities/work-that-comes.ts';
import type { Played } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/issue-report/facts.ts';
import { issueReport } from '../../../workflows/issue-report/rules.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { staffOf } from '../../../workflows/kernel/staffing.ts';
import { staffWithout } from '../leaving.ts';
import {
  actions,
  checked,
  chosen,
  dispatcher,
  fire,
  fireman,
  inHand,
  leader,
  li,
  limits,
  officer,
  onTheSpot,
  people,
  report,
  result,
  ruler,
  told,
  urban,
  wang,
  without,
  zhao,
} from './street.ts';

const limited = { limits };
const objection = { ground: 'Fire lanes are the fire station’s.' };
/** A report that is played from its beginning without these people. */
const leftBy = (...left: readonly Actor[]): Played<Facts> => report(wang, {}, {}, 'IR-1', without(...left));

describe('when people have left, an issue report', () => {
  it('that a final ruling gave to a unit without handlers is moved to another, and comes to its end there', () => {
    const played = leftBy(li, zhao)
      .does(leader, 'object', objection)
      .does(ruler, 'rule', { upheld: false, reason: 'It is yours.' }, { chosen: null })
      .does(leader, 'object', objection)
      .does(ruler, 'ruleFinally', { unit: 'urban', reason: 'By the list.' }, chosen(urban));
    expect(played.current().tasks).toEqual([
      { action: 'transfer', role: 'dispatcher', clock: 'accept', except: ['wang'], fellFrom: 'handler' },
    ]);
    played.does(dispatcher, 'transfer', { unit: 'fire', reason: 'Nobody is left there.' }, chosen(fire));
    expect(played.current()).toMatchObject({ unit: 'fire', facts: { dispatch: { forced: false } } });
    played.does(fireman, 'accept').does(fireman, 'done', result, limited).does(officer, 'verify', onTheSpot, checked);
    expect(played.current().state).toBe('closed');
  });

  it('in the hands of a handler who was the last of the unit goes to the dispatch desk', () => {
    const played = leftBy(li, zhao).does(li, 'accept');
    expect(actions(played)).toEqual(['transfer dispatcher']);
    expect(actions(inHand())).toEqual(['done li']);
  });

  it('whose work falls to administrators who may none of them do it says which role to give to somebody else', () => {
    const alone: Actor = { id: 'alone', name: 'alone', grants: ['handler', 'admin'].map((role) => ({ role })) };
    const staff = staffOf([alone].map(({ id, grants }) => ({ id, grants, left: false })));
    const played = report(wang, {}, {}, 'IR-1', staff).does(alone, 'object', objection);
    const { tasks } = played.current();
    expect(tasks).toMatchObject([{ action: 'rule', role: 'admin', except: ['alone', 'wang'], fellFrom: 'ruler', nobody: true }]);
    expect(workThatComes(issueReport, { waited: [], event: { name: 'Objected' } }, tasks)).toMatchObject([
      { to: { role: 'admin' }, notice: 'nobodyLeft', params: { actEn: 'Rule on the objection', roleEn: 'ruling officer' } },
    ]);
    const another: Actor = { id: 'another', name: 'another', grants: [{ role: 'ruler' }] };
    const joined = [alone, another].map(({ id, grants }) => ({ id, grants, left: false }));
    expect(played.handedBack(staffOf(joined)).current().tasks).toMatchObject([{ action: 'rule', role: 'ruler' }]);
  });

  it('asks the desk what its reporter can’t be asked any more', () => {
    const played = leftBy(wang).does(li, 'accept').does(li, 'askReporter', { question: 'Where?' });
    expect(actions(played)).toEqual(['answer dispatcher']);
    expect(played.tries(li, 'answer', { text: 'x', photos: [] }, limited)?.code).toBe('notYourReport');
    expect(played.does(dispatcher, 'answer', { text: 'Number 12.', photos: [] }, limited).current().state).toBe('handling');
  });

  it('is ruled on by the dispatch desk where there is no ruler, never by the leader who objected', () => {
    const played = leftBy(ruler).does(leader, 'object', objection);
    expect(actions(played)).toEqual(['rule dispatcher']);
    expect(played.tries(leader, 'rule', { upheld: false, reason: 'x' }, { chosen: null })?.code).toBe('kernel.wrongRole');
    played.does(dispatcher, 'rule', { upheld: false, reason: 'It is yours.' }, { chosen: null });
    expect(told(played, 'objectionDismissed')).toHaveLength(1);
  });

  it('is never put to the only ruler who objected themselves, who doesn’t see it on their list', () => {
    const both = { ...ruler, grants: [...ruler.grants, { role: 'handler' }] };
    const there = people.map((one) => (one === ruler ? both : one));
    const played = report(wang, {}, {}, 'IR-1', staffWithout(there)).does(both, 'object', objection);
    expect(played.current().tasks).toMatchObject([
      { action: 'rule', role: 'dispatcher', fellFrom: 'ruler', except: [both.id, 'wang'] },
    ]);
    const other = { ...ruler, id: 'another-ruler' };
    const two = report(wang, {}, {}, 'IR-1', staffWithout([...there, other])).does(both, 'object', objection);
    expect(two.current().tasks).toMatchObject([{ action: 'rule', role: 'ruler', except: [both.id, 'wang'] }]);
  });

  it('has its second extension decided by an administrator where there is no leader', () => {
    const admin = { id: 'admin', name: 'admin', grants: [{ role: 'admin' }] };
    const asked = { workingDays: 1, reason: 'Rain' };
    const played = leftBy(
      ...people.filter(({ grants }) => grants.some(({ role }) => role === 'leader' || role === 'shiftLeader')),
    )
      .does(li, 'accept')
      .does(li, 'requestExtension', asked, limited)
      .does(admin, 'decideExtension', { granted: true })
      .does(li, 'requestExtension', asked, limited);
    expect(actions(played)).toEqual(['done li', 'decideExtension admin']);
    expect(played.does(admin, 'decideExtension', { granted: true }).current().facts.extensions).toHaveLength(2);
  });

  it('is checked by the dispatch desk where no officer of the area is left', () => {
    const played = leftBy(officer).does(li, 'accept').does(li, 'done', result, limited);
    expect(actions(played)).toEqual(['verify dispatcher']);
    expect(played.does(dispatcher, 'verify', onTheSpot, checked).current().state).toBe('closed');
  });

  it('is told to those to whom its work comes: back in the queue, or because nobody else is there', () => {
    const played = report(wang, {}, {}, 'IR-1', without()).does(li, 'accept');
    const waited = played.current().tasks;
    played.handedBack(without(li));
    const back = { waited, event: { name: 'HandedBack' } };
    expect(workThatComes(issueReport, back, played.current().tasks)).toEqual([
      { to: { role: 'handler' }, notice: 'cameToYou', params: { actEn: 'Report it done', actZh: '处置完成' } },
    ]);
    expect(workThatComes(issueReport, { ...back, waited: played.current().tasks }, played.current().tasks)).toEqual([]);
    const fallen = leftBy(officer).does(li, 'accept').does(li, 'done', result, limited);
    expect(workThatComes(issueReport, { waited: [], event: { name: 'Done' } }, fallen.current().tasks)).toMatchObject([
      { to: { role: 'dispatcher' } },
    ]);
    const usual = inHand().does(li, 'done', result, limited);
    expect(workThatComes(issueReport, { waited: [], event: { name: 'Done' } }, usual.current().tasks)).toEqual([]);
  });
});
