/** How units look along, each once: who is silent is asked through the unit’s leader, and counts as without a view in the end. */
import { answered, awaited, ended, mayAnswer, withoutThose } from '../kernel/answers.ts';
import { type Actor, type Gone, type Refusal, refuse } from '../kernel/process.ts';
import { approved } from './committing.ts';
import { unpaid } from './ending.ts';
import { type Facts, REJECT_GROUNDS } from './facts.ts';
import { FIRM, notify } from './telling.ts';
import type { Application, Done, RulesOf } from './vocabulary.ts';

type View = 'agree' | 'object' | 'noView';

const reviewOf = ({ joint }: Facts): NonNullable<Facts['joint']> => {
  if (joint === null) throw new RangeError('A joint review has units that were asked.');
  return joint;
};

/** The unit for which somebody answers. */
const unitOf = ({ jointUnits }: Facts, { id }: Pick<Actor, 'id'>): string | undefined =>
  jointUnits.find(({ people }) => people.includes(id))?.unit;

const onlyAsked = ({ facts }: Application, actor: Actor): Refusal | undefined => {
  const unit = unitOf(facts, actor);
  if (facts.joint === null || unit === undefined)
    return refuse(
      'notAsked',
      'Your unit wasn’t asked, or somebody else answers for it. Leave it to them.',
      '未征求您所在单位的意见，或由其他人员答复。',
    );
  return mayAnswer(facts.joint, unit)
    ? undefined
    : refuse(
        'reviewOver',
        'The joint review is over; tell the leader what you have to say.',
        '联审已结束，有意见请向分管领导反映。',
      );
};

export const objections = ({ joint }: Pick<Facts, 'joint'>) =>
  (joint?.given ?? []).filter(({ answer }) => answer.view === 'object');

/** Goes on once nobody is waited for: without an objection it is approved, with one the leader rules. */
const goingOn = (current: Application, joint: NonNullable<Facts['joint']>, facts: Partial<Facts> = {}): Done => {
  const known = { ...facts, joint };
  if (awaited(joint).length > 0) return { facts: known };
  return objections({ joint }).length === 0
    ? approved(current, known)
    : { facts: known, notify: [notify({ role: 'leader' }, 'toRule')] };
};

const answer = (view: View, en: string, zh: string) =>
  ({
    title: { en, zh },
    by: ['jointReviewer', 'leader'],
    // Whoever is asked answers for their unit, wherever the case lies.
    anywhere: true,
    from: ['jointReview'],
    to: ['approved'],
    guard: ({ current, actor }: { readonly current: Application; readonly actor: Actor }) => onlyAsked(current, actor),
    decide: ({
      current,
      actor,
      now,
      input: { ground },
    }: {
      readonly current: Application;
      readonly actor: Actor;
      readonly now: number;
      readonly input: { readonly ground?: string | undefined };
    }): Done =>
      goingOn(
        current,
        answered(reviewOf(current.facts), {
          ...{ of: unitOf(current.facts, actor) ?? '', by: actor.id, at: now },
          answer: { view, ground: ground ?? null },
        }),
      ),
  }) as const;

export const joint: RulesOf<'agree' | 'object' | 'noView' | 'jointOver' | 'rule'> = {
  agree: { ...answer('agree', 'Agree', '同意'), event: 'Agreed' },
  object: { ...answer('object', 'Object', '不同意'), event: 'Objected' },
  noView: { ...answer('noView', 'No view', '无意见'), event: 'NoViewGiven' },
  jointOver: {
    title: { en: 'Time to answer over', zh: '联审到期' },
    description: {
      en: 'First the silent units’ leaders are asked, then silence counts as no view.',
      zh: '先转未答复单位负责人，再逾期视为无意见。',
    },
    event: 'JointTimeOver',
    by: ['clock:joint'],
    from: ['jointReview'],
    to: ['approved'],
    decide: ({ current, now, reference: { leaders } }) => {
      const { facts } = current;
      const review = reviewOf(facts);
      if (awaited(review).length === 0) return {};
      if (facts.atLeaders) return goingOn(current, ended(review, now));
      // A unit that is there no more drops out; so does one that nobody leads.
      const there = leaders.filter(({ people }) => people.length > 0);
      const gone = awaited(review).filter((unit) => !there.some((one) => one.unit === unit));
      const jointUnits = facts.jointUnits.map((one) => there.find(({ unit }) => unit === one.unit) ?? one);
      const outcome = goingOn(current, withoutThose(review, gone), { jointUnits, atLeaders: true });
      return {
        ...outcome,
        notify: [
          ...(outcome.notify ?? []),
          ...there.flatMap(({ people }) => people.map((person) => notify({ person }, 'silentUnit'))),
        ],
      };
    },
  },
  rule: {
    title: { en: 'Rule on objections', zh: '裁定异议' },
    event: 'Ruled',
    by: ['leader'],
    from: ['jointReview'],
    to: ['approved', 'rejected'],
    apart: [
      { did: 'assess', who: ({ assessedBy }) => assessedBy },
      { did: 'object', who: (facts) => objections(facts).map(({ by }) => by) },
    ],
    guard: ({ current: { facts } }) =>
      facts.joint !== null && awaited(facts.joint).length === 0
        ? undefined
        : refuse(
            'reviewGoesOn',
            'Units are still to answer. Wait for them, or for the end of their time.',
            '尚有单位未答复，请待其答复或期满。',
          ),
    decide: ({ current, input: { uphold, reason } }) => {
      if (uphold) return { ...approved(current, {}), reason };
      const outcome = unpaid(current, 'rejected', { next: null });
      const [groundEn, groundZh] = REJECT_GROUNDS.objection;
      return {
        ...outcome,
        reason,
        facts: { ...outcome.facts, ground: 'objection' },
        notify: [notify(FIRM, 'rejected', { groundEn, groundZh, reason })],
      };
    },
  },
};

/** Reviewers who have left answer for nobody; a unit of whom nobody is left drops out. */
export const withoutGone = (current: Application, { left, withoutRole }: Gone): Done => {
  const { facts } = current;
  if (current.state !== 'jointReview' || facts.joint === null || facts.joint.endedAt !== null) return {};
  const gone = [...left, ...withoutRole];
  const jointUnits = facts.jointUnits.map((one) => ({ ...one, people: one.people.filter((person) => !gone.includes(person)) }));
  const empty = jointUnits.filter(({ people }) => people.length === 0).map(({ unit }) => unit);
  return goingOn(current, withoutThose(facts.joint, empty), { jointUnits });
};
