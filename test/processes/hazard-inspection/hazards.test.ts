import { describe, expect, it } from 'vitest';
import { itemsOf, otherCase, type Played } from '../../../testing/play.ts';
import { hazardInspection } from '../../../workflows/hazard-inspection/rules.ts';
import { decide, decideStart } from '../../../workflows/kernel/decide.ts';
import {
  accepted,
  both,
  cen,
  days,
  found,
  grade,
  inTime,
  issuer,
  kong,
  leader,
  line,
  lv,
  onTheSpot,
  photo,
  planner,
  rechecked,
  rectified,
  result,
  spot,
  start,
  station,
  wei,
  work,
  yao,
} from './station.ts';

const permit = (id: string, action: string, more: object = {}) =>
  [
    otherCase(id),
    action,
    { permit: id, ...(action === 'permitClosed' ? { carriedOut: true, workers: ['fan', 'guo'], ...more } : {}) },
  ] as const;
const reason = { reason: 'Because.' };
const rectifiedUnderPermit = () =>
  accepted()
    .does(kong, 'requirePermit', reason)
    .does(...permit('LP-7', 'permitClosed'))
    .does(kong, 'rectify', result);
const holds = (played: Played<unknown>) => itemsOf(played.last(), 'holds');

describe('a finding', () => {
  it('holds its line for as long as the hazard is open, together with whatever else is open there', () => {
    expect(holds(found())).toMatchObject([{ op: 'hold', resource: 'line:E551', shared: true }]);
    const released = [{ op: 'release', resource: 'line:E551' }];
    expect(holds(rectified().does(lv, 'recheck', onTheSpot, rechecked))).toEqual(released);
    expect(holds(found().does(leader, 'withdraw', reason, { openPermits: [] }))).toEqual(released);
  });

  it('starts the limit of its grade at once, and waits for the leader or any rectifier of the unit', () => {
    const played = found();
    expect(played.last().clocks?.start).toEqual({ rectify: { workingDays: 5 }, takeUp: 'default' });
    expect(played.current().tasks).toEqual([
      { action: 'assign', role: 'leader', clock: 'takeUp' },
      { action: 'accept', role: 'rectifier', clock: 'takeUp' },
    ]);
    expect(played.current().unit).toBe('fenghui');
  });

  it('of critical grade has minutes by the clock, reaches the leader at once and asks to be secured', () => {
    const played = found({ grade: grade('critical') });
    expect(played.last().clocks?.start).toMatchObject({ rectify: { clockMinutes: 240 } });
    expect(played.last().notify).toContainEqual(expect.objectContaining({ to: { role: 'leader' }, notice: 'tellAtOnce' }));
    expect(played.current().tasks).toContainEqual(expect.objectContaining({ action: 'secure', person: 'yao' }));
  });

  it('may lie at another place than a line, and then holds none', () => {
    const played = found({ line: null, section: null }, { line: undefined, section: undefined, place: { lat: 30, lon: 120 } });
    expect(holds(played)).toEqual([]);
    expect(holds(played.does(leader, 'withdraw', reason, { openPermits: [] }))).toEqual([]);
  });

  it('is linked to the plan and the round where it was found, and the plan hears of it', () => {
    const outcome = found({ plan: 'PP-1', round: 'RD-1' }).last();
    expect(itemsOf(outcome, 'links')).toEqual([
      { op: 'link', to: 'PP-1', as: 'foundIn' },
      { op: 'link', to: 'RD-1', as: 'foundInRound' },
    ]);
    expect(itemsOf(outcome, 'acts')).toMatchObject([
      { on: 'PP-1', action: 'noteHazard', input: { state: 'open', revision: 0, line: 'E551', round: 'RD-1' } },
    ]);
  });

  const opened = (reference: object, input: object, actor = yao) =>
    decideStart(hazardInspection, {
      id: 'HI-1',
      actor,
      now: 0,
      input: { grade: 'serious', text: 'A tree', photos: [photo()], ...input },
      reference: { ...start, ...reference },
    });

  it('without a line and a place, without a photo, or with too many, is refused', () => {
    expect(opened({ line: null, section: null }, {})).toMatchObject({ code: 'whereMissing' });
    expect(opened({}, { photos: [] })).toMatchObject({ code: 'photoNeeded' });
    expect(opened({ limits: { findingPhotos: 0 } }, { photos: [] })).toMatchObject({ outcome: { state: 'found' } });
    expect(opened({}, { photos: 'abcdef0'.split('').map(photo) })).toMatchObject({ code: 'tooManyPhotos' });
  });

  it('is for patrollers', () => {
    expect(opened({}, {}, kong)).toMatchObject({ code: 'kernel.wrongRole' });
  });
});

describe('the place', () => {
  const other = { id: 'E617', title: { en: 'Xiaoyue E617', zh: '小越E617' } };
  const corrected = { line: other, section: null, home: 'xiaoyue', openPermits: [] };
  const input = { line: 'E617', reason: 'The two lines cross there.' };

  it('decides who has the hazard: those who look after its line, and else the unit of its finder', () => {
    expect(found({ home: 'xiaoyue' }).current().unit).toBe('xiaoyue');
    expect(found().current().unit).toBe('fenghui');
  });

  it('is corrected by the leader: the other line is held, and its people have the hazard', () => {
    const played = found({ plan: 'PP-1' }).does(leader, 'correctPlace', input, corrected);
    expect(holds(played)).toMatchObject([
      { op: 'release', resource: 'line:E551' },
      { op: 'hold', resource: 'line:E617', shared: true },
    ]);
    expect(played.current()).toMatchObject({ unit: 'xiaoyue', facts: { line: { id: 'E617' }, section: null } });
    expect(played.last().title).toBe('严重 serious：小越E617 A tree leans on the line');
    expect(itemsOf(played.last(), 'acts')).toMatchObject([{ on: 'PP-1', input: { line: 'E617', state: 'open' } }]);
    expect(played.tries(leader, 'correctPlace', input, corrected)?.code).toBe('sameSection');
    expect(found().tries(kong, 'correctPlace', input, corrected)?.code).toBe('kernel.wrongRole');
    expect(found().tries(leader, 'correctPlace', input, { ...corrected, openPermits: ['LP-9'] })?.code).toBe('permitOpen');
  });

  it('that is corrected asks for a permit that is carried out there', () => {
    const played = accepted()
      .does(kong, 'requirePermit', reason)
      .does(...permit('LP-7', 'permitClosed'));
    expect(played.tries(kong, 'rectify', result)).toBeUndefined();
    played.does(leader, 'correctPlace', input, { ...corrected, home: null });
    expect(played.tries(kong, 'rectify', result)?.code).toBe('permitNeeded');
  });

  it('that is corrected while the recheck is awaited goes back to be rectified there, where a permit is needed', () => {
    const played = rectifiedUnderPermit().does(leader, 'correctPlace', input, { ...corrected, home: null });
    expect(played.current()).toMatchObject({ state: 'rectifying', facts: { result: null, rectifiedAt: null, rework: 0 } });
    expect(played.current().tasks.map(({ action }) => action)).toEqual(['waivePermit']);
    expect(
      rectified()
        .does(leader, 'correctPlace', input, { ...corrected, home: null })
        .current().state,
    ).toBe('rechecking');
  });
});

describe('rectification', () => {
  it('is given to a rectifier or into the queue of a unit, never to both or to nobody', () => {
    const toPerson = found().does(leader, 'assign', {}, { person: wei, unit: null });
    expect(toPerson.current()).toMatchObject({
      state: 'assigned',
      unit: 'xiaoyue',
      tasks: [{ action: 'accept', person: 'wei' }],
    });
    const toUnit = found().does(planner, 'assign', {}, { person: null, unit: { unit: station, held: true } });
    expect(toUnit.current().tasks).toEqual([{ action: 'accept', role: 'rectifier', clock: 'takeUp' }]);
    const tries = (reference: object) => found().tries(leader, 'assign', {}, reference)?.code;
    expect(tries({ person: null, unit: null })).toBe('personOrUnit');
    expect(tries({ person: wei, unit: { unit: station, held: true } })).toBe('personOrUnit');
    expect(tries({ person: yao, unit: null })).toBe('notARectifier');
    expect(tries({ person: null, unit: { unit: station, held: false } })).toBe('noRectifierThere');
  });

  it('is done by the one to whom it was given', () => {
    const given = found().does(leader, 'assign', {}, { person: kong, unit: null });
    expect(given.tries(cen, 'accept')?.code).toBe('somebodyElses');
    expect(given.does(kong, 'accept').tries(cen, 'rectify', result)?.code).toBe('somebodyElses');
  });

  it('of a critical hazard waits for the interim measure, and no longer', () => {
    const critical = accepted({ grade: grade('critical') });
    expect(critical.tries(kong, 'rectify', result)?.code).toBe('measureNeeded');
    critical.does(yao, 'secure', { measure: 'A guard and a fence', guard: '老李', photos: [] });
    expect(critical.current().facts.measures).toMatchObject([{ text: 'A guard and a fence', guard: '老李', by: 'yao' }]);
    expect(critical.current().tasks.map(({ action }) => action)).toEqual(['rectify']);
    expect(critical.does(kong, 'rectify', result).current().state).toBe('rechecking');
  });

  it('is given more time by the leader with a reason, twice at most, and never for a critical hazard', () => {
    const played = accepted();
    const more = { days: 5, reason: 'The crane comes on Monday.' };
    expect(played.does(leader, 'extend', more, inTime).last()).toMatchObject({
      reason: 'The crane comes on Monday.',
      clocks: { extend: { rectify: { workingDays: 5 } } },
    });
    expect(played.tries(leader, 'extend', { ...more, days: 11 }, inTime)?.code).toBe('extensionTooLong');
    played.does(leader, 'extend', more, inTime);
    expect(played.tries(leader, 'extend', more, inTime)?.code).toBe('extendedOften');
    expect(accepted({ grade: grade('critical') }).tries(leader, 'extend', more, inTime)?.code).toBe('noExtension');
    expect(accepted().tries(kong, 'extend', more, inTime)?.code).toBe('kernel.wrongRole');
  });

  it('gets no more time once its limit has run over', () => {
    const more = { days: 5, reason: 'The crane comes on Monday.' };
    expect(accepted().tries(leader, 'extend', more, { overdue: true })?.code).toBe('limitOver');
  });

  it('is extended in the unit of its limit', () => {
    const byClock = accepted({ grade: grade('serious', { limit: { clockMinutes: 100 } }) });
    const { clocks } = byClock.does(leader, 'extend', { days: 2, reason: 'Rain.' }, inTime).last();
    expect(clocks?.extend).toEqual({ rectify: { clockMinutes: 2880 } });
  });
});

describe('the recheck', () => {
  it('is by somebody else than who worked on it, even if they patrol too', () => {
    const own = found().does(both, 'accept').does(both, 'rectify', result);
    expect(own.tries(both, 'recheck', onTheSpot, rechecked)?.code).toBe('ownWork');
    const helped = found().does(both, 'accept').does(both, 'noteWork', work);
    helped.does(leader, 'assign', {}, { person: kong, unit: null }).does(kong, 'accept').does(kong, 'rectify', result);
    expect(helped.tries(both, 'recheck', onTheSpot, rechecked)?.code).toBe('ownWork');
    expect(helped.does(yao, 'recheck', onTheSpot, rechecked).current().state).toBe('closed');
  });

  it('is done on the spot, and says what is wrong when it fails', () => {
    const tries = (input: object, place?: object) =>
      rectified({}, place ? { place } : {}).tries(lv, 'recheck', { ...onTheSpot, ...input }, rechecked)?.code;
    expect(tries({ at: undefined, photos: [] }, spot)).toBe('notOnTheSpot');
    expect(tries({ photos: [] }, spot)).toBeUndefined();
    expect(tries({ at: undefined, photos: [photo()] })).toBeUndefined();
    expect(tries({ passed: false })).toBe('findingNeeded');
    const reference = { ...start, line: null, section: null };
    const elsewhere = found(reference, { place: { lat: 30, lon: 120.8 } })
      .does(kong, 'accept')
      .does(kong, 'rectify', result);
    expect(elsewhere.tries(lv, 'recheck', { ...onTheSpot, at: { lat: 30.01, lon: 120.8 } }, rechecked)?.code).toBe('tooFarAway');
  });

  it('shows a photo where the hazard has no point on the map: a position would prove nothing', () => {
    const nowhere = { ...onTheSpot, at: { lat: 0, lon: 0 }, photos: [] };
    expect(rectified().tries(lv, 'recheck', nowhere, rechecked)?.code).toBe('photoOfTheSpot');
  });

  it('that fails sends it back as rework with the time that was left', () => {
    const played = rectified().does(lv, 'recheck', { passed: false, finding: 'A branch is left.', photos: [photo()] }, rechecked);
    expect(played.current()).toMatchObject({ state: 'rectifying', facts: { rework: 1, rectifiedAt: null } });
    expect(played.current().tasks).toEqual([{ action: 'rectify', role: 'rectifier', person: 'kong', clock: 'rectify' }]);
    expect(played.last().clocks).toEqual({ stop: ['recheck'], resume: ['rectify'] });
  });

  it('that passes closes it and keeps the days from the finding to its fixing, not to the recheck', () => {
    const played = rectified().does(lv, 'recheck', onTheSpot, rechecked);
    // Accepted after an hour, rectified after two, rechecked after three.
    expect(played.current().facts.foundToFixed).toEqual({ minutes: 120, ...days });
    expect(played.current().clocks).toMatchObject({ rectify: 'stopped', recheck: 'stopped', takeUp: 'stopped' });
  });
});

describe('the grade', () => {
  it('is changed by the leader with a reason, and a fresh limit begins', () => {
    const played = accepted().does(
      leader,
      'changeGrade',
      { grade: 'critical', reason: 'It sparks.' },
      { grade: grade('critical') },
    );
    expect(played.last()).toMatchObject({
      title: expect.stringMatching(/^危急 critical：/),
      reason: 'It sparks.',
      clocks: { start: { rectify: { clockMinutes: 240 } } },
    });
    expect(played.current().facts).toMatchObject({
      grade: { code: 'critical' },
      gradeChanges: [{ from: 'serious', to: 'critical', by: 'shao' }],
    });
    expect(played.current().tasks.map(({ action, person }) => [action, person])).toEqual([
      ['rectify', 'kong'],
      ['secure', 'yao'],
    ]);
    expect(played.tries(leader, 'changeGrade', { grade: 'critical', reason: 'x' }, { grade: grade('critical') })?.code).toBe(
      'sameGrade',
    );
    expect(played.tries(kong, 'changeGrade', { grade: 'general', reason: 'x' }, { grade: grade('general') })?.code).toBe(
      'kernel.wrongRole',
    );
  });

  it('changed while the recheck is awaited gives a limit that rests until that fails', () => {
    const played = rectified().does(leader, 'changeGrade', { grade: 'general', reason: 'Less.' }, { grade: grade('general') });
    expect(played.current().clocks.rectify).toBe('paused');
  });
});

describe('a live-line permit', () => {
  it('is for one line: a hazard that names none asks for its line first', () => {
    const played = found({ line: null, section: null }, { place: spot, line: undefined, section: undefined }).does(
      kong,
      'accept',
    );
    expect(played.tries(kong, 'requirePermit', reason)?.code).toBe('lineNeeded');
    played.does(leader, 'correctPlace', { line: line.id, ...reason }, { line, section: null, home: null, openPermits: [] });
    expect(played.tries(kong, 'requirePermit', reason)).toBeUndefined();
  });

  it('that was carried out before a failed recheck doesn’t serve for what is done anew', () => {
    const played = rectifiedUnderPermit();
    expect(played.tries(lv, 'recheck', onTheSpot, rechecked)).toBeUndefined();
    played.does(lv, 'recheck', { passed: false, finding: 'A branch is left.', photos: [photo('d')] }, rechecked);
    expect(played.tries(kong, 'rectify', result)?.code).toBe('permitNeeded');
    played.does(...permit('LP-8', 'permitClosed'));
    expect(played.tries(kong, 'rectify', result)).toBeUndefined();
  });

  it('that is lacking keeps a recheck from passing', () => {
    const { permits: _, ...facts } = rectifiedUnderPermit().current().facts;
    const current = { ...rectifiedUnderPermit().current(), facts: { ...facts, permits: [] } };
    const act = { action: 'recheck', actor: lv, now: 0, reference: { ...rechecked, shown: [] } };
    expect(decide(hazardInspection, current, { ...act, input: onTheSpot })).toMatchObject({ code: 'permitNeeded' });
    expect(
      decide(hazardInspection, current, { ...act, input: { ...onTheSpot, passed: false, finding: 'No permit.' } }),
    ).toMatchObject({ outcome: { state: 'rectifying' } });
  });

  it('that is required must be opened before the hazard is reported rectified, unless the leader waives it', () => {
    const played = accepted().does(kong, 'requirePermit', reason);
    expect(played.last().notify).toContainEqual(expect.objectContaining({ to: { role: 'permitIssuer' } }));
    expect(played.tries(kong, 'rectify', result)?.code).toBe('permitNeeded');
    expect(played.tries(kong, 'requirePermit', reason)?.code).toBe('permitRequiredAlready');
    expect(played.tries(kong, 'waivePermit', reason)?.code).toBe('kernel.wrongRole');
    expect(played.does(leader, 'waivePermit', reason).tries(kong, 'rectify', result)).toBeUndefined();
    expect(played.tries(leader, 'waivePermit', reason)?.code).toBe('noPermitRequired');
  });

  it('that is required and missing is a task of the issuers, who open one or say that none is needed, and else of the leader', () => {
    const played = accepted().does(kong, 'requirePermit', reason);
    expect(played.current().tasks).toEqual([{ action: 'waivePermit', role: 'permitIssuer', clock: 'rectify' }]);
    expect(played.tries(issuer, 'waivePermit', reason)).toBeUndefined();
    played.does(...permit('LP-7', 'permitOpened'));
    expect(played.current().tasks.map(({ action }) => action)).toEqual(['rectify']);
  });

  it('that was cancelled or broken off is none: only one that was carried out since it was required lets the hazard be rectified', () => {
    const played = accepted()
      .does(kong, 'requirePermit', reason)
      .does(...permit('LP-7', 'permitOpened'))
      .does(...permit('LP-7', 'permitClosed', { carriedOut: false, workers: [] }));
    expect(played.last().notify).toContainEqual(
      expect.objectContaining({ to: { role: 'permitIssuer' }, notice: 'permitInVain' }),
    );
    expect(played.current().tasks.map(({ action }) => action)).toEqual(['waivePermit']);
    expect(played.tries(kong, 'rectify', result)?.code).toBe('permitNeeded');
    played.does(...permit('LP-8', 'permitClosed'));
    expect(played.tries(kong, 'rectify', result)).toBeUndefined();
    const before = accepted()
      .does(...permit('LP-7', 'permitClosed'))
      .does(kong, 'requirePermit', reason);
    expect(before.tries(kong, 'rectify', result)?.code).toBe('permitNeeded');
  });

  it('makes its crew part of the work: none of them rechecks it, whether or not the hazard has heard of them', () => {
    const worked = rectified().does(...permit('LP-7', 'permitClosed', { workers: ['lv'] }));
    expect(worked.tries(lv, 'recheck', onTheSpot, rechecked)?.code).toBe('ownWork');
    expect(rectified().tries(lv, 'recheck', onTheSpot, { ...rechecked, workers: ['lv'] })?.code).toBe('ownWork');
    expect(worked.tries(yao, 'recheck', onTheSpot, rechecked)).toBeUndefined();
  });

  it('that is open keeps the hazard open, and the reason names its number', () => {
    const played = rectified().does(...permit('LP-7', 'permitOpened'));
    expect(itemsOf(played.last(), 'links')).toEqual([{ op: 'link', to: 'LP-7', as: 'rectifiedUnder' }]);
    const refusal = played.tries(lv, 'recheck', onTheSpot, rechecked);
    expect(refusal).toMatchObject({
      code: 'permitOpen',
      en: expect.stringContaining('LP-7'),
      zh: expect.stringContaining('LP-7'),
    });
    expect(played.tries(leader, 'withdraw', reason, { openPermits: [] })?.code).toBe('permitOpen');
    expect(
      accepted()
        .does(...permit('LP-7', 'permitOpened'))
        .tries(kong, 'rectify', result)?.code,
    ).toBe('permitOpen');
  });

  it('tells those who wait when the last of them has closed', () => {
    const played = rectified()
      .does(...permit('LP-7', 'permitOpened'))
      .does(...permit('LP-8', 'permitOpened'));
    expect(played.does(...permit('LP-7', 'permitClosed')).last().notify).toBeUndefined();
    expect(played.tries(lv, 'recheck', onTheSpot, rechecked)?.en).toContain('LP-8');
    expect(played.does(...permit('LP-8', 'permitClosed')).last().notify).toMatchObject([
      { to: { role: 'patroller' }, notice: 'permitClosed', params: { permit: 'LP-8' } },
    ]);
    expect(played.does(lv, 'recheck', onTheSpot, rechecked).current().state).toBe('closed');
  });

  it('of which only the record knows yet keeps it open too', () => {
    expect(rectified().tries(lv, 'recheck', onTheSpot, { ...rechecked, openPermits: ['LP-9'] })).toMatchObject({
      code: 'permitOpen',
    });
    expect(found().tries(leader, 'withdraw', reason, { openPermits: ['LP-9'] })?.code).toBe('permitOpen');
  });

  it('whose closing is heard before its opening counts as closed', () => {
    const played = rectified()
      .does(...permit('LP-7', 'permitClosed'))
      .does(...permit('LP-7', 'permitOpened'));
    expect(played.current().facts.permits).toMatchObject([{ id: 'LP-7', open: false, carriedOut: true }]);
    expect(played.outcomes.flatMap((outcome) => itemsOf(outcome, 'links'))).toEqual([
      { op: 'link', to: 'LP-7', as: 'rectifiedUnder' },
    ]);
  });

  it('is noted by its case alone', () => {
    expect(accepted().tries(issuer, 'permitOpened', { permit: 'LP-7' })?.code).toBe('kernel.wrongRole');
  });
});

it('every way out tells the plan, with a revision by which late words are known', () => {
  const closed = rectified({ plan: 'PP-1' }).does(lv, 'recheck', onTheSpot, rechecked);
  expect(itemsOf(closed.last(), 'acts')).toMatchObject([
    { on: 'PP-1', input: { state: 'closed', revision: closed.current().revision, line: line.id } },
  ]);
  const withdrawn = found({ plan: 'PP-1' }).does(leader, 'withdraw', reason, { openPermits: [] });
  expect(itemsOf(withdrawn.last(), 'acts')).toMatchObject([{ input: { state: 'withdrawn', revision: 1 } }]);
});
