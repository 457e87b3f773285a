/** The customer has it designed and built, in their own time; we look at it in between and at the end. */
import { attach } from '../effects/index.ts';
import { refuse } from '../kernel/process.ts';
import { customerRoles, judgement, onlyCustomer, undefended } from './guards.ts';
import { CUSTOMER, into, notify } from './moving.ts';
import type { RulesOf } from './vocabulary.ts';

export const building: RulesOf<
  'submitDesign' | 'reviewDesign' | 'requestMidInspection' | 'inspectMidway' | 'requestFinalInspection' | 'inspect'
> = {
  submitDesign: {
    title: { en: 'Hand in the design', zh: '报送设计' },
    description: { en: 'The drawings of the customer’s own works.', zh: '报送客户工程设计图纸。' },
    event: 'DesignSubmitted',
    by: customerRoles,
    from: ['designing'],
    to: ['reviewingDesign'],
    guard: onlyCustomer,
    decide: ({ current, input }) => ({
      ...into(current, 'reviewingDesign', { procedure: 'submitDesign' }),
      effects: [attach(input.photos)],
    }),
  },
  reviewDesign: {
    title: { en: 'Review the design', zh: '设计审查' },
    description: {
      en: 'Pass it, or name all that has to be put right.',
      zh: '审查通过，或一次性提出全部整改意见。',
    },
    event: 'DesignReviewed',
    by: ['schemeReviewer'],
    from: ['reviewingDesign'],
    to: ['designing', 'building'],
    decide: ({ current, actor, now, input }) => {
      const problem = undefended(input);
      if (problem) return problem;
      const facts = { design: judgement(input, actor.id, now) };
      if (input.passed) return into(current, 'building', { facts });
      const outcome = into(current, 'designing', {
        facts,
        notify: [notify(CUSTOMER, 'notPassed', { defects: input.defects ?? '' })],
      });
      return { ...outcome, reason: input.defects ?? '' };
    },
  },
  requestMidInspection: {
    title: { en: 'Ask for the mid inspection', zh: '申请中间检查' },
    description: { en: 'Before works are covered, they are looked at.', zh: '隐蔽工程覆盖前申请检查。' },
    event: 'MidInspectionRequested',
    by: customerRoles,
    from: ['building'],
    to: ['inspectingMidway'],
    guard: (context) => {
      const { track, midInspection } = context.current.facts;
      return (
        onlyCustomer(context) ??
        (track.days.midInspection === undefined
          ? refuse(
              'noMidInspection',
              'This track has no mid inspection; ask for the final one when all is built.',
              '该通道无中间检查环节，竣工后请申请竣工检验。',
            )
          : undefined) ??
        (midInspection?.passed
          ? refuse(
              'inspectedMidway',
              'The mid inspection was passed already; ask for the final one when all is built.',
              '中间检查已通过，竣工后请申请竣工检验。',
            )
          : undefined)
      );
    },
    decide: ({ current }) => into(current, 'inspectingMidway', { procedure: 'requestMidInspection' }),
  },
  inspectMidway: {
    title: { en: 'Inspect midway', zh: '中间检查' },
    description: { en: 'Pass it, or name all that has to be put right.', zh: '检查通过，或一次性提出全部整改意见。' },
    event: 'InspectedMidway',
    by: ['inspector'],
    from: ['inspectingMidway'],
    to: ['building'],
    decide: ({ current, actor, now, input }) => {
      const problem = undefended(input);
      if (problem) return problem;
      const outcome = into(current, 'building', {
        facts: { midInspection: judgement(input, actor.id, now) },
        notify: [
          input.passed ? notify(CUSTOMER, 'midwayPassed') : notify(CUSTOMER, 'notPassed', { defects: input.defects ?? '' }),
        ],
        procedure: 'attendMidInspection',
      });
      return input.passed ? outcome : { ...outcome, reason: input.defects ?? '' };
    },
  },
  requestFinalInspection: {
    title: { en: 'Ask for the final inspection', zh: '竣工报验' },
    description: { en: 'All is built and can be looked at.', zh: '工程竣工，申请竣工检验。' },
    event: 'FinalInspectionRequested',
    by: customerRoles,
    from: ['building'],
    to: ['inspecting'],
    guard: (context) => {
      const { track, midInspection } = context.current.facts;
      return (
        onlyCustomer(context) ??
        (track.days.midInspection !== undefined && !midInspection?.passed
          ? refuse(
              'notInspectedMidway',
              'The mid inspection comes first: ask for it, and have it passed.',
              '须先通过中间检查，请先申请中间检查。',
            )
          : undefined)
      );
    },
    decide: ({ current, input }) =>
      into(current, 'inspecting', {
        procedure: 'requestFinalInspection',
        ...(input.costCents === undefined ? {} : { facts: { ownCostCents: input.costCents } }),
      }),
  },
  inspect: {
    title: { en: 'Inspect', zh: '竣工检验' },
    description: { en: 'Pass it, or name all that has to be put right.', zh: '检验通过，或一次性提出全部整改意见。' },
    event: 'Inspected',
    by: ['inspector'],
    from: ['inspecting'],
    to: ['building', 'connecting'],
    decide: ({ current, actor, now, input }) => {
      const problem = undefended(input);
      if (problem) return problem;
      const facts = { finalInspection: judgement(input, actor.id, now) };
      const procedure = 'attendFinalInspection';
      if (input.passed) return into(current, 'connecting', { facts, procedure });
      const outcome = into(current, 'building', {
        facts,
        notify: [notify(CUSTOMER, 'notPassed', { defects: input.defects ?? '' })],
        procedure,
      });
      return { ...outcome, reason: input.defects ?? '' };
    },
  },
};
