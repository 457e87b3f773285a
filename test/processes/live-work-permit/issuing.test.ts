import { describe, expect, it } from 'vitest';
import { permitJobTypes } from '../../../activities/live-work-permit/job-types.ts';
import { permits } from '../../../prisma/seed/shangyu/permits.ts';
import { itemsOf, person, START } from '../../../testing/play.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import { liveWorkPermit } from '../../../workflows/live-work-permit/rules.ts';
import type { Reference } from '../../../workflows/live-work-permit/vocabulary.ts';
import {
  cai,
  candidate,
  DAY,
  guardian,
  HOUR,
  issued,
  issuer,
  job,
  leader,
  permitter,
  reference,
  sent,
  TOMORROW,
  tasks,
  told,
  YESTERDAY,
} from './site.ts';

const attempt = (more: Partial<Reference['start']> = {}, input: object = {}, actor = issuer) =>
  decideStart(liveWorkPermit, {
    id: 'LP-1',
    actor,
    now: START,
    input: { ...sent, ...input },
    reference: { ...reference, ...more },
  });
const worker = (until: string | null, from = '2025-01-01') =>
  candidate('deng', 'lineWorker', [{ kind: 'liveLineWork', from, until }]);

describe('a permit is issued', () => {
  it('with steps and gear as the table has them now, and tasks for its leader', () => {
    const permit = issued();
    expect(permit.current().facts).toMatchObject({ steps: job.steps, gear: job.gear, job: { code: 'fuse' } });
    expect(tasks(permit)).toEqual(['recordSurvey fan', 'checkWeather fan', 'checkInsulation fan', 'recordFencing fan']);
    expect(told(permit, 'issued')).toEqual(['fan', 'guo', 'cai', 'deng', 'sun']);
    // Nothing is taken yet: tomorrow's permit may be issued while today's is open.
    expect(itemsOf(permit.last(), 'holds')).toEqual([]);
  });

  it('by an issuer alone', () => {
    expect(attempt({}, {}, person('fan', 'workLeader'))).toMatchObject({ code: 'kernel.wrongRole' });
  });

  it.each([
    ['the issuer as leader', { leader: { ...candidate('zhang', 'workLeader') } }, 'zhang', 'issuer, work leader'],
    ['the leader as guardian', { guardian: { ...guardian, ...leader } }, 'fan', 'work leader, dedicated guardian'],
    ['the permitter as member', { members: [cai, { ...permitter, grants: cai.grants }] }, 'sun', 'permitter, member'],
    ['the guardian as member', { members: [cai, { ...guardian, grants: cai.grants }] }, 'guo', 'guardian, member'],
    ['one member twice', { members: [cai, cai] }, 'cai', 'member of the crew'],
  ])('never with %s', (_, more, name, as) => {
    const refusal = attempt(more as Partial<Reference['start']>);
    expect(refusal).toMatchObject({ code: 'samePersonTwice', en: expect.stringContaining(as) });
    expect(refusal).toMatchObject({ en: expect.stringContaining(name) });
  });

  it('to people who hold the role of their part', () => {
    expect(attempt({ leader: candidate('cai2', 'lineWorker') })).toMatchObject({
      code: 'roleNotHeld',
      en: expect.stringContaining('cai2 can’t be work leader'),
    });
    expect(attempt({ guardian: candidate('x', 'lineWorker') })).toMatchObject({ code: 'roleNotHeld' });
    expect(attempt({ permitter: candidate('x', 'lineWorker') })).toMatchObject({ code: 'roleNotHeld' });
    expect(attempt({ members: [candidate('x', 'guardian')] })).toMatchObject({ code: 'roleNotHeld' });
  });

  it('with as many members as the job needs', () => {
    expect(attempt({ job: { ...job, minMembers: 3 } })).toMatchObject({
      code: 'tooFewMembers',
      en: expect.stringContaining('at least 3'),
    });
  });

  it('for a period that lies ahead and isn’t too long', () => {
    const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
    expect(attempt({}, { from: at(5), until: at(4) })).toMatchObject({ code: 'periodBackwards' });
    expect(attempt({}, { from: at(-5), until: at(0) })).toMatchObject({ code: 'periodOver' });
    expect(attempt({}, { from: at(0), until: at(101) })).toMatchObject({ code: 'periodTooLong' });
    expect(attempt({}, { from: at(0), until: at(100) })).not.toHaveProperty('code');
  });
});

describe('everybody on the site is qualified on the day of work', () => {
  it('to its last day, and from its first', () => {
    expect(attempt({ members: [cai, worker(TOMORROW)] })).not.toHaveProperty('code');
    expect(attempt({ members: [cai, worker(DAY)] })).not.toHaveProperty('code');
    expect(attempt({ members: [cai, worker(null, DAY)] })).not.toHaveProperty('code');
  });

  it('and the refusal names who lacks what, and since when', () => {
    expect(attempt({ members: [cai, worker(YESTERDAY)] })).toMatchObject({
      code: 'notQualified',
      en: expect.stringContaining(`deng lacks “live-line work” on ${DAY}: it ended on ${YESTERDAY}`),
      zh: expect.stringContaining(`deng的“带电作业资格”已于${YESTERDAY}到期`),
    });
    expect(attempt({ members: [cai, worker(null, TOMORROW)] })).toMatchObject({
      code: 'notQualified',
      en: expect.stringContaining(`begins on ${TOMORROW}`),
    });
    expect(attempt({ members: [candidate('deng', 'lineWorker', [])] })).toMatchObject({
      en: expect.stringContaining('deng has never had “live-line work”'),
    });
  });

  it('the leader and the guardian too', () => {
    expect(attempt({ leader: { ...leader, qualifications: [] } })).toMatchObject({
      code: 'notQualified',
      en: expect.stringContaining('fan'),
    });
    expect(attempt({ guardian: { ...guardian, qualifications: [] } })).toMatchObject({
      code: 'notQualified',
      en: expect.stringContaining('guo'),
    });
  });

  it('in each kind the job asks for, and named all at once', () => {
    const refusal = attempt({
      job: {
        ...job,
        qualifications: [...job.qualifications, { id: 'bypassWork', title: { en: 'bypass work', zh: '旁路作业资格' } }],
      },
      members: [cai, worker(YESTERDAY)],
      leader,
    });
    expect(refusal).toMatchObject({ en: expect.stringMatching(/fan has never had “bypass work”.*deng lacks “live-line work”/) });
  });

  it('on every day, where work goes over midnight', () => {
    const days = [DAY, TOMORROW];
    expect(attempt({ days, members: [cai, worker(DAY)] })).toMatchObject({
      code: 'notQualified',
      en: expect.stringContaining(`on ${TOMORROW}: it ended on ${DAY}`),
    });
    const renewed = candidate('deng', 'lineWorker', [
      { kind: 'liveLineWork', from: '2025-01-01', until: DAY },
      { kind: 'liveLineWork', from: TOMORROW, until: null },
    ]);
    expect(attempt({ days, members: [cai, renewed] })).not.toHaveProperty('code');
  });
});

describe('a permit for a hazard', () => {
  it('is linked to it, and the hazard hears of it', () => {
    const outcome = issued({}, { hazard: 'HI-7' }).last();
    expect(itemsOf(outcome, 'links')).toEqual([{ op: 'link', to: 'HI-7', as: 'permitFor' }]);
    expect(itemsOf(outcome, 'acts')).toEqual([{ on: 'HI-7', action: 'permitOpened', input: { permit: 'LP-1' } }]);
  });

  it('isn’t needed: without one nobody hears of it', () => {
    const outcome = issued().last();
    expect([...itemsOf(outcome, 'links'), ...itemsOf(outcome, 'acts')]).toEqual([]);
  });
});

describe('the sample job types', () => {
  const types = permits.tables.filter(({ table }) => table === 'permitJobTypes');
  it('are rows that an administrator could enter', () => {
    for (const { key, value } of types) expect(permitJobTypes.row.safeParse(value).error, key).toBeUndefined();
  });

  it('have the ten steps of replacing a fuse by a switch under load, in their order', () => {
    const steps = types
      .filter(({ key }) => key === 'fuseToSwitch')
      .flatMap(({ value }) => (value as typeof job).steps.map(({ id }) => id));
    expect(steps).toEqual([
      'shield',
      'hangBypass',
      'closeBypass',
      'checkSplit',
      'removeFuse',
      'installSwitch',
      'closeSwitch',
      'openBypass',
      'removeBypass',
      'unshield',
    ]);
  });

  it('name no step and no item twice', () => {
    const [{ value }] = types as unknown as [{ value: typeof job }];
    expect(permitJobTypes.row.safeParse({ ...value, steps: [...value.steps, value.steps[0]] }).success).toBe(false);
    expect(permitJobTypes.row.safeParse({ ...value, gear: [...value.gear, value.gear[0]] }).success).toBe(false);
  });
});
