/** Who speaks with the customer: one account manager by name, and words to and fro. */
import { holdsRole, refuse } from '../kernel/process.ts';
import { OPEN, type RulesOf } from './facts.ts';
import { customerRoles, onlyCustomer, staffRoles } from './guards.ts';
import { CUSTOMER, contactOf, isOpen, tasksIn, tell } from './moving.ts';

export const contact: RulesOf<'transferManager' | 'comment'> = {
  transferManager: {
    title: { en: 'Hand over to another account manager', zh: '变更客户经理' },
    description: {
      en: 'The customer is told who is their contact now, and why.',
      zh: '变更专属客户经理，并将新联系人及原因告知客户。',
    },
    event: 'ManagerTransferred',
    by: ['accountManager', 'leader'],
    from: [...OPEN, 'appealed'],
    unless: ({ kase, actor }) => {
      const { manager } = kase.facts;
      if (!manager) {
        return refuse(
          'noSingleContact',
          'This application isn’t on the green channel; whoever accepts such applications speaks with the customer.',
          '本件非绿色通道，无专属客户经理。',
        );
      }
      return manager.id === actor.id || holdsRole(actor, ['leader'], kase)
        ? undefined
        : refuse(
            'notTheContact',
            `${manager.name} is the customer’s single contact; they or the leader hand it over.`,
            `本件由客户经理${manager.name}负责，须由其本人或分管领导变更。`,
          );
    },
    follows: ({ kase, actor, now, input, known: { person } }) => {
      const { facts } = kase;
      if (!holdsRole(person, ['accountManager'], kase)) {
        return refuse(
          'notAManager',
          `${person.name} isn’t an account manager; name one who is.`,
          `${person.name}不是客户经理，请另行指定。`,
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
      const changes = { manager, managers: [...facts.managers, { to: manager, reason: input.reason, by: actor.id, at: now }] };
      const words = { manager: manager.name, reason: input.reason };
      return {
        facts: changes,
        reason: input.reason,
        ...(isOpen(kase.state) && kase.tasks.some(({ role }) => role === 'accountManager')
          ? { ask: tasksIn(kase.state, { ...facts, ...changes }) }
          : {}),
        tell: [
          tell(CUSTOMER, 'newManager', words),
          tell({ person: manager.id }, 'takenOver', words),
          ...(facts.manager ? [tell({ person: facts.manager.id }, 'handedOver', words)] : []),
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
    unless: (standing) => (holdsRole(standing.actor, staffRoles, standing.kase) ? undefined : onlyCustomer(standing)),
    follows: ({ kase, actor, input }) => ({
      tell: [tell(actor.id === kase.facts.customer ? contactOf(kase.facts) : CUSTOMER, 'commented', { text: input.text })],
    }),
  },
};
