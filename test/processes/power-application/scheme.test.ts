import { describe, expect, it } from 'vitest';
import { itemsOf, play } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/power-application/facts.ts';
import { notices } from '../../../workflows/power-application/notices.ts';
import { powerApplication } from '../../../workflows/power-application/rules.ts';
import {
  accepted,
  clerk,
  designer,
  drawn,
  file,
  filedAs,
  firm,
  first,
  follower,
  inBuilding,
  noChange,
  noCode,
  presented,
  ready,
  reviewer,
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
    expect(file3().tries(clerk, 'accept', {}, { scheme: null, phone: null })?.code).toBe('schemeWithAcceptance');
    const played = file3().does(clerk, 'accept', { scheme: drawn }, { scheme: schemeKnown, phone: null });
    expect(played.current()).toMatchObject({ state: 'awaitingSignature', clocks: { accept: 'paused', customer: 'running' } });
    played.does(firm, 'sign', first, noCode);
    expect(played.current()).toMatchObject({
      state: 'connecting',
      clocks: { accept: 'stopped', customer: 'stopped', total: 'running', connect: 'running' },
    });
  });

  it('leaves no scheme for acceptance where it has a step of its own', () => {
    expect(file().tries(clerk, 'accept', { scheme: drawn }, { scheme: schemeKnown, phone: null })?.code).toBe('schemeLater');
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
    expect(presented().tries(stranger, 'sign', first, noCode)).toMatchObject({
      code: 'notTheCustomer',
      en: expect.stringContaining('the window gives a new one'),
      zh: expect.stringContaining('窗口补发'),
    });
    expect(presented().tries(clerk, 'sign', first, noCode)?.code).toBe('kernel.wrongRole');
    expect(signed().current().facts.signed).toMatchObject({
      by: 'firm',
      scheme: { version: 1 },
      knownBy: 'account',
      telephone: null,
    });
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
      .does(clerk, 'accept', {}, { scheme: null, phone: null })
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

describe('a signature', () => {
  it('is under the version that was read: a scheme that changed meanwhile is read again', () => {
    const played = presented().does(designer, 'changeScheme', { reason, askedBy: 'utility', costCents: 900_000_000 }, noChange);
    expect(played.tries(firm, 'sign', first, noCode)).toMatchObject({
      code: 'otherVersion',
      en: expect.stringMatching(/version 1 .* version 2 .* Read that one/),
      zh: expect.stringContaining('重新阅读'),
    });
    expect(played.does(firm, 'sign', { version: 2 }, noCode).current().facts.signed?.scheme.costCents).toBe(900_000_000);
  });

  it('is never under a version that was declined, for none has its number again', () => {
    const played = presented().does(firm, 'declineScheme', { reason: 'Too dear.' });
    played.does(designer, 'drawScheme', { ...drawn, costCents: 9_000_000 }, schemeKnown);
    expect(played.tries(firm, 'sign', first, noCode)?.code).toBe('otherVersion');
    const changed = change(inBuilding(), { kilowatts: 500 }).does(firm, 'declineScheme', { reason: 'Not needed.' });
    expect(change(changed, { kilowatts: 900 }).current().facts.scheme?.version).toBe(3);
  });

  describe('of somebody without an account', () => {
    const wu = follower('PA-9');
    const atWindow = () =>
      play<Facts>(powerApplication, {
        actor: clerk,
        input: { ...filedAs, applicant: { name: 'Old Wu', phone: '13800001234' } },
        reference: said(threeZero),
        id: 'PA-9',
      }).does(clerk, 'accept', { scheme: drawn }, { scheme: schemeKnown, phone: null });
    /** An hour passes with each act. */
    const long = { limits: { codeMinutes: 600 } };
    const telephone = { telephone: '138****1234', ...long };
    const right = { codeIsRight: true, ...long };

    it('takes a code that goes by SMS alone, and the record says to which telephone', () => {
      const played = atWindow();
      expect(played.tries(wu, 'sign', first, right)?.code).toBe('codeNeeded');
      played.does(clerk, 'sendCode', {}, telephone);
      expect(played.last().notify).toMatchObject([{ to: { party: 'customer' }, notice: 'signingCode' }]);
      expect(notices.signingCode.channels).toEqual(['sms']);
      expect(Object.keys(played.last().notify?.[0]?.params ?? {})).not.toContain('code');
      expect(played.tries(wu, 'sign', first, right)?.code).toBe('codeNeeded');
      expect(played.tries(wu, 'sign', { ...first, code: 'ABCD-EFGH' }, { ...right, codeIsRight: false })?.code).toBe('wrongCode');
      expect(played.tries(clerk, 'sign', { ...first, code: 'ABCD-EFGH' }, right)?.code).toBe('kernel.wrongRole');
      played.does(wu, 'sign', { ...first, code: 'ABCD-EFGH' }, right);
      expect(played.current().facts).toMatchObject({
        signed: { by: wu.id, knownBy: 'smsCode', telephone: '138****1234' },
        signingCode: null,
      });
    });

    it('takes a fresh code for each version, and none that is old', () => {
      const played = atWindow().does(wu, 'sendCode', {}, telephone);
      const code = { code: 'ABCD-EFGH' };
      expect(played.tries(wu, 'sign', { ...first, ...code }, { ...right, limits: { codeMinutes: 10 } })?.code).toBe(
        'codeExpired',
      );
      played.does(designer, 'changeScheme', { reason, askedBy: 'customer', costCents: 6_000 }, noChange);
      expect(played.tries(wu, 'sign', { version: 2, ...code }, right)?.code).toBe('codeExpired');
      expect(played.does(wu, 'sendCode', {}, telephone).current().facts.signingCode).toMatchObject({ number: 2, version: 2 });
      expect(played.tries(wu, 'sign', { version: 2, ...code }, right)).toBeUndefined();
    });

    it('is asked for where there is a telephone, and by no customer who has an account', () => {
      expect(atWindow().tries(wu, 'sendCode', {}, { telephone: null })?.code).toBe('noTelephone');
      expect(presented().tries(clerk, 'sendCode', {}, telephone)?.code).toBe('signsWithAccount');
      expect(atWindow().tries(follower('PA-8'), 'sendCode', {}, telephone)?.code).toBe('notTheCustomer');
    });
  });
});

const change = (played: ReturnType<typeof signed>, input: object, reference: object = {}) =>
  played.does(designer, 'changeScheme', { reason, askedBy: 'customer', ...input }, { ...noChange, ...reference });

describe('a change of the scheme', () => {
  const line = { line: named('E617') };

  it('waits for a new signature, whatever of it changes but the station, and then goes on where it was', () => {
    const tariff = { code: 'large', title: named('large').title, classes: ['business'] };
    expect(change(inBuilding(), { tariff: 'large' }, { tariff }).current().state).toBe('awaitingSignature');
    expect(change(inBuilding(), { kilowatts: 500 }).current().state).toBe('awaitingSignature');
    expect(change(inBuilding(), { line: 'E617' }, line).current().state).toBe('awaitingSignature');
    const played = change(inBuilding(), { costCents: 6_000 });
    expect(played.current()).toMatchObject({ state: 'awaitingSignature', facts: { backTo: 'building', scheme: { version: 2 } } });
    expect(played.tries(stranger, 'sign', { version: 2 }, noCode)?.code).toBe('notTheCustomer');
    played.does(firm, 'sign', { version: 2 }, noCode);
    expect(played.current()).toMatchObject({ state: 'building', facts: { backTo: null, design: { passed: true } } });
  });

  it('of the station alone reaches the customer, and its installers wait for the line', () => {
    const station = { station: { id: 'elsewhere', title: { en: 'Elsewhere', zh: '外所' } } };
    const played = change(ready(), { station: 'elsewhere' }, station);
    expect(played.current()).toMatchObject({
      state: 'connecting',
      unit: 'elsewhere',
      facts: { finalInspection: { passed: true } },
    });
    expect(told(played, 'stationChanges')).toHaveLength(1);
    expect(itemsOf(played.last(), 'holds')).toMatchObject([
      { op: 'standBy', resource: 'line:E551', notify: [{ role: 'installer' }, { role: 'windowClerk' }] },
    ]);
  });

  it.each([
    ['capacity', { kilowatts: 500 }, {}],
    ['line', { line: 'E617' }, line],
  ])('of the %s has all designed, reviewed and inspected again that was for another one', (_, input, reference) => {
    const played = change(ready(), input, reference).does(firm, 'sign', { version: 2 }, noCode);
    expect(played.current()).toMatchObject({
      state: 'designing',
      facts: { design: null, midInspection: null, finalInspection: null },
      clocks: { finalInspection: 'stopped', connect: 'stopped', customer: 'running' },
    });
    expect(played.tries(firm, 'requestFinalInspection', { works: 'All.' })?.code).toBe('kernel.wrongState');
    played.does(firm, 'submitDesign', { designer: 'Institute', photos: [] }).does(reviewer, 'reviewDesign', { passed: true });
    expect(tasks(played)).toEqual(['requestMidInspection firm']);
  });

  it('that we ask for after the signature costs our own time, and counts as our fault', () => {
    const played = change(ready(), { costCents: 5_001, askedBy: 'utility' });
    expect(played.current()).toMatchObject({
      state: 'awaitingSignature',
      clocks: { total: 'running', connect: 'running' },
      facts: { faults: [{ kind: 'changedAfterSigning' }] },
    });
    expect(played.current().clocks.customer).not.toBe('running');
    expect(told(played, 'weChangeScheme')).toHaveLength(1);
    played.does(firm, 'sign', { version: 2 }, noCode);
    expect(played.current()).toMatchObject({ state: 'connecting', clocks: { total: 'running', connect: 'running' } });
    const theirs = change(ready(), { costCents: 5_001 });
    expect(theirs.current()).toMatchObject({
      clocks: { total: 'paused', connect: 'paused', customer: 'running' },
      facts: { faults: [] },
    });
  });

  it.each([
    ['builds', inBuilding, 'changedAfterSigning', 'building'],
    ['has yet to sign', presented, 'changedBeforeSigning', 'designing'],
  ])('that we ask for while the customer %s counts as ours until they have answered', (_, begin, kind, next) => {
    const played = change(begin(), { costCents: 5_001, askedBy: 'utility' });
    expect(played.current()).toMatchObject({
      state: 'awaitingSignature',
      clocks: { total: 'running', customer: 'stopped' },
      tasks: [{ action: 'sign', person: 'firm', clock: 'total' }],
      facts: { faults: [{ kind }] },
    });
    played.does(firm, 'sign', { version: 2 }, noCode);
    expect(played.current()).toMatchObject({ state: next, clocks: { total: 'paused', customer: 'running' } });
    const theirs = change(begin(), { costCents: 5_001 });
    expect(theirs.current()).toMatchObject({ clocks: { total: 'paused', customer: 'running' }, facts: { faults: [] } });
  });

  it('that the customer declines leaves what they signed before, and what was inspected', () => {
    const played = change(ready(), { kilowatts: 500 }).does(firm, 'declineScheme', { reason: 'Not needed.' });
    expect(played.current()).toMatchObject({
      state: 'connecting',
      facts: { scheme: { version: 1, kilowatts: 400 }, finalInspection: { passed: true } },
    });
  });

  it('has to change something, and stays within the track', () => {
    const tried = (input: object) =>
      inBuilding().tries(designer, 'changeScheme', { reason, askedBy: 'customer', ...input }, noChange)?.code;
    expect(tried({ kilowatts: 400 })).toBe('nothingChanged');
    expect(tried({ kilowatts: 1001 })).toBe('beyondTrack');
  });
});
