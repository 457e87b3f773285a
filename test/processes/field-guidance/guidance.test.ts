import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase } from '../../../testing/play.ts';
import { inOrder } from '../../../workflows/field-guidance/experts.ts';
import { fieldGuidance } from '../../../workflows/field-guidance/rules.ts';
import type { Guidance } from '../../../workflows/field-guidance/vocabulary.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import { staffWithout } from '../leaving.ts';
import {
  advised,
  asked,
  asking,
  candidates,
  clerk,
  data,
  ends,
  grower,
  handler,
  leader,
  leafGuard,
  mao,
  offered,
  people,
  place,
  planned,
  secretary,
  spray,
  su,
  TODAY,
  tang,
  visited,
} from './farm.ts';

const told = (notices: readonly { notice: string; to: object }[] = []) => notices.map(({ notice, to }) => [notice, to]);

describe('whoever asks for somebody else', () => {
  it('shows the consent that was signed, and the one who is spoken for hears of it', () => {
    const signed = { text: '叶片有斑。', photos: [], urgent: false, consent: 'signed' };
    const opening = { id: 'FG-1', actor: clerk, now: 0, input: signed, reference: asking() };
    expect(decideStart(fieldGuidance, opening)).toMatchObject({ code: 'signatureMissing' });
    expect(told(asked({}, clerk).last().notify)).toContainEqual(['askedForYou', { person: 'mou' }]);
    expect(told(asked().last().notify)).toEqual([['asked', { role: 'guidanceSecretary' }]]);
  });
});

describe('the order in which experts are asked', () => {
  const expert = (id: string, specialities: string[], more: object = {}) => ({
    id,
    name: id,
    specialities,
    load: 3,
    place: undefined,
    open: 0,
    related: [],
    ...more,
  });
  const wanted = { symptom: ['disease'], crop: ['loquat'], place, concerned: ['mou', 'coop-a'], load: 3 };
  const order = (...experts: ReturnType<typeof expert>[]) => inOrder(experts, wanted).map(({ id }) => id);

  it('is that of their specialities, then of how near they are, then of what they have open', () => {
    expect(
      order(expert('a', ['loquat']), expert('b', ['disease']), expert('c', ['disease', 'loquat']), expert('d', ['bees'])),
    ).toEqual(['c', 'b', 'a']);
    const near = { place: { lat: 28.569, lon: 121.3412 } };
    expect(
      order(
        expert('a', ['disease'], { place: { lat: 28.7, lon: 121.4 } }),
        expert('b', ['disease'], near),
        expert('c', ['disease']),
      ),
    ).toEqual(['b', 'a', 'c']);
    expect(order(expert('a', ['disease'], { open: 2 }), expert('b', ['disease'], { open: 1 }))).toEqual(['b', 'a']);
  });

  it('leaves out who has as many open as they take, and whose own matter it is', () => {
    expect(order(expert('a', ['disease'], { open: 3 }), expert('b', ['disease'], { open: 1, load: 1 }))).toEqual([]);
    expect(order(expert('mou', ['disease']), expert('b', ['disease'], { related: ['coop-a'] }))).toEqual([]);
  });
});

describe('an offer', () => {
  it('passes on when somebody declines or doesn’t answer, and the secretary appoints somebody in the end', () => {
    const guidance = offered();
    expect(guidance.current()).toMatchObject({
      state: 'offered',
      clocks: { offer: 'running', triage: 'stopped' },
      tasks: [{ action: 'accept', person: 'su' }],
    });
    expect(guidance.tries(tang, 'accept', {}, { open: 0, load: 3 })?.code).toBe('notOffered');
    guidance.does(su, 'decline', {}, { candidates });
    expect(guidance.current()).toMatchObject({ clocks: { offer: 'running' }, facts: { offer: { to: 'tang' } } });
    guidance.does(clock('offer'), 'offerNext', {}, { candidates });
    expect(guidance.current()).toMatchObject({
      state: 'offered',
      clocks: { offer: 'stopped', triage: 'running' },
      tasks: [{ action: 'appoint', role: 'guidanceSecretary' }],
      facts: { offer: null, tried: [{ how: 'declined' }, { how: 'timedOut' }] },
    });
    guidance.does(secretary, 'appoint', { expert: 'su', agreed: 'phone' }, { expert: su });
    expect(guidance.current()).toMatchObject({ state: 'planned', tasks: [{ action: 'plan', person: 'su' }] });
  });

  it('of what is urgent has a shorter time, and a visit too', () => {
    const urgent = offered({ urgent: true });
    expect(urgent.current().clocks).toMatchObject({ urgentOffer: 'running' });
    expect(urgent.does(su, 'accept', {}, { open: 0, load: 3 }).current().clocks).toMatchObject({ urgentVisit: 'running' });
  });

  it('that the secretary gives to somebody else is told to who had it', () => {
    const other = [{ expert: 'tang', agreed: 'phone' }, { expert: tang }] as const;
    for (const guidance of [offered(), planned(), visited()])
      expect(told(guidance.does(secretary, 'appoint', ...other).last().notify)).toContainEqual(['replaced', { person: 'su' }]);
  });

  it('isn’t taken by who has as many open as they take', () => {
    expect(offered().tries(su, 'accept', {}, { open: 3, load: 3 })?.code).toBe('full');
  });

  it('tells the grower once of a moment that is agreed, and again where it moves', () => {
    const at = (hour: number) => ({ at: `2026-03-02T${hour}:00:00+08:00`, agreed: 'phone' });
    const agreed = planned().does(su, 'plan', at(18));
    expect(agreed.tries(su, 'plan', at(18))?.code).toBe('plannedAlready');
    expect(told(agreed.does(su, 'plan', at(19)).last().notify)).toMatchObject([['planned', {}]]);
  });

  it('is passed on as long as somebody is left to ask', () => {
    const passed = offered().does(secretary, 'passOn', { reason: 'Away.' }, { candidates });
    passed.does(secretary, 'passOn', { reason: 'Away.' }, { candidates });
    expect(passed.current().facts.offer).toBeNull();
    expect(passed.tries(secretary, 'passOn', { reason: 'Away.' }, { candidates })?.code).toBe('nobodyLeft');
    const more = [...candidates, { id: 'mao', name: 'mao', open: 0 }];
    expect(passed.does(secretary, 'passOn', { reason: 'Back.' }, { candidates: more }).current().facts.offer?.to).toBe('mao');
  });

  it('comes to the secretary when whoever has it, or was to come, leaves', () => {
    const without = staffWithout(people, su);
    expect(offered().handedBack(without).current().tasks).toMatchObject([{ action: 'passOn', role: 'guidanceSecretary' }]);
    expect(planned().handedBack(without).current().tasks).toMatchObject([{ action: 'appoint', role: 'guidanceSecretary' }]);
    const left = visited().handedBack(without);
    expect(left.current().tasks).toMatchObject([{ action: 'appoint', role: 'guidanceSecretary' }]);
    expect(left.does(secretary, 'appoint', { expert: 'tang', agreed: 'spot' }, { expert: tang }).current()).toMatchObject({
      state: 'visited',
      tasks: [{ action: 'advise', person: 'tang' }],
    });
  });
});

describe('when somebody leaves', () => {
  const gone = { left: ['su'], withoutRole: [], unqualified: [] };
  const whenLeft = (guidance: ReturnType<typeof offered>) => fieldGuidance.whenGone?.(guidance.current() as Guidance, gone, 7);

  it('who was asked, the next is asked at once', () => {
    expect(whenLeft(offered())).toEqual({ clocks: { start: { offer: { clockMinutes: 0 } } } });
    const next = offered()
      .handedBack(staffWithout(people, su))
      .does(clock('offer'), 'offerNext', {}, { candidates: candidates.filter(({ id }) => id !== 'su') });
    expect(next.current()).toMatchObject({
      clocks: { offer: 'running' },
      tasks: [{ action: 'accept', person: 'tang' }],
      facts: { offer: { to: 'tang' }, tried: [{ person: 'su', how: 'left' }] },
    });
  });

  it('who was to come, the secretary hears of it, and an appointment is theirs no more', () => {
    const agreed = planned().does(su, 'plan', { at: '2026-03-02T16:00:00+08:00', agreed: 'phone' });
    expect(whenLeft(agreed)).toMatchObject({ facts: { appointment: null }, effects: [{ kind: 'bookings' }] });
    expect(told(whenLeft(visited())?.notify)).toEqual([['expertLeft', { role: 'guidanceSecretary' }]]);
    expect(whenLeft(asked())).toEqual({});
  });
});

describe('an outbreak', () => {
  const noted = (reference: object, input: object = {}) =>
    asked().does(otherCase('FG-9'), 'noteLike', input, { count: 5, oldest: null, told: false, ...reference });

  it('is told by the oldest of the cases alone, whichever of them was told of the fifth', () => {
    expect(told(noted({}).last().notify).map(([notice]) => notice)).toEqual(['outbreak', 'outbreak']);
    const passed = noted({ oldest: 'FG-0' });
    expect([passed.current().facts.outbreakAt, itemsOf(passed.last(), 'acts')]).toEqual([
      null,
      [{ on: 'FG-0', action: 'noteLike', input: { counted: 5 } }],
    ]);
    expect(noted({ count: 4, oldest: 'FG-0' }, { counted: 5 }).current().facts.outbreakAt).not.toBeNull();
    expect(noted({ told: true }, { counted: 5 }).current().facts.outbreakAt).toBeNull();
  });
});

describe('advice', () => {
  it('holds the harvest back to no day that is over', () => {
    const advice = { ...spray(), harvestNotBefore: '2026-01-01' };
    expect(visited().tries(su, 'advise', advice, data())?.code).toBe('dayPast');
  });

  it('holds the harvest back for the days of safety after the day of the measure, and says so to those who would fetch it', () => {
    const guidance = visited().does(su, 'advise', spray('2026-03-04'), data());
    expect(guidance.current()).toMatchObject({
      state: 'advised',
      facts: { harvestNotBefore: '2026-03-11', followUpAt: ends['2026-03-04'] },
    });
    expect(told(guidance.last().notify)).toContainEqual(['withheld', { role: 'pickupDispatcher' }]);
  });

  it('is refused with a product that isn’t registered, in which the expert has a stake, or whose safety is cut short', () => {
    const tries = (input: object, reference: object = {}) => visited().tries(su, 'advise', input, data(reference))?.code;
    expect(tries(spray(), { inputs: [null] })).toBe('unregistered');
    expect(tries(spray(), { stakes: ['nursery'] })).toBe('sellsIt');
    expect(tries(spray(), { stakes: ['leafGuard'] })).toBe('sellsIt');
    expect(tries(spray(TODAY, { safetyDays: 6 }))).toBe('tooShort');
    expect(tries(spray('2026-03-01'))).toBe('dayPast');
    expect(tries({ ...spray(), harvestNotBefore: '2026-03-08' })).toBe('harvestTooEarly');
    expect(tries({ ...spray(), harvestNotBefore: '2026-03-20' })).toBeUndefined();
  });

  it('that follows other advice never lets the harvest begin earlier', () => {
    const again = advised()
      .does(grower, 'revisit', { reason: '又有斑。' })
      .does(su, 'plan', { at: '2026-03-03T09:00:00+08:00', agreed: 'phone' })
      .does(su, 'visit', { at: place, findings: '好转', photos: [], withoutAllowance: true }, { month: '2026-03' });
    expect(itemsOf(again.last(), 'ledger')).toEqual([]);
    again.does(su, 'advise', { diagnosis: '好转', measures: [{ text: '清园', day: TODAY }] }, data({ inputs: [null] }));
    expect(again.current().facts).toMatchObject({ harvestNotBefore: '2026-03-09', advice: { diagnosis: '好转' } });
  });

  it('is reviewed by somebody else, and goes back to the expert where it isn’t sound', () => {
    const review = { sound: false, keepBoth: false };
    expect(advised().tries(su, 'reviewAdvice', { ...review, reason: '剂量' }, { alike: [] })?.code).toBe('kernel.fourEyes');
    expect(advised().tries(secretary, 'reviewAdvice', review, { alike: [] })?.code).toBe('reasonMissing');
    const back = advised().does(secretary, 'reviewAdvice', { ...review, reason: '剂量过高' }, { alike: [] });
    expect(back.current()).toMatchObject({ state: 'visited', tasks: [{ action: 'advise', person: 'su' }] });
    expect(told(back.last().notify)).toContainEqual(['toBeCorrected', { person: 'mou' }]);
  });

  it('becomes knowledge once, and never with what tells who somebody is', () => {
    const keep = (input: object, alike: readonly object[] = []) =>
      [{ sound: true, keepBoth: false, question: '叶斑怎么治？', ...input }, { alike }] as const;
    expect(advised().tries(secretary, 'reviewAdvice', ...keep({ answer: '问su。' }))?.code).toBe('personalData');
    expect(advised().tries(secretary, 'reviewAdvice', ...keep({}, [{ id: 'k1', question: '叶斑' }]))?.code).toBe('knownAlready');
    const kept = advised().does(secretary, 'reviewAdvice', ...keep({ replaces: 'k1' }, [{ id: 'k1', question: '叶斑' }]));
    expect(itemsOf(kept.last(), 'knowledge')).toMatchObject([{ replaces: 'k1', topic: '叶斑病' }]);
    expect(kept.tries(secretary, 'reviewAdvice', ...keep({}))?.code).toBe('reviewedAlready');
  });
});

describe('what was done', () => {
  const following = () => advised().does(grower, 'understood', { how: 'read' });
  const followUp = (day: string, done = 'all', more: object = {}) =>
    [
      { day, done, photos: [], ...more },
      { today: '2026-03-31', asked: TODAY, ends },
    ] as const;

  it('is asked about on the day of each measure, and the case closes with an unknown effect where nobody says it', () => {
    const two = {
      diagnosis: '叶斑病',
      measures: [
        { text: '喷药', day: TODAY },
        { text: '清园', day: '2026-03-05' },
      ],
    };
    const guidance = visited().does(su, 'advise', two, data({ inputs: [null, null] }));
    expect(guidance.current().clocks).toMatchObject({ followUp: 'running' });
    guidance.does(clock('followUp'), 'remind', {}, { ends });
    expect(told(guidance.last().notify)).toEqual([
      ['measureDue', { person: 'mou' }],
      ['measureDue', { role: 'stationClerk' }],
    ]);
    expect(guidance.last().clocks).toMatchObject({ start: { followUp: { until: ends['2026-03-05'] } } });
    guidance.does(clock('followUp'), 'remind', {}, { ends });
    expect(guidance.current().clocks).toMatchObject({ followUp: 'stopped', close: 'running' });
    guidance.does(clock('close'), 'lapse');
    expect(guidance.current()).toMatchObject({ state: 'closed', facts: { effect: null } });
  });

  it('later than advised holds the harvest back for longer; what wasn’t done doesn’t', () => {
    expect(
      following()
        .does(clerk, 'followUp', ...followUp('2026-03-06'))
        .current().facts.harvestNotBefore,
    ).toBe('2026-03-13');
    expect(
      following()
        .does(clerk, 'followUp', ...followUp('2026-03-06', 'none'))
        .current().facts.harvestNotBefore,
    ).toBe('2026-03-09');
    // What was answered for before isn't used again.
    const twice = following()
      .does(clerk, 'followUp', ...followUp(TODAY))
      .does(clerk, 'followUp', ...followUp('2026-03-20'));
    expect(twice.current().facts.harvestNotBefore).toBe('2026-03-09');
  });

  it('closes with the last effect that was given, and holds the harvest back all the same', () => {
    const closed = following()
      .does(grower, 'followUp', ...followUp(TODAY, 'all', { effect: 4 }))
      .does(secretary, 'close');
    expect(closed.current()).toMatchObject({ state: 'closed', facts: { effect: 4, harvestNotBefore: '2026-03-09' } });
  });

  it('is said once of a day by the same person: the same again is refused, and what is said anew takes its place', () => {
    const sampled = { gradeSample: { units: 50, premium: 37 } };
    const said = following().does(clerk, 'followUp', ...followUp('2026-03-06', 'all', sampled));
    expect(said.tries(clerk, 'followUp', ...followUp('2026-03-06', 'all', sampled))?.code).toBe('followedUp');
    said.does(clerk, 'followUp', ...followUp('2026-03-06', 'part', sampled));
    said.does(grower, 'followUp', ...followUp('2026-03-06', 'part', sampled));
    expect(said.current().facts.followUps.map(({ by, done }) => [by.id, done])).toEqual([
      ['du', 'part'],
      ['mou', 'part'],
    ]);
  });

  it('isn’t said by growers whose plot it isn’t, nor before anybody was there', () => {
    expect(following().tries({ ...grower, id: 'other' }, 'followUp', ...followUp(TODAY))?.code).toBe('growersOwn');
    expect(planned().tries(grower, 'followUp', ...followUp(TODAY))?.code).toBe('kernel.wrongState');
    expect(following().tries(grower, 'followUp', ...followUp('2020-01-01'))?.code).toBe('dayBefore');
  });

  it('is waited for from the clerk who asked, and from another clerk where that one has left', () => {
    const heard = asked({}, clerk)
      .does(secretary, 'triage', { way: 'visit' }, { candidates, department: null })
      .does(su, 'accept', {}, { open: 0, load: 3 })
      .does(su, 'plan', { at: '2026-03-02T16:00:00+08:00', agreed: 'phone' })
      .does(su, 'visit', { at: place, findings: '霉层', photos: [], withoutAllowance: false }, { month: '2026-03' })
      .does(su, 'advise', spray(), data());
    expect(heard.current().tasks).toMatchObject([{ action: 'understood', person: 'du' }, { action: 'reviewAdvice' }]);
    expect(heard.handedBack(staffWithout([...people, { ...clerk, id: 'second' }], clerk)).current().tasks).toMatchObject([
      { action: 'understood', role: 'stationClerk' },
      { action: 'reviewAdvice' },
    ]);
  });
});

describe('a visit', () => {
  const visit = (at: object) => [{ at, findings: '霉层', photos: [], withoutAllowance: false }, { month: '2026-03' }] as const;

  it('is entered on the plot, after a time was agreed on, with an allowance that a full month refuses', () => {
    expect(planned().tries(su, 'visit', ...visit(place))?.code).toBe('notAgreed');
    const agreed = planned().does(su, 'plan', { at: '2026-03-02T16:00:00+08:00', agreed: 'phone' });
    expect(itemsOf(agreed.last(), 'bookings')).toMatchObject([{ people: ['su'] }]);
    expect(agreed.tries(su, 'visit', ...visit({ lat: 28.58, lon: 121.36 }))?.code).toBe('notOnSpot');
    expect(itemsOf(agreed.does(su, 'visit', ...visit(place)).last(), 'ledger')).toMatchObject([
      { to: 'payable:su', amount: 10_000, cap: { key: 'guidance:su:2026-03', most: 80_000, or: 'refuse' } },
    ]);
  });
});

describe('a matter for a department', () => {
  const symptom = { ...asked().current().facts.symptom, handOver: true };
  const farm = { id: 'farm', en: 'Agriculture Office', zh: '农业办' };
  const handedOver = () => asked({ symptom }).does(secretary, 'triage', { way: 'handOver' }, { candidates, department: farm });

  it('is handed over, and nothing else; it comes back where it isn’t theirs or nobody is there', () => {
    expect(asked({ symptom }).tries(secretary, 'triage', { way: 'visit' }, { candidates, department: null })?.code).toBe(
      'mustHandOver',
    );
    expect(asked({ symptom }).tries(secretary, 'triage', { way: 'handOver' }, { candidates, department: null })?.code).toBe(
      'noDepartment',
    );
    expect(handedOver().current()).toMatchObject({ state: 'handedOver', unit: 'farm', clocks: { handOver: 'running' } });
    expect(handedOver().handedBack(staffWithout(people, handler)).current().tasks).toMatchObject([
      { action: 'returnToSecretary', role: 'leader' },
    ]);
    expect(handedOver().does(leader, 'returnToSecretary', { reason: '无人。' }).current().state).toBe('asked');
    expect(handedOver().does(handler, 'takeUp', { done: '封控。' }).current().state).toBe('closed');
  });

  it('of office isn’t done by the grower, nor by an expert who is related to the co-operative', () => {
    const coop = { id: 'coop-a', en: 'A', zh: '甲' };
    expect(offered({ coop }).tries({ ...su, related: ['coop-a'] }, 'accept', {}, { open: 0, load: 3 })?.code).toBe(
      'kernel.ownMatter',
    );
    expect(
      offered({ coop }).tries(
        secretary,
        'appoint',
        { expert: 'mao', agreed: 'phone' },
        { expert: { ...mao, related: ['coop-a'] } },
      )?.code,
    ).toBe('concerned');
    expect(offered().tries(secretary, 'appoint', { expert: 'tang', agreed: 'phone' }, { expert: grower })?.code).toBe(
      'notAnExpert',
    );
  });
});

it('a product is named with its dose as registered', () => {
  expect(advised().current().facts.advice?.measures[0]?.input).toEqual({
    product: leafGuard.product,
    title: leafGuard.title,
    dose: '800',
    safetyDays: 7,
  });
});
