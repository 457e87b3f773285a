/** The credit correction 学分更正: the academy takes a line of somebody's account back, or gives what was missed, and says why. */
import { type CreditRule, creditLine, yearOf } from '../credits/accrual.ts';
import { addParties, credit, takeBack } from '../effects/index.ts';
import { both, notifier } from '../kernel/parts.ts';
import { defineProcess, type Refusal, refuse, type Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import { revokeBadgeWithout } from '../yearly-evaluation/badges.ts';
import type { Facts, Inputs } from './inputs.ts';
import type { Notices } from './notices.ts';

export type Line = {
  readonly id: string;
  readonly person: string | null;
  readonly kind: string | null;
  readonly title: Title;
  readonly year: number | null;
  readonly amount: number;
  /** Taken back before, or expired, or itself the taking back of another. */
  readonly over: boolean;
};

export type Reference = {
  readonly start: {
    readonly today: string;
    readonly line: Line | null;
    readonly award: {
      readonly rule: CreditRule & { readonly kind: string };
      readonly name: string;
      readonly unit: string | null;
    } | null;
  };
};

const notify = notifier<Notices>();

const ownCredits = (): Refusal =>
  refuse(
    'ownCredits',
    'Nobody corrects their own credits; ask another administrator of the academy.',
    '不得更正本人学分，请由其他学院管理员办理。',
  );

export const creditCorrection = defineProcess<Inputs, Facts, Reference>()({
  name: 'creditCorrection',
  code: 'CC',
  version: 1,
  title: { en: 'Credit correction', zh: '学分更正' },
  states: { made: { en: 'made', zh: '已更正' } },
  closed: ['made'],
  clocks: {},
  roles: rolesOf('academyAdmin', 'personnel', 'leader'),
  fallback: 'academyAdmin',
  lifecycle: { made: {} },
  limits: {},
  staff: ['academyAdmin', 'personnel', 'leader'],
  personal: ['academyAdmin', 'personnel'],
  start: {
    title: { en: 'Correct credits', zh: '更正学分' },
    description: {
      en: 'Take one line of somebody’s account back, or give credits that were earned but missed. What was entered stays; the correction is a line of its own.',
      zh: '撤销账户中的一条学分分录，或补记漏记学分。原分录保留，更正另记一笔。',
    },
    event: 'Corrected',
    by: ['academyAdmin'],
    to: ['made'],
    decide: ({ actor, input, reference: { line, award, today } }) => {
      if ((line === null) === (award === null)) {
        return refuse(
          'oneCorrection',
          'Send either the line to take back or the credits to give, one of the two.',
          '撤销分录与补记学分请择一提交。',
        );
      }
      const { reason } = input;
      if (award && input.award) {
        const { person, amount, day } = input.award;
        if (person === actor.id) return ownCredits();
        if (day > today) {
          return refuse(
            'notYetEarned',
            'That day is still to come; credits are given for what was done.',
            '日期尚未到来，学分仅可补记已完成事项。',
          );
        }
        const year = yearOf(day);
        return {
          state: 'made',
          title: `${award.name}: +${amount}`,
          facts: { person, kind: award.rule.kind, year, credits: amount, line: null, reason },
          reason,
          ...(award.unit === null ? {} : { unit: award.unit }),
          notify: [notify({ person }, 'awarded', { ...both('kind', award.rule.title), year, credits: amount, reason })],
          effects: [
            addParties({ role: 'owner', person }),
            credit(creditLine(award.rule, { person, day, amount, of: 'correction' })),
          ],
        };
      }
      const { id, person, kind, year, amount, title, over } = line as Line;
      if (person === null || kind === null || year === null) {
        return refuse(
          'notACreditLine',
          'That line gave nobody credits; choose one from the statement of somebody’s credits.',
          '该分录未给任何人记学分，请从个人学分明细中选择。',
        );
      }
      if (person === actor.id) return ownCredits();
      if (over) {
        return refuse(
          'takenBack',
          'That line was taken back already, or has expired; look at the account for what is left.',
          '该分录已冲回或已到期，请核对账户明细。',
        );
      }
      return {
        state: 'made',
        title: `${person}: −${amount}`,
        facts: { person, kind, year, credits: -amount, line: id, reason },
        reason,
        notify: [notify({ person }, 'takenBack', { ...both('kind', title), year, credits: amount, reason })],
        effects: [
          addParties({ role: 'owner', person }),
          takeBack(id),
          revokeBadgeWithout(person, year, amount, `Credits were taken back. 学分已撤销。 ${reason}`),
        ],
      };
    },
  },
  actions: {},
});
