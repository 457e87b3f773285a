/** The credit appeal 学分申诉: somebody objects to their line of a confirmed evaluation, and the academy puts right what was wrong or says why not. */
import { type CreditRule, creditLine, yearOf } from '../credits/accrual.ts';
import { actOn, credit, hold, link, release } from '../effects/index.ts';
import { both, notifier } from '../kernel/parts.ts';
import { type Actor, type Case, defineProcess, type Refusal, refuse, type Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Inputs } from './inputs.ts';
import type { Notices } from './notices.ts';

export type Reference = {
  readonly start: {
    readonly evaluation: {
      readonly id: string;
      readonly year: number;
      readonly state: string;
      readonly appealable: boolean;
      readonly confirmedBy: string | null;
    };
    /** What stands in the frozen evaluation about somebody. */
    readonly line: Facts['line'] | null;
    /** An appeal of the same person against the same evaluation, other than one taken back. */
    readonly before: string | null;
  };
  readonly uphold: {
    /** The rule of each award, and what the cap of its year has room for. */
    readonly rules: readonly (CreditRule & { readonly kind: string; readonly room: number })[];
    readonly group: Title | null;
    /** Whether the evaluation was made void meanwhile. */
    readonly voided: boolean;
  };
};

/** People who may have a line in an evaluation: those who learn, and those who teach and answer beside their office. */
const APPELLANTS = ['trainee', 'mentor', 'lecturer', 'examiner', 'deskOfficer', 'siteWorker', 'handler', 'leader'] as const;

/** A leader hears of an appeal that stays undecided, and decides where the academy and personnel don't. */
const DECIDERS = ['academyAdmin', 'personnel', 'leader'] as const;

const notify = notifier<Notices>();

/** Neither the appellant nor whoever confirmed the result that is appealed against. */
const notOneself = ({
  current: { facts },
  actor,
}: {
  readonly current: Case<string, Facts>;
  readonly actor: Actor;
}): Refusal | undefined => {
  if (facts.person === actor.id)
    return refuse('ownAppeal', 'Nobody decides on their own appeal; ask a colleague.', '不得裁定本人申诉，请由同事办理。');
  return facts.confirmedBy === actor.id
    ? refuse(
        'ownResult',
        'You confirmed the result that is appealed against; somebody else of the academy, of personnel, or the leader decides.',
        '被申诉的考评结果由您核定，须由学院其他管理员、人事或领导裁定。',
      )
    : undefined;
};

const placeOf = (evaluation: string, person: string): string => `appeal:${evaluation}:${person}`;

/** The evaluation looks whether another appeal waits, and is final with the last one. */
const settles = ({ evaluation }: Facts) => actOn(evaluation, 'settle', {});

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
    lapsed: { en: 'lapsed with the evaluation', zh: '随考评作废终止' },
  },
  closed: ['upheld', 'dismissed', 'withdrawn', 'lapsed'],
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
      tasks: ({ person, confirmedBy }) => [
        {
          action: 'uphold',
          role: 'academyAdmin',
          clock: 'decide',
          except: confirmedBy === null ? [person] : [person, confirmedBy],
          otherwise: { role: 'personnel' },
        },
      ],
    },
    upheld: {},
    dismissed: {},
    withdrawn: {},
    lapsed: {},
  },
  inPerson: ({ person }) => [person],
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
      if (!evaluation.appealable) return refuse('appealsOver', ...notAppealable(evaluation.state));
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
        facts: {
          evaluation: evaluation.id,
          year: evaluation.year,
          confirmedBy: evaluation.confirmedBy,
          person: actor.id,
          text: input.text,
          line,
          decision: null,
        },
        ...(actor.unit === undefined ? {} : { unit: actor.unit }),
        // Of two appeals at once, one is filed.
        effects: [
          hold({
            resource: placeOf(evaluation.id, actor.id),
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
        en: 'Gives the credits that were missed, or puts the target group or the requirement right. It goes into the final result; the confirmed one stays beside it.',
        zh: '补记漏记学分，或更正培训对象、应修学分；计入最终结果，原核定结果另行保留。',
      },
      event: 'Upheld',
      by: DECIDERS,
      from: ['filed'],
      to: ['upheld'],
      guard: notOneself,
      decide: ({ current: { facts }, actor, input, reference: { rules, group, voided } }) => {
        if (voided)
          return refuse(
            'evaluationVoid',
            'That evaluation is void, so that nothing of it is put right; have the person appeal against the new one of the year.',
            '该考评已作废，不再更正，请申诉人对该年度新的考评申诉。',
          );
        const { awards, required = null, exempt, reason } = input;
        const wrong = awards.length > 0 ? wrongAward(facts, awards, rules) : nothingChanged(input);
        if (wrong) return wrong;
        const credits = awards.reduce((sum, { amount }) => sum + amount, 0);
        const lines = awards.flatMap((award) =>
          rules
            .filter(({ kind }) => kind === award.kind)
            .map((rule) => creditLine(rule, { person: facts.person, ...award, of: 'appeal' })),
        );
        const told = both('changed', changes({ credits, group, required, exempt }));
        return {
          state: 'upheld',
          facts: { decision: { upheld: true, by: actor.id, reason, credits, group: input.group ?? null, required, exempt } },
          reason,
          notify: [notify({ person: facts.person }, 'upheld', { ...told, year: facts.year, reason })],
          effects: [...(lines.length > 0 ? [credit(...lines)] : []), settles(facts)],
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
        facts: { decision: { upheld: false, by: actor.id, reason, credits: 0, group: null, required: null, exempt: false } },
        reason,
        notify: [notify({ person: facts.person }, 'dismissed', { reason })],
        effects: [settles(facts)],
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
      decide: ({ current: { facts } }) => ({
        state: 'withdrawn',
        effects: [release(placeOf(facts.evaluation, facts.person)), settles(facts)],
      }),
    },
    lapse: {
      title: { en: 'Close with the void evaluation', zh: '随考评作废终止' },
      event: 'Lapsed',
      by: ['case'],
      from: ['filed'],
      to: ['lapsed'],
      decide: ({ current: { facts } }) => ({
        state: 'lapsed',
        notify: [notify({ person: facts.person }, 'lapsed', { year: facts.year })],
        effects: [release(placeOf(facts.evaluation, facts.person))],
      }),
    },
  },
});

const notAppealable = (state: string): readonly [en: string, zh: string] => {
  switch (state) {
    case 'opened':
      return ['That evaluation isn’t confirmed yet; there is nothing to appeal against.', '该考评尚未核定，暂不能申诉。'];
    case 'voiding':
      return [
        'It is being decided whether that evaluation is void; appeal when it stands or when the year is evaluated anew.',
        '该考评正在决定是否作废，请待其维持或重新考评后申诉。',
      ];
    case 'voided':
    case 'cancelled':
      return ['That evaluation doesn’t count; appeal against the new one of the year.', '该考评已失效，请对该年度新的考评申诉。'];
    default:
      return ['The time to appeal against that evaluation is over.', '该考评的申诉期已过。'];
  }
};

const nothingChanged = ({ group, required, exempt }: Inputs['uphold']): Refusal | undefined =>
  group === undefined && required === undefined && !exempt
    ? refuse(
        'nothingChanged',
        'Say what is put right: credits that were missed, another target group, another requirement, or an exemption. Otherwise dismiss the appeal.',
        '请填写更正内容：补记学分、培训对象、应修学分或免予考评；无需更正的，请裁定申诉不成立。',
      )
    : undefined;

const wrongAward = (
  { year }: Facts,
  awards: Inputs['uphold']['awards'],
  rules: Reference['uphold']['rules'],
): Refusal | undefined => {
  if (awards.some(({ day }) => yearOf(day) !== year))
    return refuse(
      'anotherYear',
      `The evaluation is of ${year}; give a day of that year.`,
      `本考评为${year}年度，请填写该年度内的日期。`,
    );
  const cut = rules.find(({ kind, room }) => awards.some((award) => award.kind === kind && award.amount > room));
  return (
    cut &&
    refuse(
      'capReached',
      `Of “${cut.title.en}” the year takes ${cut.mostPerYear} credits, and has room for ${cut.room}. Give so many, or put the requirement right.`,
      `“${cut.title.zh}”年度上限${cut.mostPerYear}学分，尚可记${cut.room}学分；请据此填写，或更正应修学分。`,
    )
  );
};

/** What an upheld appeal puts right, in words. */
const changes = ({
  credits,
  group,
  required,
  exempt,
}: { readonly group: Title | null } & Pick<NonNullable<Facts['decision']>, 'credits' | 'required' | 'exempt'>): Title => {
  const parts: readonly Title[] = [
    ...(credits > 0 ? [{ en: `${credits} credits were given afterwards.`, zh: `已补记${credits}学分，` }] : []),
    ...(group ? [{ en: `Your target group is “${group.en}”.`, zh: `培训对象更正为“${group.zh}”，` }] : []),
    ...(required === null ? [] : [{ en: `You need ${required} credits.`, zh: `应修学分更正为${required}，` }]),
    ...(exempt ? [{ en: 'Nothing is asked of you in this year.', zh: '本年度免予考评，' }] : []),
  ];
  return { en: parts.map(({ en }) => en).join(' '), zh: parts.map(({ zh }) => zh).join('') };
};
