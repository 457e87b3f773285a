/** Who speaks with the customer: one account manager by name, and words to and fro. */
import { isGone, reservedTo } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Notice, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { customerRoles, onlyCustomer, staffRoles } from './guards.ts';
import { CUSTOMER, contactOf, notify, reachedAt } from './moving.ts';
import { OPEN, type PowerApplication, type RulesOf } from './vocabulary.ts';

const HAS_LEFT = 'The account manager before has left. / 原客户经理已离岗。';

/** An account manager who goes on in the place of one who has gone is the customer's contact from then on. */
export const takenOver = (
  current: PowerApplication,
  actor: Actor,
  phone: string | null,
  at: number,
): { readonly facts: Partial<Facts>; readonly notify: readonly Notice[] } => {
  const { manager, managers } = current.facts;
  if (!manager || !isGone(current, manager.id) || !holdsRole(actor, ['accountManager'], current))
    return { facts: {}, notify: [] };
  const to = { id: actor.id, name: actor.name };
  return {
    facts: { manager: { ...to, phone }, managers: [...managers, { to, reason: HAS_LEFT, by: actor.id, at }] },
    notify: [notify(CUSTOMER, 'newManager', { manager: reachedAt({ ...to, phone }), reason: HAS_LEFT })],
  };
};

export const contact: RulesOf<'transferManager' | 'comment'> = {
  transferManager: {
    title: { en: 'Hand over to another account manager', zh: '变更客户经理' },
    description: {
      en: 'The customer reads who their contact is now, and why.',
      zh: '变更专属客户经理，并将新联系人及原因告知客户。',
    },
    event: 'ManagerTransferred',
    by: ['accountManager', 'leader'],
    from: [...OPEN, 'appealed'],
    guard: (context) => {
      const { current, actor } = context;
      const { manager } = current.facts;
      if (!manager) {
        return refuse(
          'noSingleContact',
          'This application isn’t on the green channel; the role that accepts such applications speaks with the customer.',
          '本件非绿色通道，无专属客户经理。',
        );
      }
      if (holdsRole(actor, ['leader'], current)) return undefined;
      return reservedTo(context, [manager.id], () =>
        refuse(
          'notTheContact',
          `${manager.name} is the customer’s single contact; they or the leader hand it over.`,
          `本件由客户经理${manager.name}负责，须由其本人或分管领导变更。`,
        ),
      );
    },
    decide: ({ current, actor, now, input, reference: { person, phone } }) => {
      const { facts } = current;
      if (!holdsRole(person, ['accountManager'], current)) {
        return refuse(
          'notAManager',
          `${person.name} isn’t an account manager; name one who is.`,
          `${person.name}不是客户经理，请另行指定。`,
        );
      }
      if (person.id === facts.customer) {
        return refuse(
          'ownManager',
          `${person.name} is the customer; name another account manager.`,
          `${person.name}是本件客户本人，请另行指定客户经理。`,
        );
      }
      if (person.id === facts.manager?.id) {
        return refuse(
          'sameManager',
          `${person.name} has it already; name another.`,
          `${person.name}已是本件客户经理，请另行指定。`,
        );
      }
      const manager = { id: person.id, name: person.name };
      const { reason } = input;
      return {
        facts: {
          manager: { ...manager, phone },
          managers: [...facts.managers, { to: manager, reason: input.reason, by: actor.id, at: now }],
        },
        reason: input.reason,
        notify: [
          notify(CUSTOMER, 'newManager', { reason, manager: reachedAt({ ...manager, phone }) }),
          notify({ person: manager.id }, 'takenOver', { reason }),
          ...(facts.manager ? [notify({ person: facts.manager.id }, 'handedOver', { manager: manager.name, reason })] : []),
        ],
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '留言' },
    description: { en: 'A word to the other side; it never moves a due time.', zh: '向对方留言，不影响时限。' },
    event: 'Commented',
    by: [...customerRoles, ...staffRoles],
    from: [...OPEN, 'appealed', 'connected', 'withdrawn', 'rejected'],
    guard: (context) => (holdsRole(context.actor, staffRoles, context.current) ? undefined : onlyCustomer(context)),
    decide: ({ current, actor, input }) => ({
      notify: [notify(actor.id === current.facts.customer ? contactOf(current) : CUSTOMER, 'commented', { text: input.text })],
    }),
  },
};
