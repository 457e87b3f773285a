/** Who speaks with the customer: one account manager by name, and words to and fro. */
import { holdsRole, refuse } from '../kernel/process.ts';
import { customerRoles, onlyCustomer, staffRoles } from './guards.ts';
import { CUSTOMER, contactOf, isOpen, notify, tasksIn } from './moving.ts';
import { OPEN, type RulesOf } from './vocabulary.ts';

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
    guard: ({ current, actor }) => {
      const { manager } = current.facts;
      if (!manager) {
        return refuse(
          'noSingleContact',
          'This application isn’t on the green channel; whoever accepts such applications speaks with the customer.',
          '本件非绿色通道，无专属客户经理。',
        );
      }
      return manager.id === actor.id || holdsRole(actor, ['leader'], current)
        ? undefined
        : refuse(
            'notTheContact',
            `${manager.name} is the customer’s single contact; they or the leader hand it over.`,
            `本件由客户经理${manager.name}负责，须由其本人或分管领导变更。`,
          );
    },
    decide: ({ current, actor, now, input, reference: { person } }) => {
      const { facts } = current;
      if (!holdsRole(person, ['accountManager'], current)) {
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
        ...(isOpen(current.state) && current.tasks.some(({ role }) => role === 'accountManager')
          ? { tasks: tasksIn(current.state, { ...facts, ...changes }) }
          : {}),
        notify: [
          notify(CUSTOMER, 'newManager', words),
          notify({ person: manager.id }, 'takenOver', words),
          ...(facts.manager ? [notify({ person: facts.manager.id }, 'handedOver', words)] : []),
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
      notify: [
        notify(actor.id === current.facts.customer ? contactOf(current.facts) : CUSTOMER, 'commented', { text: input.text }),
      ],
    }),
  },
};
