import { describe, expect, it } from 'vitest';
import { person, play } from '../../testing/play.ts';
import { decideAny } from '../../workflows/kernel/own-acts.ts';
import { type Actor, isRefusal } from '../../workflows/kernel/process.ts';
import { staffedAgain, staffOf } from '../../workflows/kernel/staffing.ts';
import { type Agent, subjectId } from '../../workflows/kernel/subjects.ts';
import type { Facts } from '../processes/budget-year/award/inputs.ts';
import { award } from '../processes/budget-year/award/rules.ts';

const YINFAN = '91339901MA9X00011A';
const firm = subjectId('firm', YINFAN);
const agentFor = (id: string, ...processes: readonly string[]): Actor => ({
  ...person(id, 'firmAgent'),
  actsFor: [{ subject: firm, ...(processes.length > 0 ? { processes } : {}) }],
});
const yin = agentFor('yin');
const stranger: Actor = { ...person('xin', 'firmAgent'), actsFor: [{ subject: 'firm:other' }] };
const input = { item: 'ownBrand', year: 2026, firm: YINFAN, fen: 100 };
const asked = () => play<Facts>(award, { actor: person('rao-min', 'policyReviewer'), input });
const staff = (agents: Readonly<Record<string, readonly Agent[]>>, left: readonly string[] = []) =>
  staffOf(
    [person('rao-min', 'policyReviewer'), person('weng-bo', 'financeOfficer'), yin, person('yan', 'firmAgent'), stranger].map(
      ({ id, grants }) => ({ id, left: left.includes(id), grants }),
    ),
    new Map(),
    new Map(Object.entries(agents)),
  );
const signing = (those: ReturnType<typeof staff>) =>
  staffedAgain(award, asked().current(), those).tasks.filter(({ action }) => action === 'sign');

describe('whoever acts for a firm', () => {
  it('does so on its own cases alone', () => {
    expect(asked().tries(yin, 'sign')).toBeUndefined();
    expect(asked().tries(stranger, 'sign')).toMatchObject({ code: 'kernel.actsForNone' });
    expect(asked().tries(person('nobody', 'firmAgent'), 'sign')).toMatchObject({ code: 'kernel.actsForNone' });
    expect(asked().tries(person('xun-lei', 'cashier'), 'sign')).toMatchObject({ code: 'kernel.wrongRole' });
  });

  it('opens cases of theirs alone', () => {
    expect(play<Facts>(award, { actor: yin, input }).current().state).toBe('asked');
    expect(() => play<Facts>(award, { actor: stranger, input })).toThrow(/don’t act for/);
  });

  it('acts in the processes alone for which they were named', () => {
    expect(asked().tries(agentFor('yin', 'award'), 'sign')).toBeUndefined();
    expect(asked().tries(agentFor('yin', 'enterpriseVisit'), 'sign')).toMatchObject({ code: 'kernel.actsForNone' });
    expect(signing(staff({ [firm]: [{ person: 'yin', processes: ['enterpriseVisit'] }] }))).toMatchObject([
      { role: 'policyReviewer' },
    ]);
  });

  it('is waited for by name, with everybody else who acts for it', () => {
    expect(signing(staff({ [firm]: [{ person: 'yan' }, { person: 'yin' }], 'firm:other': [{ person: 'xin' }] }))).toEqual([
      { action: 'sign', person: 'yan', role: 'firmAgent' },
      { action: 'sign', person: 'yin', role: 'firmAgent' },
    ]);
  });

  it('is replaced by the way out where nobody acts for it, and not by agents of others', () => {
    const fell = [{ action: 'sign', role: 'policyReviewer', fellFrom: 'firmAgent' }];
    expect(signing(staff({ 'firm:other': [{ person: 'xin' }] }))).toEqual(fell);
    expect(signing(staff({ [firm]: [{ person: 'yin' }] }, ['yin']))).toEqual(fell);
  });
});

describe('what becomes of a firm', () => {
  const admin = person('guan-shu', 'admin');
  const noted = (actor: Actor, action: string, change: object, process = award) =>
    decideAny([process], asked().current(), { action, actor, now: 0, input: change, reference: undefined });
  const ended = { subject: firm, name: 'Yinfan', state: 'dissolved' };

  it('is told to those who work on its cases, where the process says nothing else', () => {
    expect(noted(admin, 'endSubject', ended)).toMatchObject({
      role: 'admin',
      outcome: { notify: [{ notice: 'subjectEnded', params: { name: 'Yinfan', stateZh: '注销' } }, {}] },
    });
    expect(noted(admin, 'renameSubject', { subject: firm, name: 'New', before: 'Yinfan' })).toMatchObject({
      outcome: { notify: [{ notice: 'subjectRenamed', params: { name: 'New', before: 'Yinfan' } }, {}] },
    });
  });

  it('leads to what the process says of it', () => {
    const process = { ...award, whenSubject: () => ({ state: 'givenBack' as const }) };
    expect(noted(admin, 'endSubject', ended, process as typeof award)).toMatchObject({
      outcome: { state: 'givenBack', tasks: [] },
    });
  });

  it('comes from the register alone, and to its own cases', () => {
    const codes = [noted(yin, 'endSubject', ended), noted(admin, 'endSubject', { ...ended, subject: 'firm:other' })];
    expect(codes.map((one) => isRefusal(one) && one.code)).toEqual(['kernel.wrongRole', 'kernel.notItsSubject']);
  });
});
