/** Like demands of several firms become one: the desk groups them, one of them is worked on, and each firm has its answer. */
import { actOn, type Effect, hold, release } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { both, unique } from '../kernel/parts.ts';
import { refuse, type Title } from '../kernel/process.ts';
import type { Answer, Facts } from './facts.ts';
import { notInGroup, onlyFrom } from './guards.ts';
import type { Inputs } from './inputs.ts';
import { KINDS, titleIn } from './kinds.ts';
import { FIRM, notify, theHandler } from './telling.ts';
import { type DemandOutcome, type EnterpriseDemand, type LikeDemand, OPEN, type RulesOf } from './vocabulary.ts';

/** Tells all who are answered with this demand what has happened. */
export const tellMembers = ({ facts }: EnterpriseDemand, news: Inputs['hearGroup']): readonly Effect[] =>
  facts.members.filter(({ open }) => open).map(({ demand }) => actOn(demand, 'hearGroup', news));

/** An answer as those hear it who are answered with it. */
export const told = ({ kind, text, ground, until, by, onTime, coSigner }: Answer) => ({
  kind,
  text,
  ground,
  until,
  by,
  onTime,
  coSigner,
});

/** No demand is in two groups. */
const held = (demand: string): string => `demand:${demand}`;
const titleOf = (demand: string): Title => ({ en: `the demand ${demand}`, zh: `诉求${demand}` });
const holdOf = (demand: string): Effect =>
  hold({
    resource: held(demand),
    title: titleOf(demand),
    full: refuse(
      'groupedAlready',
      `${demand} is in another group; leave it out, or take it out of that one first.`,
      `${demand}已归入其他诉求，请勿填写，或先将其移出。`,
    ),
  });

const numbers = (demands: readonly { readonly id: string }[]): string => demands.map(({ id }) => id).join(', ');

/** Demands that can't be answered with this one, and why. */
const unfit = ({ id, facts }: EnterpriseDemand, demands: readonly LikeDemand[]) => {
  const grouped = demands.filter((one) => one.grouped || one.id === id);
  if (grouped.length > 0)
    return refuse(
      'groupedAlready',
      `${numbers(grouped)}: in a group already, or this very demand. Leave it out.`,
      `${numbers(grouped)}已归并或即本件，请勿填写。`,
    );
  const late = demands.filter(({ state }) => !['filed', 'routed', 'handling'].includes(state));
  if (late.length > 0)
    return refuse(
      'answeredAlready',
      `${numbers(late)}: answered, or waiting for the firm. Leave it out.`,
      `${numbers(late)}已答复或正待企业回复，请勿填写。`,
    );
  const others = demands.filter(({ category }) => category !== facts.category.code);
  return others.length > 0
    ? refuse('otherCategory', `${numbers(others)}: of another category. Leave it out.`, `${numbers(others)}类别不同，请勿填写。`)
    : undefined;
};

/** What a demand hears of its group as its own answer. */
const heard = ({ facts }: EnterpriseDemand, input: Inputs['hearGroup'], now: number): Facts['answers'] => [
  ...facts.answers,
  {
    kind: input.kind ?? 'explained',
    text: input.text,
    ground: input.ground ?? null,
    until: input.until ?? null,
    by: input.by ?? '',
    at: now,
    onTime: input.onTime ?? true,
    coSigner: input.coSigner ?? null,
    byLeader: false,
  },
];

/** Goes on by itself, in the department that had it last. */
const alone = (reason: string): DemandOutcome => ({
  state: 'routed',
  reason,
  facts: { follows: null, handler: null, longTermUntil: null },
  notify: [notify({ role: 'handler' }, 'alone', { reason }), notify(FIRM, 'alone', { reason })],
});

const FOLLOWING = ['handling', 'longTerm'] as const;

export const grouping: RulesOf<'group' | 'followGroup' | 'memberJoined' | 'memberLeft' | 'hearGroup' | 'ungroup'> = {
  group: {
    title: { en: 'Group like demands', zh: '归并同类诉求' },
    description: {
      en: 'They are answered with this one. Each firm confirms for itself, and reads nothing of the others.',
      zh: '同类诉求随本件一并办理，各企业分别确认，互不可见。',
    },
    event: 'Grouped',
    by: ['dispatcher'],
    from: ['routed', 'handling'],
    guard: notInGroup,
    decide: ({ current, input, reference: { demands }, limits }) => {
      const wrong = unfit(current, demands);
      if (wrong) return wrong;
      const { facts, id } = current;
      const firms = unique([
        facts.firm,
        ...facts.members.filter(({ open }) => open).map(({ firm }) => firm),
        ...demands.map(({ firm }) => firm),
      ]);
      if (firms.length < limits.groupFrom)
        return refuse(
          'tooFewFirms',
          `Like demands of ${limits.groupFrom} firms at least become one; these are ${firms.length}. Have each answered by itself.`,
          `至少${limits.groupFrom}家企业的同类诉求方可归并，现为${firms.length}家，请分别答复。`,
        );
      const department = facts.routing?.unit ?? { id: current.unit ?? '', title: titleOf(id) };
      return {
        confidential: true,
        reason: input.reason,
        effects: [
          holdOf(id),
          ...demands.map((one) => holdOf(one.id)),
          ...demands.map((one) => actOn(one.id, 'followGroup', { department, handler: facts.handler, reason: input.reason })),
        ],
        notify: [notify(theHandler(current), 'groupFormed', { firms: firms.length, reason: input.reason })],
      };
    },
  },
  followGroup: {
    title: { en: 'Be answered with others', zh: '归并办理' },
    event: 'FollowsGroup',
    by: ['case'],
    from: ['filed', 'routed', 'handling'],
    to: ['handling'],
    guard: ({ current: { facts } }) =>
      facts.follows !== null || facts.members.length > 0
        ? refuse('groupedAlready', 'It is in a group already.', '本件已归并。')
        : undefined,
    decide: ({ current: { facts }, actor, now, input }) => {
      const lead = actor.id.slice('case:'.length);
      return {
        state: 'handling',
        unit: input.department.id,
        reason: input.reason,
        facts: {
          follows: lead,
          matter: lead,
          handler: input.handler,
          acceptedAt: facts.acceptedAt ?? now,
          objection: facts.objection?.ruledAt === null ? null : facts.objection,
          routing: { unit: input.department, why: 'desk', by: null, at: now },
          extensionAsked: null,
          toSign: null,
        },
        effects: [actOn(lead, 'memberJoined', { firm: facts.firm, name: facts.firmName })],
        notify: [notify(FIRM, 'grouped', { reason: input.reason })],
      };
    },
  },
  memberJoined: {
    title: { en: 'Note a firm of the group', zh: '登记归并企业' },
    event: 'MemberJoined',
    by: ['case'],
    from: [...OPEN, 'closed', 'converted', 'withdrawn'],
    decide: ({ current, actor, input }) => {
      const { facts, state, id } = current;
      const demand = actor.id.slice('case:'.length);
      const others = facts.members.filter((one) => one.demand !== demand);
      const last = facts.answers.at(-1);
      // What happened before it had joined it hears now.
      const news: readonly Effect[] =
        state === 'withdrawn' || state === 'converted' || (state === 'closed' && !last)
          ? [actOn(demand, 'hearGroup', { news: 'ended', text: '—' })]
          : last && (state === 'answered' || state === 'closed' || state === 'longTerm')
            ? [actOn(demand, 'hearGroup', { news: state === 'longTerm' ? 'longTerm' : 'answered', ...told(last) })]
            : [];
      return {
        confidential: true,
        facts: { matter: id, members: [...others, { demand, firm: input.firm, name: input.name, open: true }] },
        effects: news,
      };
    },
  },
  memberLeft: {
    title: { en: 'Note that a firm goes on by itself', zh: '登记企业移出归并' },
    event: 'MemberLeft',
    by: ['case'],
    from: [...OPEN, 'closed', 'converted', 'withdrawn'],
    decide: ({ current: { facts }, actor }) => {
      const demand = actor.id.slice('case:'.length);
      return {
        confidential: true,
        facts: { members: facts.members.map((one) => (one.demand === demand ? { ...one, open: false } : one)) },
        effects: [release(held(demand))],
      };
    },
  },
  hearGroup: {
    title: { en: 'Hear of the group', zh: '归并进展' },
    event: 'GroupHeard',
    by: ['case'],
    from: ['handling', 'longTerm', 'answered'],
    to: ['answered', 'longTerm', 'handling', 'routed'],
    guard: (context) => onlyFrom(context, [context.current.facts.follows]),
    decide: ({ current, now, input }) => {
      const { news, text } = input;
      const until = input.until ?? current.facts.longTermUntil ?? now;
      switch (news) {
        case 'answered':
          return {
            state: 'answered',
            facts: { answers: heard(current, input, now), longTermUntil: null },
            clocks: { start: { confirm: 'default' } },
            notify: [
              notify(FIRM, 'answered', {
                text,
                ground: input.ground ?? '',
                ...both('kind', titleIn(KINDS, input.kind ?? 'explained')),
              }),
            ],
          };
        case 'longTerm':
          return {
            state: 'longTerm',
            facts: { answers: heard(current, input, now), longTermUntil: until },
            notify: [notify(FIRM, 'longTerm', { text, until: moment(until) })],
          };
        case 'reviewed':
          return {
            facts: { reviews: [...current.facts.reviews, { text, by: input.by ?? '', at: now }], longTermUntil: until },
            notify: [notify(FIRM, 'reviewed', { text, until: moment(until) })],
          };
        case 'resumed':
          return { state: 'handling', facts: { longTermUntil: null }, notify: [notify(FIRM, 'longTermOver')] };
        case 'ended':
          return current.state === 'answered' ? { facts: { follows: null } } : alone(text);
      }
    },
  },
  ungroup: {
    title: { en: 'Take out of the group', zh: '移出归并' },
    event: 'Ungrouped',
    by: ['dispatcher'],
    from: FOLLOWING,
    to: ['routed'],
    guard: ({ current: { facts } }) =>
      facts.follows === null ? refuse('notGrouped', 'It is in no group.', '本件未归并。') : undefined,
    decide: ({ current: { facts }, input }) => ({
      ...alone(input.reason),
      effects: facts.follows === null ? [] : [actOn(facts.follows, 'memberLeft', { reason: input.reason })],
    }),
  },
};
