import { describe, expect, it } from 'vitest';
import { powerApplication } from '../../../workflows/power-application/rules.ts';
import { itemsOf, play } from '../play.ts';
import {
  accepted,
  clerk,
  designer,
  drawn,
  file,
  filedAs,
  firm,
  inBuilding,
  noChange,
  presented,
  ready,
  said,
  schemeKnown,
  signed,
  stranger,
  surveyor,
  tasks,
  threeZero,
  told,
  visit,
} from './utility.ts';

const reason = 'The transformer is larger.';
const named = (id: string) => ({ id, title: { en: id, zh: id } });

describe('a survey', () => {
  it('is done on the spot where the track asks for it', () => {
    expect(accepted().tries(surveyor, 'survey', { ...visit, at: undefined })?.code).toBe('notOnTheSpot');
    expect(accepted().does(surveyor, 'survey', visit).current().facts.procedures).toEqual(['file', 'attendSurvey']);
  });

  it('is left out where the track says so: accepting and signing are one step', () => {
    const file3 = () => file(threeZero);
    expect(file3().tries(clerk, 'accept', {}, { scheme: null })?.code).toBe('schemeWithAcceptance');
    const played = file3().does(clerk, 'accept', { scheme: drawn }, { scheme: schemeKnown });
    expect(played.current()).toMatchObject({ state: 'awaitingSignature', clocks: { accept: 'paused', customer: 'running' } });
    played.does(firm, 'sign');
    expect(played.current()).toMatchObject({
      state: 'connecting',
      clocks: { accept: 'stopped', customer: 'stopped', total: 'running', connect: 'running' },
    });
  });

  it('leaves no scheme for acceptance where it has a step of its own', () => {
    expect(file().tries(clerk, 'accept', { scheme: drawn }, { scheme: schemeKnown })?.code).toBe('schemeLater');
  });
});

describe('a scheme', () => {
  it('lies before the customer in their own time, while ours rests', () => {
    const played = presented();
    expect(played.current()).toMatchObject({ clocks: { total: 'paused', scheme: 'paused', customer: 'running' } });
    expect(tasks(played)).toEqual(['sign firm']);
    expect(told(played, 'toSign')[0]?.params).toMatchObject({ kilowatts: 400, cost: '50.00' });
  });

  it('is signed by the customer and by nobody for them', () => {
    expect(presented().tries(stranger, 'sign')?.code).toBe('notTheCustomer');
    expect(presented().tries(clerk, 'sign')?.code).toBe('kernel.wrongRole');
    expect(signed().current().facts.signed).toMatchObject({ by: 'firm', scheme: { version: 1 } });
  });

  it('stays within the capacity of the track', () => {
    const played = accepted().does(surveyor, 'survey', visit);
    expect(played.tries(designer, 'drawScheme', { ...drawn, kilowatts: 1001 }, schemeKnown)).toMatchObject({
      code: 'beyondTrack',
      en: expect.stringContaining('1 to 1000 kW'),
    });
  });

  it('has a tariff that is for the class', () => {
    const played = accepted().does(surveyor, 'survey', visit);
    const tariff = { ...schemeKnown.tariff, classes: ['household'] };
    expect(played.tries(designer, 'drawScheme', drawn, { ...schemeKnown, tariff })?.code).toBe('tariffNotForClass');
  });

  it('has as many lines as sources were applied for, and two of them are different', () => {
    const played = accepted().does(surveyor, 'survey', visit);
    const reserveLine = named('E552');
    expect(played.tries(designer, 'drawScheme', drawn, { ...schemeKnown, reserveLine })?.code).toBe('oneLineOnly');
    const double = play(powerApplication, { actor: firm, input: { ...filedAs, sources: 2 }, reference: said() })
      .does(clerk, 'accept', {}, { scheme: null })
      .does(surveyor, 'survey', visit);
    expect(double.tries(designer, 'drawScheme', drawn, schemeKnown)?.code).toBe('secondLineNeeded');
    expect(double.tries(designer, 'drawScheme', drawn, { ...schemeKnown, reserveLine: named('E551') })?.code).toBe(
      'sameLineTwice',
    );
    expect(double.tries(designer, 'drawScheme', drawn, { ...schemeKnown, reserveLine })).toBeUndefined();
  });

  it('that is declined is drawn up again with the time that was left', () => {
    const played = presented().does(firm, 'declineScheme', { reason: 'Too dear.' });
    expect(played.current()).toMatchObject({
      state: 'scheming',
      clocks: { scheme: 'running', total: 'running', customer: 'stopped' },
    });
    expect(played.current().facts.scheme).toBeNull();
  });
});

describe('a change of the scheme', () => {
  const change = (played: ReturnType<typeof signed>, input: object, reference: object = {}) =>
    played.does(designer, 'changeScheme', { reason, ...input }, { ...noChange, ...reference });

  it('of the capacity waits for a new signature, and then goes on where it was', () => {
    const played = change(inBuilding(), { kilowatts: 500 });
    expect(played.current()).toMatchObject({ state: 'awaitingSignature', facts: { backTo: 'building', scheme: { version: 2 } } });
    expect(played.tries(stranger, 'sign')?.code).toBe('notTheCustomer');
    played.does(firm, 'sign');
    expect(played.current()).toMatchObject({
      state: 'building',
      facts: { backTo: null, signed: { scheme: { kilowatts: 500 } } },
    });
  });

  it('of the tariff or the price does so, too', () => {
    const tariff = { code: 'large', title: named('large').title, classes: ['business'] };
    expect(change(inBuilding(), { tariff: 'large' }, { tariff }).current().state).toBe('awaitingSignature');
    expect(change(inBuilding(), { costCents: 6_000 }).current().state).toBe('awaitingSignature');
  });

  it('of the line reaches the customer, who has signed nothing of it', () => {
    const played = change(inBuilding(), { line: 'E617' }, { line: named('E617') });
    expect(played.current()).toMatchObject({ state: 'building', facts: { signed: { scheme: { lines: [{ id: 'E617' }] } } } });
    expect(told(played, 'lineChanges')).toHaveLength(1);
  });

  it('of the line shortly before the connection makes the installers wait for the other line', () => {
    const played = change(ready(), { line: 'E617' }, { line: named('E617') });
    expect(itemsOf(played.last(), 'holds')).toMatchObject([
      { op: 'standBy', resource: 'line:E617', notify: [{ role: 'installer' }, { role: 'windowClerk' }] },
    ]);
  });

  it('of the capacity after the final inspection has it inspected again', () => {
    const played = change(ready(), { kilowatts: 500 });
    played.does(firm, 'sign');
    expect(played.current()).toMatchObject({ state: 'building', facts: { finalInspection: null } });
  });

  it('that the customer declines leaves what they signed before', () => {
    const played = change(inBuilding(), { kilowatts: 500 }).does(firm, 'declineScheme', { reason: 'Not needed.' });
    expect(played.current()).toMatchObject({ state: 'building', facts: { scheme: { version: 1, kilowatts: 400 } } });
  });

  it('has to change something, and stays within the track', () => {
    const tried = (input: object) => inBuilding().tries(designer, 'changeScheme', { reason, ...input }, noChange)?.code;
    expect(tried({ kilowatts: 400 })).toBe('nothingChanged');
    expect(tried({ kilowatts: 1001 })).toBe('beyondTrack');
  });
});
