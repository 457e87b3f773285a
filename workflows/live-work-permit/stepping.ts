/** Work step by step: each is confirmed by the person who did it and by the guardian, in the order of the list. */
import { personOrRole } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import type { Confirmation, Facts, Step } from './facts.ts';
import { ENDERS, endsTheWork, firstOf, notBriefed, whileValid, withGuardian, withTheLeader } from './guards.ts';
import { unqualified } from './qualifications.ts';
import { whyStopped } from './stopping.ts';
import type { GuardContext, RulesOf } from './vocabulary.ts';
import { halfConfirmed, isUnsigned, marked, nextStep, notify, notifyAll, onSite } from './waiting.ts';

const isGuardian = ({ facts }: GuardContext['current'], id: string): boolean => facts.guardian.id === id;

/** Work goes on only while it is neither stopped nor over, and only by people who are on the permit and briefed. */
const mayWork = firstOf(
  whileValid,
  ({ current }) =>
    current.state === 'suspended'
      ? refuse(
          'workSuspended',
          `Work is suspended: ${whyStopped(current)} Nothing is done on the line until it is resumed.`,
          `作业已暂停：${whyStopped(current)}恢复前不得作业。`,
        )
      : undefined,
  ({ current: { facts }, actor }) =>
    onSite(facts).some(({ id }) => id === actor.id)
      ? undefined
      : refuse(
          'notOnPermit',
          'You aren’t on this permit. A step is confirmed by the member or leader who did it, and by the guardian.',
          '您不在本作业票上。步骤由实际操作的工作班成员或负责人与专责监护人确认。',
        ),
  ({ current: { facts }, actor }) => (isUnsigned(facts, actor.id) ? notBriefed : undefined),
  (context) => (isGuardian(context.current, context.actor.id) ? undefined : (withTheLeader(context) ?? withGuardian(context))),
  ({ current: { facts } }) =>
    facts.abandoned
      ? refuse(
          'stepsAbandoned',
          'The steps that were left have been abandoned; end the work.',
          '剩余步骤已终止，请办理工作终结。',
        )
      : undefined,
);

export const stepping: RulesOf<'confirmStep' | 'abandonSteps'> = {
  confirmStep: {
    title: { en: 'Confirm a step', zh: '确认步骤' },
    description: {
      en: 'First by the member or leader who did it, then by the guardian who watched; the next step follows only then.',
      zh: '由操作人（工作班成员或负责人）先确认，再由专责监护人确认，两人确认后方可进行下一步。',
    },
    event: 'StepConfirmed',
    by: ['lineWorker', 'workLeader', 'guardian'],
    from: ['working', 'suspended', 'expired'],
    guard: mayWork,
    decide: ({ current, actor, now, input, reference }) => {
      const { facts } = current;
      const step = facts.steps.find(({ id }) => id === input.step);
      if (!step) return unknownStep(facts, input.step);
      const due = nextStep(facts);
      const pending = halfConfirmed(facts);
      const before = facts.progress.find((one) => one.step === step.id);
      if (before && (before.doer.id === actor.id || before.guardian?.id === actor.id)) return confirmedTwice(step);
      if (before?.guardian) return doneAlready(step, before);
      if (due && due.id !== step.id) return outOfOrder(step, due, pending !== undefined);
      // What was revoked since work was permitted stops it.
      const revoked = unqualified(reference.crew, facts.job.qualifications, reference.days);
      if (revoked) return revoked;
      const progress = isGuardian(current, actor.id)
        ? pending && [...facts.progress.slice(0, -1), { ...pending, guardian: marked(actor, now) }]
        : pending
          ? undefined
          : [...facts.progress, { step: step.id, doer: marked(actor, now), guardian: null }];
      if (!progress) return isGuardian(current, actor.id) ? doerFirst(step) : guardianNext(step, facts);
      const after: Facts = { ...facts, progress };
      return {
        facts: { progress },
        ...(nextStep(after) ? {} : { notify: [notify(personOrRole(current, facts.leader.id, 'workLeader'), 'stepsDone')] }),
      };
    },
  },
  abandonSteps: {
    title: { en: 'Abandon the steps that are left', zh: '终止剩余步骤' },
    description: {
      en: 'Say why, and in what safe state line and gear are left. It can’t be taken back; for the rest a new permit is issued. If the leader has gone, another leader, an issuer or a permitter does it.',
      zh: '说明原因及线路、器材所处的安全状态。终止后不可恢复，剩余工作另行签发。负责人离岗的，由其他负责人、签发人或许可人办理。',
    },
    event: 'StepsAbandoned',
    by: ENDERS,
    from: ['working', 'suspended', 'expired'],
    guard: firstOf(endsTheWork, ({ current: { facts } }) =>
      facts.abandoned || !nextStep(facts)
        ? refuse('noStepsLeft', 'No steps are left to be abandoned; end the work.', '没有剩余步骤，请办理工作终结。')
        : undefined,
    ),
    decide: ({ current, actor, now, input }) => {
      const done = new Set(current.facts.progress.flatMap(({ step, guardian }) => (guardian ? [step] : [])));
      const undone = current.facts.steps.flatMap(({ id }) => (done.has(id) ? [] : [id]));
      const facts = { abandoned: { ...marked(actor, now), ...input, undone } };
      return {
        facts,
        reason: input.reason,
        notify: notifyAll([current.facts.issuer, current.facts.permitter], 'stepsAbandoned', input),
      };
    },
  },
};

const quoted = ({ title }: Step) => ({ en: `“${title.en}”`, zh: `“${title.zh}”` });

const unknownStep = ({ steps }: Facts, step: string) =>
  refuse(
    'unknownStep',
    `This permit has no step “${step}”; it has ${steps.map(({ id }) => id).join(', ')}.`,
    `本作业票没有步骤“${step}”，现有步骤：${steps.map(({ id }) => id).join('、')}。`,
  );

const confirmedTwice = (step: Step) =>
  refuse(
    'confirmedTwice',
    `You have confirmed ${quoted(step).en} already; a step is confirmed by two people. The other one confirms it now.`,
    `您已确认${quoted(step).zh}，须由另一人确认，不得一人重复确认。`,
  );

const doneAlready = (step: Step, { doer, guardian }: Confirmation) =>
  refuse(
    'stepDone',
    `${quoted(step).en} is done, confirmed by ${doer.name} and ${guardian?.name}. Go on with the next step.`,
    `${quoted(step).zh}已由${doer.name}、${guardian?.name}确认完成，请进行下一步。`,
  );

const outOfOrder = (step: Step, due: Step, half: boolean) =>
  half
    ? refuse(
        'stepOutOfOrder',
        `${quoted(step).en} can’t come yet: ${quoted(due).en} is still to be confirmed by the guardian.`,
        `不得进行${quoted(step).zh}：${quoted(due).zh}尚待监护人确认。`,
      )
    : refuse(
        'stepOutOfOrder',
        `${quoted(step).en} can’t come yet: ${quoted(due).en} is missing. Do that first.`,
        `不得进行${quoted(step).zh}：缺少${quoted(due).zh}，请先完成。`,
      );

const doerFirst = (step: Step) =>
  refuse(
    'doerFirst',
    `The person who did ${quoted(step).en} confirms it first, then you.`,
    `${quoted(step).zh}须先由操作人确认，再由监护人确认。`,
  );

const guardianNext = (step: Step, { guardian }: Facts) =>
  refuse(
    'waitsForGuardian',
    `${quoted(step).en} is confirmed by its doer; now it is for the guardian ${guardian.name}.`,
    `${quoted(step).zh}已由操作人确认，待监护人${guardian.name}确认。`,
  );
