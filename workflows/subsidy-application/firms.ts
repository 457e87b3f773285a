/** What follows when the firm of an application is renamed, ends or moves away, and how its successor goes on. */
import { payableAccount } from '../budget-year/parent.ts';
import { addParties, credit } from '../effects/index.ts';
import { refuse } from '../kernel/process.ts';
import { type SubjectChange, subjectId, subjectOf } from '../kernel/subjects.ts';
import { leftToPay } from './balance.ts';
import type { Facts } from './facts.ts';
import { takeGroup, takeItem } from './holding.ts';
import { hasEnded } from './standing.ts';
import { FIRM, notify } from './telling.ts';
import { type Application, type Done, type RulesOf, UNPAID } from './vocabulary.ts';

const SETTLED = ['instructed', 'paid', 'recovering', 'recovered', 'writtenOff'];

/** The account counts for the name in which it was verified; nothing is paid to whom isn’t there. */
export const whenSubject = ({ state }: Application, change: SubjectChange): Done => {
  if (change.state === undefined)
    return {
      facts: { firmName: change.name, verifiedUntil: null, test: null },
      notify: SETTLED.includes(state) ? [] : [notify(FIRM, 'renamed', { name: change.name })],
    };
  if (!hasEnded(change.state)) return {};
  const successor = change.successor === undefined ? null : subjectOf(change.successor).key;
  const ended = { state: change.state, successor };
  return {
    facts: { ended },
    notify: [
      notify({ role: 'leader' }, 'firmEnded'),
      ...(state === 'recovering' ? [notify({ role: 'clawbackOfficer' }, 'firmEnded')] : []),
      ...(state === 'payable' || state === 'instructed' ? [notify({ role: 'cashier' }, 'firmEnded')] : []),
    ],
  };
};

export const succeeding: RulesOf<'passToSuccessor'> = {
  passToSuccessor: {
    title: { en: 'Pass to the successor', zh: '转由承继企业办理' },
    description: { en: 'It gives an account of its own.', zh: '承继企业须填写自己的账户。' },
    event: 'PassedToSuccessor',
    by: ['leader'],
    from: UNPAID,
    guard: ({ current: { facts } }) =>
      facts.ended?.successor
        ? undefined
        : refuse(
            'noSuccessor',
            'The register names nobody who goes on in its place. Have the successor entered, or reject it.',
            '登记簿未登记承继企业，请先登记，或作不予支持处理。',
          ),
    decide: ({ current: { state, facts }, input: { reason }, reference: { successor } }) => {
      if (successor === null || hasEnded(successor.state))
        return refuse(
          'successorEnded',
          'The successor isn’t there any more, either. Reject it.',
          '承继企业也已注销或迁出，请作不予支持处理。',
        );
      const after: Facts = { ...facts, firm: successor.code };
      const fen = leftToPay(facts);
      return {
        reason,
        facts: {
          ...{ firm: successor.code, firmName: successor.name, formerly: [...facts.formerly, facts.firm] },
          ...{ account: null, verifiedUntil: null, test: null, approvals: [], ended: null },
        },
        title: `${facts.itemTitle.zh} ${facts.itemTitle.en} ${successor.name} ${facts.year}`,
        effects: [
          ...takeItem(after, []),
          ...(facts.group === null || facts.replaces !== null || facts.submittedAt === null
            ? []
            : [takeGroup(facts.group, after)]),
          addParties({ role: 'firm', person: subjectId('firm', successor.code), name: successor.name }),
          ...(state === 'payable' && fen > 0
            ? [
                credit({
                  ...{ asset: 'money', from: payableAccount(facts.firm), to: payableAccount(successor.code), amount: fen },
                  ...{ rule: 'succession', kind: facts.item, year: facts.year },
                }),
              ]
            : []),
        ],
        notify: [notify(FIRM, 'renamed', { name: successor.name })],
      };
    },
  },
};
