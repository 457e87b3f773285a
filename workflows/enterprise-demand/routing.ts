/** Whose matter a demand is: the rule of the category or the desk sends it, the department may object once, and the desk rules finally. */
import { both, fellTo } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { notInGroup } from './guards.ts';
import { titleIn, URGENCIES } from './kinds.ts';
import { notify } from './telling.ts';
import type { DemandOutcome, Named, RulesOf } from './vocabulary.ts';

/** What follows when a department has it now. */
export const routedTo = (
  facts: Pick<Facts, 'firmName' | 'text' | 'urgency'>,
  department: Named,
  how: Pick<NonNullable<Facts['routing']>, 'why' | 'by' | 'at'>,
  reason = '',
): DemandOutcome & { readonly state: 'routed' } => ({
  state: 'routed',
  unit: department.id,
  facts: { routing: { unit: department, ...how }, handler: null, atLeader: false },
  notify: [
    notify({ role: 'handler' }, 'routed', {
      firm: facts.firmName,
      text: facts.text,
      reason,
      ...both('urgency', titleIn(URGENCIES, facts.urgency)),
    }),
  ],
});

export const isObjected = ({ objection }: Pick<Facts, 'objection'>): boolean => objection !== null && objection.ruledAt === null;

export const routing: RulesOf<'route' | 'objectRouting' | 'rule' | 'accept'> = {
  route: {
    title: { en: 'Send to a department', zh: '派单' },
    description: {
      en: 'The desk sends what no rule decides, and what a department with nobody left can’t do. The time to answer runs on.',
      zh: '规则未确定部门的，或部门无人办理的，由派单台派单；答复时限继续计算。',
    },
    event: 'Routed',
    by: ['dispatcher'],
    from: ['filed', 'routed', 'handling'],
    to: ['routed'],
    guard: (context) =>
      context.current.state === 'filed' || fellTo('route', context)
        ? notInGroup(context)
        : refuse(
            'withDepartment',
            'A department has it. It objects itself if it isn’t its matter; then you rule.',
            '本件已有承办部门。如不属其职责，由该部门退回后裁定。',
          ),
    decide: ({ current, actor, now, input, reference: { department } }) => ({
      ...routedTo(current.facts, department, { why: 'desk', by: actor.id, at: now }, input.reason),
      reason: input.reason,
      // Each department has its own time to accept.
      clocks: { start: { accept: 'default' } },
    }),
  },
  objectRouting: {
    title: { en: 'Object', zh: '退回派单' },
    description: {
      en: 'Once, within the time to accept, with the ground. The desk rules the same day, and that is final.',
      zh: '不属本部门职责的，可在受理时限内说明依据退回一次；派单台当日裁定，裁定为最终。',
    },
    event: 'RoutingObjected',
    by: ['handler', 'shiftLeader'],
    from: ['routed'],
    guard: ({ current: { facts } }) => {
      if (facts.objection === null && facts.routing?.why !== 'ruling') return undefined;
      return isObjected(facts)
        ? refuse('objectedAlready', 'It was objected to already; wait for the ruling.', '已退回派单，请等待裁定。')
        : ruledAlready;
    },
    decide: ({ current, actor, now, input, reference: { acceptDue, rulingDue } }) => {
      const { routing: sent, text } = current.facts;
      if (acceptDue === null || now > acceptDue)
        return refuse(
          'objectionTooLate',
          'The time to object is over. Accept it, and ask others to assist if you need them.',
          '退回期限已过，请先受理；如需配合可发起协办。',
        );
      const unit: Named = sent?.unit ?? { id: current.unit ?? '', title: { en: '', zh: '' } };
      const objection = { unit, by: actor.id, at: now, ground: input.ground, due: rulingDue };
      return {
        confidential: true,
        reason: input.ground,
        facts: { objection: { ...objection, ruledBy: null, ruledAt: null, upheld: null } },
        notify: [notify({ role: 'dispatcher' }, 'toRule', { text, ground: input.ground, ...both('department', unit.title) })],
      };
    },
  },
  rule: {
    title: { en: 'Rule whose it is', zh: '裁定承办部门' },
    description: {
      en: 'The same day. Name the department that answers, the same or another; nobody objects again.',
      zh: '当日裁定承办部门，可为原部门或其他部门；裁定后不得再次退回。',
    },
    event: 'RoutingRuled',
    by: ['dispatcher'],
    apart: [
      { did: 'objectRouting', who: ({ objection }: Facts) => objection?.by ?? null },
      { did: 'route', who: ({ routing: sent }: Facts) => (sent?.why === 'desk' ? sent.by : null) },
    ],
    from: ['routed'],
    guard: ({ current: { facts } }) =>
      isObjected(facts) ? undefined : refuse('nothingToRule', 'Nobody has objected.', '目前没有部门退回派单。'),
    decide: ({ current, actor, now, input, reference: { department } }) => {
      const { objection } = current.facts;
      if (!objection) return refuse('nothingToRule', 'Nobody has objected.', '目前没有部门退回派单。');
      const upheld = department.id !== objection.unit.id;
      const routed = routedTo(current.facts, department, { why: 'ruling', by: actor.id, at: now }, input.reason);
      return {
        ...routed,
        confidential: true,
        reason: input.reason,
        facts: { ...routed.facts, objection: { ...objection, ruledBy: actor.id, ruledAt: now, upheld } },
        notify: [
          ...(routed.notify ?? []),
          ...(upheld
            ? [
                notify({ person: objection.by }, 'objectionUpheld', {
                  reason: input.reason,
                  ...both('department', department.title),
                }),
              ]
            : []),
        ],
      };
    },
  },
  accept: {
    title: { en: 'Accept', zh: '受理' },
    description: {
      en: 'The time to answer the firm begins. Whoever accepts can’t object any more.',
      zh: '受理后开始计算答复时限，不得再退回派单。',
    },
    event: 'Accepted',
    by: ['handler'],
    from: ['routed'],
    to: ['handling'],
    guard: ({ current: { facts } }) =>
      isObjected(facts)
        ? refuse('objectedAlready', 'It was objected to; wait for the ruling.', '已退回派单，请等待裁定。')
        : undefined,
    decide: ({ current: { facts }, actor, now }) => ({
      state: 'handling',
      facts: { handler: actor.id, acceptedAt: facts.acceptedAt ?? now },
      notify: [notify({ party: 'firm' }, 'accepted', both('department', facts.routing?.unit.title ?? { en: '', zh: '' }))],
    }),
  },
};

const ruledAlready: Refusal = refuse(
  'ruledAlready',
  'It was ruled already which department answers, and nobody objects again. Accept it, and ask others to assist if you need them.',
  '承办部门已经裁定，不得再次退回。请受理，如需配合可发起协办。',
);
