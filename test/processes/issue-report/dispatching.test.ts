import { describe, expect, it } from 'vitest';
import {
  actions,
  chosen,
  desk,
  dispatcher,
  fire,
  fireman,
  leader,
  li,
  report,
  ruler,
  shiftLeader,
  told,
  township,
  urban,
  wang,
} from './street.ts';

const atDesk = () => report(wang, { dispatch: null });
const objection = { ground: 'Fire lanes are the fire station’s.' };
const returned = () => report().does(li, 'object', objection);
const twiceReturned = () =>
  returned().does(ruler, 'rule', { upheld: false, reason: 'It is yours.' }, { chosen: null }).does(li, 'object', objection);

describe('dispatching by hand', () => {
  it('gives the report to a unit with a reason, and its time to handle begins', () => {
    const played = atDesk().does(dispatcher, 'dispatch', { unit: 'urban', reason: 'Pavement' }, chosen(urban));
    expect(played.current()).toMatchObject({
      state: 'dispatched',
      unit: 'urban',
      clocks: { dispatch: 'stopped', handle: 'running' },
    });
    expect(played.current().facts.dispatch).toMatchObject({ rule: null, by: 'dispatcher', why: { en: 'Pavement' } });
  });

  it('is for the dispatch desk alone', () => {
    expect(atDesk().tries(li, 'dispatch', { unit: 'urban', reason: 'x' }, chosen(urban))?.code).toBe('kernel.wrongRole');
  });

  it('does not push a department’s matter down to a township, and names the owner', () => {
    const refusal = atDesk().tries(dispatcher, 'dispatch', { unit: 'north', reason: 'near' }, chosen(township, urban));
    expect(refusal?.code).toBe('pushedDown');
    expect(refusal?.en).toContain('Urban management');
    expect(refusal?.zh).toContain('综合行政执法队');
  });

  it('gives nothing to a unit where nobody could take it, by no way', () => {
    const empty = chosen(fire, null, false);
    expect(atDesk().tries(dispatcher, 'dispatch', { unit: 'fire', reason: 'x' }, empty)?.code).toBe('nobodyThere');
    expect(report().tries(dispatcher, 'transfer', { unit: 'fire', reason: 'x' }, empty)?.code).toBe('nobodyThere');
    const upheld = { upheld: true, unit: 'fire', reason: 'x' };
    expect(returned().tries(ruler, 'rule', upheld, { chosen: empty })?.code).toBe('nobodyThere');
    expect(twiceReturned().tries(ruler, 'ruleFinally', { unit: 'fire', reason: 'x' }, empty)?.code).toBe('nobodyThere');
  });

  it('gives nothing back to the unit whose objection was upheld', () => {
    const back = returned().does(ruler, 'rule', { upheld: true, reason: 'Not theirs.' }, { chosen: null });
    expect(back.tries(dispatcher, 'dispatch', { unit: 'urban', reason: 'x' }, chosen(urban))?.code).toBe('notTheirMatter');
    expect(back.tries(dispatcher, 'dispatch', { unit: 'fire', reason: 'x' }, chosen(fire))).toBeUndefined();
  });

  it('moves a report from one unit to another without giving fresh time', () => {
    const played = report()
      .does(li, 'accept')
      .does(dispatcher, 'transfer', { unit: 'fire', reason: 'A fire lane' }, chosen(fire));
    expect(played.current()).toMatchObject({
      state: 'dispatched',
      unit: 'fire',
      clocks: { handle: 'running', accept: 'running' },
    });
    expect(played.last().clocks?.start).not.toHaveProperty('handle');
    expect(played.current().facts.handler).toBeNull();
  });

  it('does not move a report to the unit that has it', () => {
    expect(report().tries(dispatcher, 'transfer', { unit: 'urban', reason: 'x' }, chosen(urban))?.code).toBe('sameUnit');
  });

  it('rejects what isn’t the street’s, with the channel where it belongs', () => {
    const played = atDesk().does(dispatcher, 'reject', {
      ground: 'A private dispute.',
      channel: 'People’s mediation, tel. 12348',
    });
    expect(played.current()).toMatchObject({ state: 'rejected', clocks: { dispatch: 'stopped' }, tasks: [] });
    expect(told(played, 'rejected')[0]?.params).toMatchObject({ channelZh: 'People’s mediation, tel. 12348' });
  });
});

describe('objecting 退单', () => {
  it('asks a ruler to decide within a limit, and the case’s own clock runs on', () => {
    const played = returned();
    expect(played.current()).toMatchObject({
      state: 'awaitingObjectionRuling',
      clocks: { handle: 'running', ruling: 'running', accept: 'stopped', objection: 'stopped' },
    });
    expect(actions(played)).toEqual(['rule ruler']);
    expect(played.last().reason).toBe(objection.ground);
  });

  it('never stops, pauses or extends the case’s own clock, whatever the rulings', () => {
    const played = twiceReturned().does(
      ruler,
      'ruleFinally',
      { unit: 'urban', reason: 'It is yours by the list.' },
      chosen(urban),
    );
    for (const { clocks } of played.outcomes.slice(1)) {
      expect([
        ...(clocks?.stop ?? []),
        ...(clocks?.pause ?? []),
        ...Object.keys(clocks?.extend ?? {}),
        ...Object.keys(clocks?.start ?? {}),
      ]).not.toContain('handle');
    }
  });

  it('is too late once its limit has passed', () => {
    const played = report().does({ id: 'clock:objection', name: '', grants: [{ role: 'clock:objection' }] }, 'lapseObjection');
    expect(played.current().state).toBe('dispatched');
    expect(actions(played)).toEqual(['accept handler']);
    expect(played.tries(li, 'object', objection)?.code).toBe('objectionTooLate');
  });

  it('is not possible once the unit has accepted', () => {
    expect(report().does(li, 'accept').tries(li, 'object', objection)?.code).toBe('kernel.wrongState');
  });

  it('goes back to the dispatch desk when it is upheld without another unit', () => {
    const played = returned().does(ruler, 'rule', { upheld: true, reason: 'Not theirs.' }, { chosen: null });
    expect(played.current()).toMatchObject({
      state: 'reported',
      unit: desk.id,
      clocks: { dispatch: 'running', ruling: 'stopped', handle: 'running' },
    });
    expect(actions(played)).toEqual(['dispatch dispatcher']);
    expect(played.current().facts.objections).toMatchObject([
      { unit: 'urban', by: 'li', ruling: { upheld: true, by: 'ruler', final: false } },
    ]);
  });

  it('goes to another unit when it is upheld with one, and that unit may object in its turn: finally', () => {
    const played = returned().does(
      ruler,
      'rule',
      { upheld: true, unit: 'fire', reason: 'A fire lane.' },
      { chosen: chosen(fire) },
    );
    expect(played.current()).toMatchObject({ state: 'dispatched', unit: 'fire' });
    expect(told(played, 'objectionUpheld')).toMatchObject([{ to: { person: 'li' } }]);
    played.does(fireman, 'object', objection);
    expect(actions(played)).toEqual(['ruleFinally ruler']);
    expect(played.current().clocks.finalRuling).toBe('running');
  });

  it('upheld can’t name the unit that objected, nor a township for a department’s matter', () => {
    const upheld = { upheld: true, unit: 'urban', reason: 'x' };
    expect(returned().tries(ruler, 'rule', upheld, { chosen: chosen(urban) })?.code).toBe('sameUnit');
    expect(returned().tries(ruler, 'rule', upheld, { chosen: chosen(township, fire) })?.code).toBe('pushedDown');
    const final = { unit: 'north', reason: 'x' };
    expect(twiceReturned().tries(ruler, 'ruleFinally', final, chosen(township, urban))?.code).toBe('pushedDown');
  });

  it('dismissed takes no other unit', () => {
    const dismissed = { upheld: false, unit: 'fire', reason: 'x' };
    expect(returned().tries(ruler, 'rule', dismissed, { chosen: chosen(fire) })?.code).toBe('dismissedGoesBack');
  });

  it('goes back to the same unit when it is dismissed, with fresh time to accept', () => {
    const played = returned().does(ruler, 'rule', { upheld: false, reason: 'It is yours.' }, { chosen: null });
    expect(played.current()).toMatchObject({
      state: 'dispatched',
      unit: 'urban',
      clocks: { accept: 'running', objection: 'running' },
    });
    expect(told(played, 'objectionDismissed')).toHaveLength(1);
    expect(told(played, 'dispatched')).toHaveLength(0);
  });

  it('the second time ends in an explained, forced assignment that nobody can object to or move', () => {
    const played = twiceReturned();
    expect(played.tries(ruler, 'rule', { upheld: false, reason: 'x' }, { chosen: null })?.code).toBe('finalRulingNeeded');
    played.does(ruler, 'ruleFinally', { unit: 'urban', reason: 'It is yours by the list.' }, chosen(urban));
    expect(played.current().state).toBe('dispatched');
    expect(played.current().facts.dispatch).toMatchObject({ forced: true });
    expect(played.current().facts.objections[1]?.ruling).toMatchObject({ final: true, reason: 'It is yours by the list.' });
    expect(told(played, 'forciblyAssigned').length).toBeGreaterThan(0);
    expect(played.tries(li, 'object', objection)?.code).toBe('finallyRuled');
    expect(played.tries(dispatcher, 'transfer', { unit: 'fire', reason: 'x' }, chosen(fire))?.code).toBe('finallyRuled');
    expect(played.does(li, 'accept').current().state).toBe('handling');
  });

  it('a first objection is not ruled on finally', () => {
    expect(returned().tries(ruler, 'ruleFinally', { unit: 'urban', reason: 'x' }, chosen(urban))?.code).toBe('firstRulingFirst');
  });

  it('is not ruled on by who raised it', () => {
    const both = { id: 'shift', name: 'shift', grants: [...shiftLeader.grants, { role: 'ruler' }] };
    const played = report().does(both, 'object', objection);
    expect(played.tries(both, 'rule', { upheld: true, reason: 'x' }, { chosen: null })?.code).toBe('ownObjection');
  });

  it('may be raised by the unit’s leader, not by another unit', () => {
    expect(report().tries(leader, 'object', objection)).toBeUndefined();
    expect(report().tries(fireman, 'object', objection)?.code).toBe('kernel.wrongRole');
  });
});
