/** How a meeting is called, by somebody or by a case; how its units say whether they come; and how it is put off or cancelled. */
import { actOn, addParties, attach, hold, link, release } from '../effects/index.ts';
import { answered, askAll, awaited, ended } from '../kernel/answers.ts';
import { moment } from '../kernel/moments.ts';
import { both, clipped, unique } from '../kernel/parts.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import type { Called, Facts, Reply } from './facts.ts';
import { tooSoon } from './parent.ts';
import { excusedIn, quorumOf, sittingOf } from './quorum.ts';
import { everybody, notCalled, spokenFor, unitFor } from './speaking.ts';
import { each, endHeard, LEAD, leaderOf, notify, toUnits } from './telling.ts';
import { type Opening, type RulesOf, STAFF } from './vocabulary.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The hour of whoever comes, which no two meetings have. */
export const repHold = (person: string, at: number, minutes: number) => ({
  resource: `rep:${person}`,
  title: { en: `the time of ${person}`, zh: `${person}的时间` },
  during: { from: at, until: at + minutes * MINUTE },
  full: refuse(
    'samePlaceSameHour',
    'Whoever would come is in another meeting from {from} to {until}. Name somebody else of the unit, or choose another time.',
    '该参会人员在{from}至{until}已有其他会议，请另派人员或另选时间。',
  ),
});

/** Where a unit has nobody else, that one's hour is taken from the call on. */
const onlyOnes = (units: readonly Called[], at: number, minutes: number) =>
  unique(units.flatMap(({ people }) => (people.length === 1 ? people : []))).map((one) => repHold(one, at, minutes));

/** Everybody whose hour the meeting has. */
export const taken = ({ replies, attendance, units }: Facts): readonly string[] =>
  unique([
    ...units.flatMap(({ people }) => (people.length === 1 ? people : [])),
    ...replies.given.flatMap(({ answer }) => (answer.person === null ? [] : [answer.person])),
    ...attendance.map(({ by }) => by),
  ]).map((one) => `rep:${one}`);

const tooFar = (at: number, now: number, aheadDays: number): Refusal | undefined =>
  at > now + aheadDays * DAY
    ? refuse(
        'tooFar',
        `A meeting is held within ${aheadDays} days; choose an earlier time.`,
        `协调会须在${aheadDays}天内召开，请选择更早的时间。`,
      )
    : undefined;

export const calling: Opening = {
  title: { en: 'Call a meeting', zh: '召集现场协调会' },
  description: {
    en: 'Call units together on the spot. To stop acts of a case until something is settled, call it from that case.',
    zh: '召集相关单位到现场协调。如需在事项办结前暂停某案件的办理，请在该案件中召集。',
  },
  event: 'Called',
  by: ['leader', 'renovationLead', 'case'],
  to: ['called'],
  decide: ({ actor, id, now, input, reference, limits }) => {
    const at = Date.parse(input.at);
    const { lead, units, about, subject, quorum, replyBy } = reference;
    if (input.files.length > limits.maxPhotos)
      return refuse('tooManyPhotos', `Send at most ${limits.maxPhotos} photos.`, `最多上传${limits.maxPhotos}张照片。`);
    const wrong = tooSoon(reference, input.at) ?? tooFar(at, now, limits.aheadDays);
    if (wrong) return wrong;
    const calls = about?.calls === true;
    if (input.blocking && (!calls || reference.blocks.length === 0))
      return refuse(
        'blocksNothing',
        calls
          ? 'The table “blockedActs” names no act of this case that a meeting stops. Call it without that, or have a row entered.'
          : 'Only a meeting that its case has called may stop acts of it. Call it from the case, or leave that out.',
        calls
          ? '参数表“blockedActs”未设置该流程可暂停的步骤，请取消该选项，或先补充表格。'
          : '只有由案件召集的协调会方可暂停其办理，请在该案件中召集，或取消该选项。',
      );
    const facts: Facts = {
      ...{ matter: input.matter, subject, where: input.where, at, agenda: input.agenda, residents: input.residents },
      point: input.point ? { lat: input.point.lat, lon: input.point.lon } : null,
      ...{ emergency: input.emergency, remote: input.remote, lead, units, quorum: input.quorum ?? quorum },
      ...{ about: about?.id ?? null, aboutProcess: about?.process ?? null, call: calls ? (input.call ?? null) : null },
      ...{ blocking: input.blocking, blocks: input.blocking ? reference.blocks : [], hour: limits.hourMinutes, replyBy },
      replies: askAll<Reply>(units.map(({ unit }) => unit.id)),
      sittings: [{ n: 1, at, begunAt: null, quorate: null, adjournedAt: null, reason: null, failed: false, excused: [] }],
      ...{ attendance: [], chair: null, items: [], minutes: null, objections: [], listedAt: null, ending: null },
    };
    return {
      state: 'called',
      title: clipped(input.matter),
      unit: lead.unit.id,
      facts,
      effects: [
        hold(...onlyOnes(units, at, limits.hourMinutes)),
        attach(input.files),
        addParties(...everybody(facts).map((person) => ({ role: 'delegate', person }))),
        ...(actor.id.startsWith('case:') ? [] : [addParties({ role: 'caller', person: actor.id })]),
        ...(about ? [link(about.id, 'meetingOf')] : []),
        ...(about && facts.call !== null ? [actOn(about.id, 'meetingOpened', { meeting: id, call: facts.call })] : []),
      ],
      notify: each(toUnits(facts), (to) => notify(to, 'called', { matter: input.matter, at: moment(at), where: input.where })),
    };
  },
};

const ANSWERS = {
  comes: { en: 'comes', zh: '参加' },
  excused: { en: 'can’t come', zh: '请假' },
  delegates: { en: 'sends another unit', zh: '委托其他单位' },
} as const;

export const inviting: RulesOf<'reply' | 'noteSilence' | 'adjourn' | 'cancel' | 'comment'> = {
  reply: {
    title: { en: 'Say whether your unit comes', zh: '答复参会' },
    event: 'Replied',
    by: STAFF,
    // The case is the lead unit’s.
    anywhere: true,
    from: ['called', 'adjourned'],
    guard: ({ current, actor }) => (spokenFor(current, actor, current.facts.units).length > 0 ? undefined : notCalled),
    decide: ({ current, actor, now, input, reference }) => {
      const { facts } = current;
      const unit = unitFor(current, actor, input.unit, current.facts.units);
      if (isRefusal(unit)) return unit;
      const { says, reason, view } = input;
      if (says === 'excused' && (reason === undefined || view === undefined))
        return refuse(
          'viewNeeded',
          'Say why your unit can’t come, and what it says to the matter.',
          '请假须说明理由并提交书面意见。',
        );
      if (says === 'delegates' && (!reference.delegate || reference.delegate.unit.id === unit.unit.id))
        return refuse('delegateNeeded', 'Name the other unit that comes instead.', '请填写受委托的其他单位。');
      const coming = says === 'comes' ? (reference.person ?? actor) : null;
      if (coming && !spokenFor(current, coming, [unit]).length)
        return refuse(
          'notOfUnit',
          `${coming.name} doesn’t speak for ${unit.unit.title.en}; name one of its people.`,
          `${coming.name}不是${unit.unit.title.zh}的人员，请另行指定。`,
        );
      const before = facts.replies.given.find(({ of }) => of === unit.unit.id)?.answer;
      const delegate = says === 'delegates' ? reference.delegate : null;
      const given = {
        of: unit.unit.id,
        by: actor.id,
        at: now,
        answer: { says, person: coming?.id ?? null, reason: reason ?? null, view: view ?? null, delegate },
      };
      const replies = answered<Reply>(facts.replies, given);
      const { n } = sittingOf(facts);
      const gone = says !== 'comes';
      return {
        facts: {
          replies: { ...replies, silent: replies.silent.filter((one) => one !== unit.unit.id) },
          // Whoever excuses itself isn't there, whatever it said before.
          ...(says === 'excused'
            ? { attendance: facts.attendance.filter((one) => one.sitting !== n || one.unit.id !== unit.unit.id) }
            : {}),
        },
        effects: [
          ...(before?.person && (gone || before.person !== coming?.id) ? [release(`rep:${before.person}`)] : []),
          ...(coming ? [hold(repHold(coming.id, facts.at, facts.hour))] : []),
          ...(delegate ? [addParties(...delegate.people.map((person) => ({ role: 'delegate', person })))] : []),
        ],
        notify: [
          notify(LEAD, 'replied', {
            ...both('unit', unit.unit.title),
            ...both('answer', ANSWERS[says]),
            text: reason ?? delegate?.unit.title.zh ?? coming?.name ?? '—',
          }),
          ...(delegate
            ? each(
                delegate.people.map((person) => ({ person })),
                (to) => notify(to, 'called', { matter: facts.matter, at: moment(facts.at), where: facts.where }),
              )
            : []),
        ],
      };
    },
  },
  noteSilence: {
    title: { en: 'Note who hasn’t answered', zh: '登记未答复单位' },
    event: 'SilenceNoted',
    by: ['clock:reply'],
    from: ['called', 'adjourned'],
    decide: ({ current: { facts }, now }) => {
      const silent = awaited(facts.replies);
      return {
        facts: { replies: ended(facts.replies, now) },
        notify: facts.units
          .filter(({ unit }) => silent.includes(unit.id))
          .map((one) =>
            notify(leaderOf(one), 'noReply', { ...both('unit', one.unit.title), matter: facts.matter, at: moment(facts.at) }),
          ),
      };
    },
  },
  adjourn: {
    title: { en: 'Put off', zh: '延期' },
    description: {
      en: 'Propose another time. Where too few came, the next meeting may begin with those who are there.',
      zh: '另定时间。因到会不足延期的，下次会议可由到会单位召开。',
    },
    event: 'Adjourned',
    by: STAFF,
    from: ['called', 'adjourned', 'inSession'],
    to: ['adjourned'],
    decide: ({ current, now, input, reference, limits }) => {
      const { facts, state } = current;
      const at = Date.parse(input.at);
      const wrong = tooSoon(reference, input.at) ?? tooFar(at, now, limits.aheadDays);
      if (wrong) return wrong;
      const last = sittingOf(facts);
      const failed = state !== 'inSession' && now >= last.at && !quorumOf(facts).reached;
      const next = {
        n: last.n + 1,
        at,
        begunAt: null,
        quorate: null,
        adjournedAt: null,
        reason: null,
        failed: false,
        excused: [],
      };
      const asked: Facts = { ...facts, replies: askAll<Reply>(facts.units.map(({ unit }) => unit.id)) };
      return {
        state: 'adjourned',
        reason: input.reason,
        facts: {
          at,
          replyBy: reference.replyBy,
          replies: asked.replies,
          sittings: [
            ...facts.sittings.slice(0, -1),
            { ...last, adjournedAt: now, reason: input.reason, failed, excused: excusedIn(facts) },
            next,
          ],
        },
        clocks: {
          stop: [
            ...(current.clocks.reply === 'running' ? (['reply'] as const) : []),
            ...(state === 'inSession' ? [] : (['begin'] as const)),
          ],
          start: { reply: { until: reference.replyBy }, begin: { until: at } },
        },
        effects: [release(...taken(facts)), hold(...onlyOnes(facts.units, at, facts.hour))],
        notify: each(toUnits(asked), (to) =>
          notify(to, 'adjourned', { at: moment(at), matter: facts.matter, reason: input.reason }),
        ),
      };
    },
  },
  cancel: {
    title: { en: 'Cancel', zh: '取消会议' },
    event: 'Cancelled',
    by: STAFF,
    from: ['called', 'adjourned'],
    to: ['cancelled'],
    guard: ({ current: { facts } }) =>
      facts.items.length > 0
        ? refuse(
            'itemsResolved',
            'Something was resolved already: write the minutes, and drop items that aren’t needed.',
            '会议已形成决议，请先形成纪要，再取消不需要的事项。',
          )
        : undefined,
    decide: ({ current, actor, input: { reason } }) => {
      const { facts } = current;
      return {
        state: 'cancelled',
        reason,
        facts: { ending: { by: actor.id, reason } },
        effects: [release(...taken(facts)), ...endHeard(current, facts, 'cancelled')],
        notify: each(toUnits(facts), (to) => notify(to, 'cancelled', { matter: facts.matter, reason })),
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '留言' },
    event: 'Commented',
    by: [...STAFF, 'meetingSecretary', 'renovationLead', 'auditor'],
    anywhere: true,
    from: ['called', 'inSession', 'adjourned', 'concluded', 'following', 'closed', 'cancelled'],
    decide: () => ({}),
  },
};
