/** A demand for money of a policy becomes an application: it carries what is known, and the firm only signs. */
import { openCase } from '../effects/index.ts';
import { refuse } from '../kernel/process.ts';
import { notAtLeader, onlyFrom } from './guards.ts';
import { isOver } from './lifecycle.ts';
import { FIRM, notify, theHandler } from './telling.ts';
import { OPEN, type RulesOf } from './vocabulary.ts';

export const converting: RulesOf<'convert' | 'conversionRefused' | 'applicationOpened' | 'applicationEnded'> = {
  convert: {
    title: { en: 'Turn into an application', zh: '转补贴申请' },
    description: {
      en: 'Opens an application for this policy item with what is known. The firm checks and signs it.',
      zh: '按该政策项目开立申请并带入已知信息，由企业核对签字。',
    },
    event: 'Converted',
    by: ['handler', 'shiftLeader', 'leader'],
    from: ['handling', 'longTerm'],
    guard: (context) => {
      const { conversion, members } = context.current.facts;
      if (conversion?.application === null)
        return refuse('convertedAlready', 'An application is being opened; wait for it.', '正在开立补贴申请，请稍候。');
      if (isOver(context.current.facts))
        return refuse('firmEnded', 'The firm has ended; close the demand.', '企业已终止，请办结本件。');
      return members.some(({ open }) => open)
        ? refuse(
            'groupOfFirms',
            'Each firm applies for itself: take the demands out of the group first.',
            '补贴须由各企业分别申请，请先移出归并。',
          )
        : notAtLeader(context);
    },
    decide: ({ current: { id, facts }, actor, now, input, reference: { year } }) => ({
      facts: { conversion: { item: input.policyItem, year, by: actor.id, at: now, application: null, end: null } },
      effects: [
        openCase(
          'subsidyApplication',
          {
            firm: facts.successor ?? facts.firm,
            item: input.policyItem,
            year,
            demand: id,
            known: { text: facts.text },
          },
          { refused: 'conversionRefused' },
        ),
      ],
    }),
  },
  conversionRefused: {
    title: { en: 'Hear that no application was opened', zh: '未能开立申请' },
    event: 'ConversionRefused',
    by: ['case'],
    from: [...OPEN, 'closed', 'withdrawn'],
    guard: (context) => onlyFrom(context, [context.current.id]),
    decide: ({ current, input }) => ({
      confidential: true,
      reason: input.reason,
      facts: { conversion: null },
      notify: [notify(theHandler(current), 'conversionRefused', { reason: input.reason })],
    }),
  },
  applicationOpened: {
    title: { en: 'Note the application', zh: '登记补贴申请' },
    event: 'ApplicationOpened',
    by: ['case'],
    from: [...OPEN, 'closed', 'withdrawn'],
    to: ['converted'],
    decide: ({ current: { facts, state }, actor, input: { application } }) => {
      const wrong = onlyFrom({ actor }, [application]);
      if (wrong) return wrong;
      if (!facts.conversion) return refuse('notConverted', 'It wasn’t turned into an application.', '本件未转补贴申请。');
      return {
        // Where the firm has its answer meanwhile, that stands.
        ...(['routed', 'handling', 'awaitingFirm', 'longTerm'].includes(state) ? { state: 'converted' as const } : {}),
        facts: { conversion: { ...facts.conversion, application } },
        notify: [notify(FIRM, 'converted', { application })],
      };
    },
  },
  applicationEnded: {
    title: { en: 'Note what became of the application', zh: '登记申请结果' },
    event: 'ApplicationEnded',
    by: ['case'],
    from: [...OPEN, 'closed', 'converted', 'withdrawn'],
    guard: (context) => onlyFrom(context, [context.current.facts.conversion?.application]),
    decide: ({ current: { facts }, input }) =>
      facts.conversion ? { facts: { conversion: { ...facts.conversion, end: input.end } } } : {},
  },
};
