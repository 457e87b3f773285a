import { describe, expect, it } from 'vitest';
import { otherCase, play } from '../../testing/play.ts';
import { hazardInspection } from '../../workflows/hazard-inspection/rules.ts';
import { decide } from '../../workflows/kernel/decide.ts';
import { type Actor, isRefusal } from '../../workflows/kernel/process.ts';
import { staffed, staffOf } from '../../workflows/kernel/staffing.ts';
import { powerApplication } from '../../workflows/power-application/rules.ts';
import { siteDifficulty } from '../../workflows/site-difficulty/rules.ts';
import { accepted, grade, leader as head, kong } from './hazard-inspection/station.ts';
import { clerk, days, file, firm, green, inspector, leader, presented } from './power-application/utility.ts';

const also = (one: Actor, ...more: readonly Actor[]): Actor => ({
  ...one,
  grants: [one, ...more].flatMap(({ grants }) => grants),
});
const staff = (...people: readonly Actor[]) => staffOf(people.map(({ id, grants }) => ({ id, left: false, grants })));
const reason = { reason: 'Because.' };

describe('whose own matter a case is', () => {
  const everything = also(firm, clerk, inspector, leader);

  it('a customer of the house does no act of office on their application, and signs it all the same', () => {
    expect(file().tries(everything, 'accept', {}, { scheme: null, phone: null })?.code).toBe('kernel.ownMatter');
    expect(file().tries(clerk, 'accept', {}, { scheme: null, phone: null })).toBeUndefined();
    const rejected = file()
      .does(clerk, 'reject', { ground: 'No line.' }, days)
      .does(everything, 'appeal', { ground: 'There is one.' });
    const ruling = { upheld: true, reason: 'There is.' };
    expect(rejected.tries(everything, 'decideAppeal', ruling, days)?.code).toBe('kernel.ownMatter');
    expect(rejected.tries(leader, 'decideAppeal', ruling, days)).toBeUndefined();
    expect(presented().tries(everything, 'sign', { version: 1 }, { codeIsRight: false })).toBeUndefined();
  });

  it('acts in the role of a customer where an action is for both, whichever role was given first', () => {
    const act = {
      action: 'comment',
      actor: also({ ...clerk, id: 'firm' }, firm),
      now: 0,
      input: { text: 'When?' },
      reference: undefined,
    };
    const decision = decide(powerApplication, file().current(), act);
    expect(isRefusal(decision) ? decision : decision.role).toBe('customer');
  });

  it('leaves its work to others of the office, else to those to whom that falls, and names nobody for their own', () => {
    const current = file().current();
    expect(staffed(powerApplication, current, staff(everything, clerk)).tasks).toMatchObject([
      { action: 'accept', role: 'windowClerk', except: ['firm'] },
    ]);
    expect(staffed(powerApplication, current, staff(everything, { ...leader, id: 'other' })).tasks).toMatchObject([
      { action: 'accept', role: 'leader', fellFrom: 'windowClerk', except: ['firm'] },
    ]);
    expect(staffed(powerApplication, current, staff(everything)).tasks).toMatchObject([{ role: 'admin', nobody: true }]);
    const managed = { ...file(green).current(), facts: { ...file(green).current().facts, customer: 'ge' } };
    expect(staffed(powerApplication, managed, staff({ ...clerk, id: 'ge' }, leader)).tasks).toMatchObject([
      { action: 'accept', role: 'leader', fellFrom: 'accountManager' },
    ]);
    expect(staffed(powerApplication, current, staff(firm, clerk)).tasks[0]).not.toHaveProperty('except');
  });

  it('the rectifier of a hazard neither extends, regrades, withdraws nor assigns it as the leader, and corrects its line', () => {
    const double = also(kong, head);
    const tries = (actor: Actor, action: string, input: object, reference?: object) =>
      accepted().tries(actor, action, { ...reason, ...input }, reference)?.code;
    for (const [actor, code] of [[double, 'kernel.ownMatter'] as const, [head, undefined] as const]) {
      expect(tries(actor, 'extend', { days: 2 }, { overdue: false })).toBe(code);
      expect(tries(actor, 'changeGrade', { grade: 'general' }, { grade: grade('general') })).toBe(code);
      expect(tries(actor, 'withdraw', {}, { openPermits: [] })).toBe(code);
      expect(tries(actor, 'assign', {}, { person: kong, unit: null })).toBe(code);
    }
    const line = { id: 'E617', title: { en: 'E617', zh: 'E617' } };
    expect(tries(double, 'correctPlace', { line: 'E617' }, { line, section: null, home: null, openPermits: [] })).toBeUndefined();
    expect(hazardInspection.own?.people(accepted().current().facts)).toContain('kong');
  });

  it('whoever raised a difficulty of a site neither accepts nor answers it, and an answer isn’t confirmed by who gave it', () => {
    const named = { id: 'lan', name: 'lan' };
    const department = { id: 'agency', en: 'Enrolment', zh: '参保', parent: 'bureau' };
    const raised = play<never>(siteDifficulty, {
      actor: otherCase('SP-1'),
      input: { pairing: 'SP-1', difficulty: 1, text: '老人不会用手机', others: [] },
      reference: { department, site: { id: 'site', en: 'Site', zh: '村社' }, worker: named, raisedBy: named },
    });
    const double = (id: string): Actor => ({ id, name: id, unit: 'site', grants: [{ role: 'handler' }, { role: 'siteWorker' }] });
    expect(raised.tries(double('lan'), 'accept')?.code).toBe('kernel.ownMatter');
    raised.does(double('wen'), 'accept').does(double('wen'), 'answer', { text: 'Somebody comes' });
    expect(raised.tries(double('wen'), 'confirm')?.code).toBe('ownAnswer');
    expect(raised.does(double('lan'), 'confirm').current().state).toBe('closed');
  });
});
