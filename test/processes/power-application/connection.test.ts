import { describe, expect, it } from 'vitest';
import { clock, itemsOf, person } from '../../../testing/play.ts';
import { powerApplication } from '../../../workflows/power-application/rules.ts';
import {
  clerk,
  days,
  designer,
  file,
  firm,
  ge,
  green,
  inBuilding,
  inspectedMidway,
  inspector,
  installer,
  leader,
  meter,
  noChange,
  other,
  presented,
  ready,
  ren,
  reviewer,
  signed,
  stranger,
  tasks,
  told,
} from './utility.ts';

const defects = 'The earthing is too thin; the sign is missing.';
/** An installer wherever the application is. */
const roving = person('roving', 'installer');

describe('design and building', () => {
  it('are the customer’s time, and ours rests', () => {
    expect(signed().current()).toMatchObject({
      state: 'designing',
      clocks: { total: 'paused', customer: 'running', scheme: 'stopped' },
    });
    expect(inBuilding().current()).toMatchObject({
      state: 'building',
      clocks: { total: 'paused', customer: 'running', designReview: 'stopped' },
    });
  });

  it('a design that doesn’t pass goes back with everything that is wrong, and our clock only rests', () => {
    const played = signed().does(firm, 'submitDesign', { designer: 'Institute', photos: [] });
    expect(played.tries(reviewer, 'reviewDesign', { passed: false })?.code).toBe('defectsNeeded');
    played.does(reviewer, 'reviewDesign', { passed: false, defects });
    expect(played.current()).toMatchObject({ state: 'designing', clocks: { designReview: 'paused', customer: 'running' } });
    played.does(firm, 'submitDesign', { designer: 'Institute', photos: [] });
    expect(played.current()).toMatchObject({ state: 'reviewingDesign', clocks: { designReview: 'running', total: 'running' } });
  });

  it('the mid inspection comes before the final one, and once', () => {
    expect(inBuilding().tries(firm, 'requestFinalInspection')?.code).toBe('notInspectedMidway');
    expect(inspectedMidway().tries(firm, 'requestMidInspection')?.code).toBe('inspectedMidway');
    expect(signed(green).tries(firm, 'requestMidInspection')?.code).toBe('noMidInspection');
  });

  it('works that don’t pass go back to the customer', () => {
    const played = inspectedMidway()
      .does(firm, 'requestFinalInspection', { works: 'All.' })
      .does(inspector, 'inspect', { passed: false, defects });
    expect(played.current()).toMatchObject({ state: 'building', clocks: { finalInspection: 'paused', customer: 'running' } });
    expect(tasks(played)).toEqual(['requestFinalInspection firm']);
    expect(told(played, 'notPassed')[0]?.params).toEqual({ defects });
  });

  it('are handed in by the customer alone', () => {
    expect(signed().tries(stranger, 'submitDesign')?.code).toBe('notTheCustomer');
    expect(inBuilding().tries(stranger, 'requestMidInspection')?.code).toBe('notTheCustomer');
  });
});

describe('the connection', () => {
  it('waits for a signed scheme', () => {
    expect(presented().tries(roving, 'connect', meter, days)?.code).toBe('schemeNotSigned');
    const changed = ready().does(designer, 'changeScheme', { costCents: 1, reason: 'Cheaper.' }, noChange);
    expect(changed.tries(roving, 'connect', meter, days)?.code).toBe('schemeNotSigned');
  });

  it('waits for the final inspection where the track has one', () => {
    expect(inspectedMidway().tries(roving, 'connect', meter, days)?.code).toBe('notInspected');
    const failed = inspectedMidway()
      .does(firm, 'requestFinalInspection', { works: 'All.' })
      .does(inspector, 'inspect', { passed: false, defects });
    expect(failed.tries(roving, 'connect', meter, days)?.code).toBe('notInspected');
  });

  it('needs the line free, and its installers hear when it is', () => {
    const played = ready();
    expect(powerApplication.actions.connect.needsFree?.(played.current() as never)).toEqual(['line:E551']);
    expect(played.last().unit).toBe('station');
    expect(itemsOf(played.last(), 'holds')).toMatchObject([
      { op: 'standBy', resource: 'line:E551', notify: [{ role: 'installer' }, { role: 'windowClerk' }] },
    ]);
  });

  it('ends all clocks, and reports procedures, days and cost', () => {
    const played = ready().does(installer, 'connect', meter, days);
    expect(new Set(Object.values(played.current().clocks))).toEqual(new Set(['stopped']));
    expect(played.current().facts.report).toEqual({
      procedures: 9,
      ourDays: 7,
      customerDays: 60,
      costCents: 75_000,
      onTime: true,
      faults: 0,
    });
  });

  it('is made by installers of the station that the scheme names', () => {
    expect(ready().tries(person('far', 'installer', { units: ['elsewhere'] }), 'connect', meter, days)?.code).toBe(
      'kernel.wrongRole',
    );
  });
});

describe('the single contact', () => {
  const handOver = { person: 'ren', reason: 'On leave.' };

  it('hands over with a reason that the customer reads', () => {
    const played = file(green).does(ge, 'transferManager', handOver, { person: ren });
    expect(played.current().facts.manager).toEqual({ id: 'ren', name: 'ren' });
    expect(tasks(played)).toEqual(['accept ren']);
    expect(told(played, 'newManager')[0]).toMatchObject({ to: { party: 'customer' }, params: { reason: 'On leave.' } });
    expect(played.tries(ge, 'accept')?.code).toBe('notTheContact');
  });

  it('is changed by nobody else but the leader, and only to an account manager', () => {
    expect(file(green).tries(ren, 'transferManager', handOver, { person: ren })?.code).toBe('notTheContact');
    expect(file(green).tries(leader, 'transferManager', handOver, { person: clerk })?.code).toBe('notAManager');
    expect(file(green).tries(leader, 'transferManager', { person: 'ge' }, { person: ge })?.code).toBe('sameManager');
    expect(file(green).tries(leader, 'transferManager', handOver, { person: ren })).toBeUndefined();
  });

  it('is of the green channel alone', () => {
    expect(file().tries(leader, 'transferManager', handOver, { person: ren })?.code).toBe('noSingleContact');
  });
});

describe('an application that comes to no meter', () => {
  it('is withdrawn by the customer, with a reason, and no clock is left', () => {
    const played = inBuilding();
    expect(played.tries(stranger, 'withdraw', { reason: 'No.' }, days)?.code).toBe('notTheCustomer');
    played.does(firm, 'withdraw', { reason: 'Sold.' }, days);
    expect(played.current().state).toBe('withdrawn');
    expect(Object.values(played.current().clocks)).not.toContain('running');
    expect(Object.values(played.current().clocks)).not.toContain('paused');
  });

  const rejected = () => signed().does(clerk, 'reject', { ground: 'No land.' }, days);

  it('is rejected with a ground; an appeal that is upheld takes it up where it was', () => {
    const played = rejected();
    expect(played.current()).toMatchObject({ state: 'rejected', clocks: { customer: 'paused', appeal: 'running' } });
    played.does(firm, 'appeal', { ground: 'I have it.' });
    expect(tasks(played)).toEqual(['decideAppeal leader']);
    played.does(leader, 'decideAppeal', { upheld: true, reason: 'Seen.' }, days);
    expect(played.current()).toMatchObject({
      state: 'designing',
      clocks: { total: 'paused', customer: 'running', appeal: 'stopped', appealRuling: 'stopped' },
      facts: { rejection: null, report: null },
    });
    expect(tasks(played)).toEqual(['submitDesign firm']);
  });

  it('stays closed where the appeal is dismissed', () => {
    const played = rejected().does(firm, 'appeal', { ground: 'I have it.' });
    played.does(leader, 'decideAppeal', { upheld: false, reason: 'Not shown.' }, days);
    expect(played.current()).toMatchObject({ state: 'rejected', facts: { rejection: { final: true }, report: { ourDays: 7 } } });
    expect(Object.values(played.current().clocks)).not.toContain('running');
    expect(played.tries(firm, 'appeal', { ground: 'Again.' })?.code).toBe('appealOver');
  });

  it('can’t be appealed once the time is over', () => {
    const played = rejected().does(clock('appeal'), 'letStand');
    expect(played.tries(firm, 'appeal', { ground: 'Late.' })?.code).toBe('appealOver');
    expect(Object.values(played.current().clocks)).not.toContain('paused');
  });

  it('is not judged by who rejected it', () => {
    const played = signed().does(leader, 'reject', { ground: 'No.' }, days).does(firm, 'appeal', { ground: 'Yes.' });
    expect(played.tries(leader, 'decideAppeal', { upheld: false, reason: 'No.' }, days)?.code).toBe('ownRejection');
    expect(played.tries(other, 'decideAppeal', { upheld: false, reason: 'No.' }, days)).toBeUndefined();
  });

  it('is appealed by the customer alone', () => {
    expect(rejected().tries(stranger, 'appeal', { ground: 'Yes.' })?.code).toBe('notTheCustomer');
  });
});
