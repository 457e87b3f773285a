import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, type Played, person, play, START } from '../../../testing/play.ts';
import type { Called, Facts } from '../../../workflows/coordination-meeting/facts.ts';
import { blockedAct } from '../../../workflows/coordination-meeting/parent.ts';
import { needed } from '../../../workflows/coordination-meeting/quorum.ts';
import { coordinationMeeting } from '../../../workflows/coordination-meeting/rules.ts';
import type { Reference } from '../../../workflows/coordination-meeting/vocabulary.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import { deadEnds, staffWithout } from '../leaving.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const called = (id: string, ...people: string[]): Called => ({ unit: { id, title: { en: id, zh: id } }, people });
const of = (unit: string, id: string, role = 'handler') => person(id, role, { units: [unit] });
const lead = called('housing', 'mao');
const [gas, water, power] = [called('gas', 'tang', 'mei'), called('water', 'jiao', 'yuan'), called('power', 'ruan')] as const;
const [mao, pan, jiang] = [of('housing', 'mao'), of('housing', 'pan', 'shiftLeader'), of('housing', 'jiang', 'leader')] as const;
const [tang, jiao, ruan] = [of('gas', 'tang'), of('water', 'jiao'), of('power', 'ruan')] as const;
const secretary = person('gu', 'meetingSecretary');

const at = START + 4 * HOUR;
type Opening = { input?: object; found?: Partial<Reference['start']>; actor?: typeof mao };
const opening = ({ input = {}, found = {}, actor = otherCase('MR-1') }: Opening = {}) => ({
  ...{ id: 'CM-1', now: START, actor },
  input: {
    ...{ matter: 'The lane', where: 'Lane 6', point: { lat: 30, lon: 120 }, at: new Date(at).toISOString(), units: [] },
    ...{ agenda: ['Where to dig'], emergency: false, remote: false, blocking: true, residents: [], files: [], call: 1 },
    ...input,
  },
  reference: {
    ...{ subject: null, lead, units: [gas, water, power], quorum: 667, earliest: START + 2 * HOUR, replyBy: START + 2 * HOUR },
    ...{ about: { id: 'MR-1', process: 'microRenovation', calls: true }, blocks: ['startLot'] },
    ...found,
  },
});
const open = (more?: Opening): Played<Facts> => play<Facts>(coordinationMeeting, opening(more));
const why = (more?: Opening) => {
  const decision = decideStart(coordinationMeeting, opening(more));
  return 'code' in decision ? decision.code : undefined;
};

const spot = { place: { lat: 30, lon: 120 }, remote: false };
const nobody = { delegate: null, person: null };
const excused = { says: 'excused', reason: 'Ill', view: 'Dig elsewhere' };
/** At the moment of the meeting, with these units there. */
const there = (played: Played<Facts>, ...who: (typeof mao)[]): Played<Facts> => {
  played.later((played.current().facts.at - played.now()) / HOUR - 1);
  for (const actor of who) played.does(actor, 'checkIn', spot);
  return played;
};
const begun = (...who: (typeof mao)[]) => there(open(), mao, ...who).does(mao, 'begin');
const inSession = () => begun(tang, jiao, ruan);
const due = START + 10 * DAY;
const resolved = (played: Played<Facts>, owner: string, more: object = {}) =>
  played.does(
    mao,
    'resolve',
    { text: `Trench by ${owner}`, owner, due: '', blocking: false, proof: 'none', ...more },
    { due, person: null },
  );
const told = (played: Played<Facts>, notice: string) => (played.last().notify ?? []).filter((one) => one.notice === notice);
const holds = (played: Played<Facts>) =>
  itemsOf(played.last(), 'holds').map((one) => {
    const { op, resource } = one as { op: string; resource: string };
    return `${op} ${resource}`;
  });
const item = (played: Played<Facts>, n = 1) => played.current().facts.items[n - 1] as Facts['items'][number];
const waitsFor = (played: Played<Facts>) =>
  played.current().tasks.map(({ action, person: who, role }) => `${action} ${who ?? role}`);
const heard = (played: Played<Facts>) => itemsOf(played.last(), 'acts').map((one) => one as { action: string; input: object });

describe('a meeting is called', () => {
  it('not too soon and not too far ahead, and stops a case only where that has called it', () => {
    expect(why()).toBeUndefined();
    expect(why({ found: { earliest: at + 1 } })).toBe('tooSoon');
    expect(why({ input: { at: new Date(START + 31 * DAY).toISOString() } })).toBe('tooFar');
    expect(why({ found: { blocks: [] } })).toBe('blocksNothing');
    expect(why({ found: { about: { id: 'MR-1', process: 'microRenovation', calls: false } } })).toBe('blocksNothing');
    expect(why({ found: { about: null }, input: { blocking: false }, actor: jiang })).toBeUndefined();
  });

  it('and takes the hour of a unit’s only representative from the call on, that of others when they are named', () => {
    expect(holds(open())).toEqual(['hold rep:ruan']);
    expect(holds(open().does(tang, 'reply', { says: 'comes' }, nobody))).toEqual(['hold rep:tang']);
  });

  it('and each unit answers once for all its people; the leaders of those that don’t are told', () => {
    const played = open().does(tang, 'reply', { says: 'comes' }, nobody);
    expect(waitsFor(played)).toEqual(['reply jiao', 'reply yuan', 'reply ruan', 'begin shiftLeader']);
    played.does(clock('reply'), 'noteSilence');
    expect(told(played, 'noReply').map(({ to }) => to)).toEqual([
      { role: 'leader', unit: 'water' },
      { role: 'leader', unit: 'power' },
    ]);
    // An answer that comes later counts still.
    expect(played.does(jiao, 'reply', { says: 'comes' }, nobody).current().facts.replies.silent).toEqual(['power']);
    expect(played.tries(jiao, 'reply', { says: 'excused' }, nobody)?.code).toBe('viewNeeded');
    expect(played.tries(of('fire', 'sun'), 'reply', { says: 'comes' }, nobody)?.code).toBe('notCalled');
    expect(played.tries(jiao, 'reply', { says: 'comes' }, { ...nobody, person: tang })?.code).toBe('notOfUnit');
  });

  it('and another unit may come in the place of one', () => {
    const played = open().does(jiao, 'reply', { says: 'delegates' }, { delegate: called('fire', 'sun'), person: null });
    expect(there(played, of('fire', 'sun')).current().facts.attendance).toMatchObject([{ unit: { id: 'water' }, by: 'sun' }]);
  });
});

describe('a quorum', () => {
  it.each([
    [1, 667, 1],
    [2, 667, 2],
    [3, 667, 2],
    [5, 667, 4],
    [12, 667, 8],
    [12, 1000, 12],
  ])('of %i units at %i per mille are %i', (units, share, many) => expect(needed(units, share)).toBe(many));

  it('is the lead unit and two thirds of the others', () => {
    expect(there(open(), tang, jiao, ruan).tries(mao, 'begin')?.code).toBe('noQuorum');
    expect(there(open(), mao, tang).tries(mao, 'begin')?.code).toBe('noQuorum');
    expect(begun(tang, ruan).current()).toMatchObject({
      state: 'inSession',
      facts: { chair: 'mao', sittings: [{ quorate: true }] },
    });
  });

  it('is missed where a unit excuses itself before the beginning, though it had checked in', () => {
    const played = there(open(), mao, tang, jiao).does(jiao, 'reply', excused, nobody);
    expect(played.tries(mao, 'begin')?.code).toBe('noQuorum');
  });

  it('isn’t needed after a meeting to which too few came; those who aren’t there are told', () => {
    const again = { at: new Date(at + 2 * DAY).toISOString(), reason: 'Water is missing' };
    const times = { earliest: START, replyBy: at + DAY };
    const failed = there(open(), mao, tang).does(mao, 'adjourn', again, times);
    expect(failed.current()).toMatchObject({ state: 'adjourned', facts: { sittings: [{ failed: true }, { n: 2 }] } });
    there(failed, mao).does(mao, 'begin');
    expect(failed.current().facts.sittings[1]?.quorate).toBe(false);
    expect(told(failed, 'begunWithout')).toHaveLength(5);
    // Put off before it was to begin, it hasn’t failed.
    const early = open().does(mao, 'adjourn', again, times);
    expect(there(early, mao).tries(mao, 'begin')?.code).toBe('noQuorum');
  });
});

it('who comes shows that they are near, not before the hour, and once', () => {
  expect(
    open({ found: { replyBy: at }, input: { at: new Date(at + DAY).toISOString() } }).tries(tang, 'checkIn', spot)?.code,
  ).toBe('tooEarly');
  const played = there(open(), tang);
  expect(played.tries(tang, 'checkIn', spot)?.code).toBe('alreadyThere');
  expect(played.tries(jiao, 'checkIn', { remote: false })?.code).toBe('notThere');
  expect(played.tries(jiao, 'checkIn', { remote: false, place: { lat: 30.01, lon: 120 } })?.code).toBe('notThere');
  expect(played.tries(jiao, 'checkIn', { remote: true })?.code).toBe('notFromAfar');
});

describe('an item', () => {
  it('of a unit that isn’t there binds it only when the leader says so', () => {
    const absent = () => resolved(begun(tang, ruan), 'water').does(mao, 'conclude');
    expect(item(absent()).state).toBe('waiting');
    expect(waitsFor(absent())).toEqual(['bind leader']);
    expect(waitsFor(absent().does(jiang, 'bind', { item: 1, bound: true, reason: 'Yours' }))).toEqual(['done jiao', 'done yuan']);
    expect(item(absent().does(jiang, 'bind', { item: 1, bound: false, reason: 'Not yours' })).state).toBe('dropped');
  });

  it('waits for the leader where its owner disagrees, and not where another unit does', () => {
    const played = resolved(inSession(), 'gas').does(jiao, 'stand', { item: 1, stance: 'disagree', words: 'Too deep' });
    expect(item(played).state).toBe('open');
    expect(item(played.does(tang, 'stand', { item: 1, stance: 'disagree', words: 'Not ours' })).state).toBe('waiting');
    expect(item(played.does(tang, 'stand', { item: 1, stance: 'agree' })).state).toBe('open');
    expect(played.tries(tang, 'stand', { item: 1, stance: 'reserve' })?.code).toBe('wordsNeeded');
    expect(resolved(begun(tang, ruan), 'gas').tries(jiao, 'stand', { item: 1, stance: 'agree' })?.code).toBe('notPresent');
  });

  it('has one owner that was called, and a day to come', () => {
    const tries = (owner: string, until: number) => {
      const asked = { text: 'x', owner, due: '', blocking: false, proof: 'none' };
      return inSession().tries(mao, 'resolve', asked, { due: until, person: null })?.code;
    };
    expect(tries('fire', due)).toBe('ownerNotCalled');
    expect(tries('gas', START)).toBe('dueTooEarly');
    expect(tries('gas', due)).toBeUndefined();
  });

  it('that blocks stops the acts of its case until it is settled, and names its owner', () => {
    const stopped = blockedAct('MR-1', 'startLot');
    const played = resolved(inSession(), 'gas', { blocking: true });
    expect(itemsOf(played.last(), 'holds')).toMatchObject([
      { op: 'hold', resource: stopped, shared: true, title: { en: 'Item 1 “Trench by gas” (gas)' } },
    ]);
    // With a second one they stay stopped; with the first settled, by the other.
    resolved(played, 'water', { blocking: true });
    expect(itemsOf(played.last(), 'holds')).toMatchObject([
      { op: 'release', resource: stopped },
      { title: { en: 'Item 1 “Trench by gas” (gas) and 1 more' } },
    ]);
    played.does(mao, 'conclude').does(mao, 'drop', { item: 1, reason: 'Not needed' });
    expect(holds(played)).toEqual([]);
    played.does(jiang, 'decideDrop', { item: 1, agreed: true });
    expect(itemsOf(played.last(), 'holds')).toMatchObject([
      { op: 'release' },
      { title: { en: 'Item 2 “Trench by water” (water)' } },
    ]);
    expect(heard(played)).toMatchObject([{ action: 'meetingItem', input: { item: { n: 1, state: 'dropped' } } }]);
    played.does(jiao, 'done', { item: 2, text: 'Dug', photos: [] }).does(secretary, 'check', { item: 2, passed: true });
    expect(holds(played)).toEqual([`release ${stopped}`]);
  });

  it('is done with the proof that is wanted, and checked by somebody of another unit; what fails goes back', () => {
    const played = resolved(inSession(), 'gas', { proof: 'paper' }).does(mao, 'conclude');
    expect(played.tries(jiao, 'done', { item: 1, text: 'x', photos: [] })?.code).toBe('notCalled');
    expect(played.tries(tang, 'done', { item: 1, text: 'x', photos: [] })?.code).toBe('proofMissing');
    played.does(tang, 'done', { item: 1, text: 'Planned', paper: 'G-7', photos: [] });
    expect(waitsFor(played)).toEqual(['check meetingSecretary']);
    const own = { ...tang, grants: [...tang.grants, { role: 'meetingSecretary' }] };
    expect(played.tries(own, 'check', { item: 1, passed: true })?.code).toBe('ownItem');
    expect(played.tries({ ...secretary, related: ['tang'] }, 'check', { item: 1, passed: true })?.code).toBe('ownItem');
    played.does(secretary, 'check', { item: 1, passed: false, words: 'No depth' });
    expect(item(played)).toMatchObject({ state: 'open', sentBack: 1 });
  });

  it('has more time from the chair once, then from the leader, and past the case’s day from whoever handles that', () => {
    const played = resolved(inSession(), 'gas').does(mao, 'conclude');
    const found = (until: number, handlesCase = false) => ({ due: until, caseDue: due + 5 * DAY, handlesCase });
    const asked = { item: 1, due: '', reason: 'Rain' };
    expect(played.tries(mao, 'extend', asked, found(due))?.code).toBe('noLater');
    expect(played.tries(mao, 'extend', asked, found(due + 6 * DAY))?.code).toBe('pastCaseDue');
    expect(played.tries(tang, 'extend', asked, found(due + DAY))?.code).toBe('notChair');
    played.does(mao, 'extend', asked, found(due + DAY));
    expect(played.tries(mao, 'extend', asked, found(due + 2 * DAY))?.code).toBe('leaderExtends');
    expect(item(played.does(jiang, 'extend', asked, found(due + 6 * DAY, true))).due).toBe(due + 6 * DAY);
  });

  it('goes over to another unit that accepts it; where that doesn’t, the leader decides', () => {
    const fire = called('fire', 'sun');
    const sun = of('fire', 'sun');
    const handed = () =>
      resolved(inSession(), 'gas')
        .does(mao, 'conclude')
        .does(tang, 'handOn', { item: 1, to: 'fire', reason: 'Theirs' }, { to: fire });
    expect(item(handed().does(sun, 'answerHandOn', { item: 1, accepted: true })).owner).toEqual(fire);
    const declined = handed().does(sun, 'answerHandOn', { item: 1, accepted: false, words: 'No' });
    expect(waitsFor(declined)).toEqual(['bind leader', 'done tang', 'done mei']);
    expect(item(declined).owner).toEqual(gas);
    expect(item(declined.does(jiang, 'bind', { item: 1, bound: true, reason: 'Theirs' })).owner).toEqual(fire);
  });

  it('is reminded of at 80, 100 and 200 per cent, each once, and then week by week in a list', () => {
    const played = resolved(inSession(), 'gas').does(mao, 'conclude').does(clock('object'), 'goOn');
    const { from } = item(played);
    const reminded = (moment: number) => {
      played.later((moment - played.now()) / HOUR - 1).does(clock('reminder'), 'remindItems');
      return (played.last().notify ?? []).map(({ notice }) => notice);
    };
    expect(reminded(Math.ceil(from + 0.8 * (due - from)))).toEqual(['itemDue', 'itemDue']);
    expect(reminded(due)).toEqual(['itemOver', 'itemOver', 'itemOver']);
    expect(reminded(due + 7 * DAY)).toEqual(['overdueList', 'overdueList', 'overdueList']);
    expect(reminded(2 * due - from)).toEqual(['itemOver', 'itemOver']);
    expect(reminded(2 * due - from + HOUR)).toEqual([]);
    expect(reminded(due + 14 * DAY)).toEqual(['overdueList', 'overdueList', 'overdueList']);
    expect(item(played).told).toEqual([80, 100, 200]);
  });
});

describe('minutes', () => {
  it('say by the record who was there, whatever is written beside them', () => {
    const played = there(open().does(jiao, 'reply', excused, nobody), mao, tang, ruan).does(mao, 'begin');
    played.does(mao, 'conclude', { remarks: 'Water was there.' });
    expect(played.current().facts.minutes?.units.map(({ unit, was }) => [unit.id, was])).toEqual([
      ['housing', 'onTime'],
      ['gas', 'late'],
      ['water', 'excused'],
      ['power', 'late'],
    ]);
    expect(played.tries(jiao, 'checkIn', spot)?.code).toBe('kernel.wrongState');
    played.does(jiao, 'objectToMinutes', { text: 'We were there.' });
    expect(played.tries(jiao, 'objectToMinutes', { text: 'Again' })?.code).toBe('objectedAlready');
    played.does(mao, 'answerObjection', { objection: 1, amended: true, words: 'Noted' });
    expect(played.current().facts.minutes?.units[2]).toMatchObject({ was: 'excused', view: 'Dig elsewhere' });
    expect(played.current().facts.objections).toMatchObject([{ text: 'We were there.', amended: true, words: 'Noted' }]);
  });

  it('stand after two days, and the meeting is over when all items are settled', () => {
    expect(inSession().does(mao, 'conclude').does(clock('object'), 'goOn').current().state).toBe('closed');
    const played = resolved(inSession(), 'gas').does(mao, 'conclude').does(clock('object'), 'goOn');
    expect(played.current().state).toBe('following');
    played.does(tang, 'done', { item: 1, text: 'Done', photos: [] }).does(secretary, 'check', { item: 1, passed: true });
    expect(played.current().state).toBe('closed');
    expect(heard(played).map(({ action }) => action)).toEqual(['meetingItem', 'meetingEnded']);
  });
});

describe('where people and units go', () => {
  const people = [mao, pan, jiang, tang, of('gas', 'mei'), jiao, of('water', 'yuan'), ruan, secretary];

  it('the successor has the work of a dissolved unit, with its due day', () => {
    const played = resolved(inSession(), 'water').does(mao, 'conclude');
    const bureau = called('bureau', 'shen');
    played.does(otherCase('CM-1'), 'takeOver', { unit: 'water' }, { to: bureau });
    expect(item(played)).toMatchObject({ owner: bureau, due, state: 'open' });
    expect(waitsFor(played)).toEqual(['done shen']);
    expect(played.tries(otherCase('CM-2'), 'takeOver', { unit: 'bureau' }, { to: null })?.code).toBe('notItself');
    // Where nobody has it, the lead unit hears of it and names one.
    expect(told(played.does(otherCase('CM-1'), 'takeOver', { unit: 'bureau' }, { to: null }), 'noSuccessor')).toHaveLength(1);
  });

  it('the lead unit names another where an owner has nobody left', () => {
    const played = resolved(inSession(), 'water').does(mao, 'conclude');
    played.handedBack(staffWithout(people, jiao, of('water', 'yuan')));
    expect(waitsFor(played)).toContain('takeOver shiftLeader');
  });

  it('there is a way out of every state', () => {
    const states = [
      open(),
      inSession(),
      resolved(begun(tang, ruan), 'water').does(mao, 'conclude'),
      resolved(inSession(), 'water').does(mao, 'conclude').does(clock('object'), 'goOn'),
    ];
    expect(states.flatMap((played) => deadEnds(coordinationMeeting, played, people))).toEqual([]);
  });
});
