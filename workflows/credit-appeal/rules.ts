/** The credit appeal 学分申诉: somebody objects to their line of a confirmed evaluation, and the academy gives what was missed or says why not. */
import { type CreditRule, creditLine, yearOf } from '../credits/accrual.ts';
import { credit, hold, link } from '../effects/index.ts';
import { notifier } from '../kernel/parts.ts';
import { type Actor, type Case, defineProcess, type Refusal, refuse } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Inputs } from './inputs.ts';
import type { NoticeName } from './notices.ts';

export type Reference = {
  readonly start: {
    readonly evaluation: { readonly id: string; readonly year: number; readonly state: string; readonly appealable: boolean };
    /** What stands in the frozen evaluation about somebody. */
    readonly line: Facts['line'] | null;
    /** An appeal of the same person against the same evaluation. */
    readonly before: string | null;
  };
  readonly uphold: { readonly rule: CreditRule & { readonly kind: string } };
};

/** People who may have a line in an evaluation: those who learn, and those who teach and answer beside their office. */
const APPELLANTS = ['trainee', 'mentor', 'lecturer', 'examiner', 'deskOfficer', 'siteWorker', 'handler', 'leader'] as const;

/** A leader hears of an appeal that stays undecided, and decides where the academy and personnel don't. */
const DECIDERS = ['academyAdmin', 'personnel', 'leader'] as const;

const notify = notifier<NoticeName>();

const notOneself = ({ current, actor }: { readonly current: Case<string, Facts>; readonly actor: Actor }): Refusal | undefined =>
  current.facts.person === actor.id
    ? refuse('ownAppeal', 'Nobody decides on their own appeal; ask a colleague.', '不得裁定本人申诉，请由同事办理。')
    : undefined;

export const creditAppeal = defineProcess<Inputs, Facts, Reference>()({
  name: 'creditAppeal',
  code: 'CA',
  version: 1,
  title: { en: 'Credit appeal', zh: '学分申诉' },
  states: {
    filed: { en: 'filed', zh: '待裁定' },
    upheld: { en: 'upheld', zh: '申诉成立' },
    dismissed: { en: 'dismissed', zh: '申诉不成立' },
    withdrawn: { en: 'withdrawn', zh: '已撤回' },
  },
  closed: ['upheld', 'dismissed', 'withdrawn'],
  clocks: {
    decide: {
      title: { en: 'Time to decide', zh: '裁定时限' },
      budget: { workingDays: 10 },
      ladder: [
        { at: 80, notify: [{ role: 'academyAdmin' }] },
        { at: 100, notify: [{ role: 'academyAdmin' }, { role: 'personnel' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
  },
  roles: rolesOf(...DECIDERS, ...APPELLANTS),
  fallback: 'leader',
  lifecycle: {
    filed: {
      runs: ['decide'],
      tasks: () => [{ action: 'uphold', role: 'academyAdmin', clock: 'decide', otherwise: { role: 'personnel' } }],
    },
    upheld: {},
    dismissed: {},
    withdrawn: {},
  },
  limits: {},
  staff: ['academyAdmin', 'personnel', 'leader'],
  personal: ['academyAdmin', 'personnel'],
  start: {
    title: { en: 'Appeal', zh: '提出申诉' },
    description: {
      en: 'Against your own line of an evaluation, until its time to appeal is over.',
      zh: '在申诉期内对本人考评结果提出申诉。',
    },
    event: 'Filed',
    by: APPELLANTS,
    to: ['filed'],
    decide: ({ actor, input, reference: { evaluation, line, before } }) => {
      if (!evaluation.appealable)
        return refuse(
          'appealsOver',
          evaluation.state === 'opened'
            ? 'That evaluation isn’t confirmed yet; there is nothing to appeal against.'
            : 'The time to appeal against that evaluation is over.',
          evaluation.state === 'opened' ? '该考评尚未核定，暂不能申诉。' : '该考评的申诉期已过。',
        );
      if (!line) return refuse('notEvaluated', 'You have no line in that evaluation.', '您不在该考评范围内。');
      if (before !== null)
        return refuse(
          'appealedAlready',
          `You have appealed against that evaluation with ${before}; add to it by writing to the academy.`,
          `您已通过${before}提出申诉，请联系学院补充。`,
        );
      return {
        state: 'filed',
        title: `${evaluation.year}年度学分申诉 Credit appeal for ${evaluation.year}: ${actor.name}`,
        facts: { evaluation: evaluation.id, year: evaluation.year, person: actor.id, text: input.text, line, decision: null },
        ...(actor.unit === undefined ? {} : { unit: actor.unit }),
        // Of two appeals at once, one is filed.
        effects: [
          hold({
            resource: `appeal:${evaluation.id}:${actor.id}`,
            title: { en: 'your appeal against this evaluation', zh: '您对本次考评的申诉' },
          }),
          link(evaluation.id, 'appealOf'),
        ],
        notify: [notify({ role: 'academyAdmin' }, 'filed', { name: actor.name, text: input.text })],
      };
    },
  },
  actions: {
    uphold: {
      title: { en: 'Decide: uphold', zh: '裁定：申诉成立' },
      description: {
        en: 'Gives the credits that were missed. The evaluation stays as it was confirmed and shows them beside it.',
        zh: '补记漏记学分；已核定考评不变，补记另行列示。',
      },
      event: 'Upheld',
      by: DECIDERS,
      from: ['filed'],
      to: ['upheld'],
      guard: notOneself,
      decide: ({ current: { facts }, actor, input: { award, reason }, reference: { rule } }) => {
        if (yearOf(award.day) !== facts.year)
          return refuse(
            'anotherYear',
            `The evaluation is of ${facts.year}; give a day of that year.`,
            `本考评为${facts.year}年度，请填写该年度内的日期。`,
          );
        return {
          state: 'upheld',
          facts: { decision: { upheld: true, by: actor.id, reason, credits: award.amount } },
          reason,
          notify: [notify({ person: facts.person }, 'upheld', { credits: award.amount, reason })],
          effects: [credit(creditLine(rule, { person: facts.person, ...award, of: 'appeal' }))],
        };
      },
    },
    dismiss: {
      title: { en: 'Decide: dismiss', zh: '裁定：申诉不成立' },
      event: 'Dismissed',
      by: DECIDERS,
      from: ['filed'],
      to: ['dismissed'],
      guard: notOneself,
      decide: ({ current: { facts }, actor, input: { reason } }) => ({
        state: 'dismissed',
        facts: { decision: { upheld: false, by: actor.id, reason, credits: 0 } },
        reason,
        notify: [notify({ person: facts.person }, 'dismissed', { reason })],
      }),
    },
    withdraw: {
      title: { en: 'Take it back', zh: '撤回' },
      event: 'Withdrawn',
      by: APPELLANTS,
      from: ['filed'],
      to: ['withdrawn'],
      guard: ({ current, actor }) =>
        current.facts.person === actor.id
          ? undefined
          : refuse('othersAppeal', 'Only the appellant takes an appeal back.', '仅申诉人可撤回。'),
      decide: () => ({ state: 'withdrawn' }),
    },
  },
});
