/** The visit itself: checked in, recorded, amended, and what was seen there that is dangerous. */
import { type Effect, openCase } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { clipped } from '../kernel/parts.ts';
import { type Refusal, type Rule, refuse } from '../kernel/process.ts';
import { outsideRound } from './arranging.ts';
import type { Facts } from './facts.ts';
import { full, letsGo, takes } from './holding.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';
import { notify, notifyFirm, officerOf, onlyOfficer, takenBy } from './telling.ts';
import type { Clock, Role, RulesOf, State } from './vocabulary.ts';

type Sent = Inputs['amend'];

/** Demands that don't stand yet, word for word: a record that is sent again opens none twice. */
const added = (facts: Facts, demands: Sent['demands'] = []) =>
  demands.filter(({ category, text }) => !facts.demands.some((one) => one.category === category && one.text === text));

/** What was recorded, as the case knows it; demands stand beside those that were opened already. */
const recorded = (facts: Facts, { demands = [], figures, met, answers, policies, minutes }: Sent): Partial<Facts> => ({
  ...(met === undefined ? {} : { met }),
  ...(answers === undefined ? {} : { answers }),
  ...(policies === undefined ? {} : { policies }),
  ...(minutes === undefined ? {} : { minutes }),
  ...(figures === undefined
    ? {}
    : {
        figures: {
          staff: figures.staff ?? facts.figures?.staff ?? null,
          ordersPerMille: figures.ordersPerMille ?? facts.figures?.ordersPerMille ?? null,
          exportPerMille: figures.exportPerMille ?? facts.figures?.exportPerMille ?? null,
        },
      }),
  demands: [
    ...facts.demands,
    ...added(facts, demands).map(({ department = null, policy = null, ...demand }) => ({ ...demand, department, policy })),
  ],
});

/** Why it can't be recorded so. */
const wrongIn = (facts: Facts, { answers = [], figures, demands = [] }: Sent, limits: Limits): Refusal | undefined => {
  const strange = answers.find(
    ({ question }, n) => question > facts.questions.length || answers.findIndex((one) => one.question === question) < n,
  );
  if (strange)
    return refuse(
      'noSuchQuestion',
      `Answer each of the ${facts.questions.length} questions of the visit once at most; ${strange.question} is none of them, or stands twice. What else was said goes into the demands or a comment.`,
      `本次走访共${facts.questions.length}个问题，每题至多填写一次；第${strange.question}题不存在或重复。其他内容请填入诉求或留言。`,
    );
  if (figures !== undefined && limits.recordFigures === 0)
    return refuse('figuresOff', 'Figures of firms aren’t recorded here. Leave them out.', '本单位不登记企业经营数据，请留空。');
  return facts.demands.length + added(facts, demands).length > limits.demandsMax
    ? refuse(
        'tooManyDemands',
        `A visit brings at most ${limits.demandsMax} demands; ${facts.demands.length} stand already. Put together what belongs together.`,
        `单次走访最多${limits.demandsMax}条诉求（已有${facts.demands.length}条），请合并同类诉求。`,
      )
    : undefined;
};

const opens = (id: string, facts: Facts, { demands }: Sent): readonly Effect[] =>
  added(facts, demands).map(({ category, text, urgency, department, policy }) =>
    openCase(
      'enterpriseDemand',
      {
        firm: facts.firm.code,
        visit: id,
        category,
        text,
        urgency,
        ...(department === undefined && policy === undefined
          ? {}
          : { wish: { ...(department === undefined ? {} : { department }), ...(policy === undefined ? {} : { policy }) } }),
      },
      { refused: 'demandRefused' },
    ),
  );

/** What the firm is told of the record. */
const told = ({ answers, demands }: Pick<Facts, 'answers' | 'demands'>) => ({
  text: answers.length === 0 ? '' : `${clipped(answers.map(({ text }) => text).join('；'))} `,
  demands: demands.length,
});

/** What was opened from the visit wasn't taken up. */
const refused = (
  event: string,
  counts: boolean,
): Rule<State, Facts, Clock, Inputs['demandRefused'], undefined, Role, Limits> => ({
  title: { en: 'Not taken up', zh: '未能立件' },
  event,
  by: ['case'],
  from: ['underWay', 'recorded', 'confirmed', 'cancelled'],
  decide: ({ current, input: { reason } }) => ({
    facts: counts ? { demandsRefused: current.facts.demandsRefused + 1 } : {},
    notify: [notify(officerOf(current, current.facts), 'notTakenUp', { reason })],
  }),
});

export const visiting: RulesOf<'checkIn' | 'record' | 'amend' | 'reportDanger' | 'reportRefused' | 'demandRefused'> = {
  checkIn: {
    title: { en: 'Check in', zh: '到访签到' },
    description: { en: 'At the firm: by its code, or by where you are.', zh: '到场扫描企业码，或发送所在位置。' },
    event: 'CheckedIn',
    by: ['officer'],
    from: ['arranged'],
    to: ['underWay'],
    guard: onlyOfficer,
    decide: ({ current, actor, now, input, reference, limits }) => {
      const { facts } = current;
      const { arranged } = facts;
      if (arranged === null) return refuse('notArranged', 'Arrange a time with the firm first.', '请先与企业约定时间。');
      const otherDay = now < arranged.dayStart || now >= arranged.dayEnd;
      if (otherDay && input.agreedBy === undefined)
        return refuse(
          'anotherDay',
          `The visit is arranged for ${moment(arranged.at)}. Come then, or say who at the firm has agreed to today.`,
          `约定走访时间为${moment(arranged.at)}。请按约前往，或填写企业同意今日走访的人员岗位。`,
        );
      if (!reference.there)
        return refuse(
          'notThere',
          `Scan the code of the firm, or send where you are, within ${limits.checkInRadius} metres of it.`,
          `请扫描企业码，或在企业${limits.checkInRadius}米范围内发送位置。`,
        );
      // Agreed on the spot, it needs no notice; other visits still count.
      const called = facts.round === null;
      const wrong = otherDay && !called ? (outsideRound(facts, now) ?? full(reference, limits)) : undefined;
      if (wrong) return wrong;
      const taken = takenBy(current, actor);
      return {
        state: 'underWay',
        facts: { ...taken.facts, checkedIn: { at: now, how: reference.there, agreedBy: input.agreedBy ?? null } },
        effects: [
          ...taken.effects,
          ...(otherDay ? [letsGo(facts), takes(facts, taken.facts.officer, reference, limits, called)] : []),
        ],
        notify: otherDay
          ? notifyFirm(undefined, 'cameToday', { officer: actor.name, who: input.agreedBy ?? '', at: moment(arranged.at) })
          : [],
      };
    },
  },
  record: {
    title: { en: 'Record', zh: '登记走访记录' },
    event: 'Recorded',
    by: ['officer'],
    from: ['underWay'],
    to: ['recorded'],
    guard: onlyOfficer,
    decide: ({ current, actor, input, limits }) => {
      const wrong = wrongIn(current.facts, input, limits);
      if (wrong) return wrong;
      const taken = takenBy(current, actor);
      const facts = { ...recorded(current.facts, input), ...taken.facts, recordedBy: actor.id };
      return {
        state: 'recorded',
        facts,
        effects: [...taken.effects, ...opens(current.id, current.facts, input)],
        notify: notifyFirm(undefined, 'recorded', told({ ...current.facts, ...facts })),
      };
    },
  },
  amend: {
    title: { en: 'Amend the record', zh: '修改走访记录' },
    description: {
      en: 'Until it is confirmed. Demands that stand are passed on already.',
      zh: '确认前可修改；已登记的诉求已转出。',
    },
    event: 'Amended',
    by: ['officer'],
    from: ['recorded'],
    guard: onlyOfficer,
    decide: ({ current, input, limits }) => {
      const wrong = wrongIn(current.facts, input, limits);
      if (wrong) return wrong;
      if (Object.values(input).every((value) => value === undefined))
        return refuse('nothingToAmend', 'Say what is to be changed in the record.', '请填写需修改的内容。');
      const facts = recorded(current.facts, input);
      return {
        facts,
        effects: opens(current.id, current.facts, input),
        notify: notifyFirm(undefined, 'amended', told({ ...current.facts, ...facts })),
      };
    },
  },
  reportDanger: {
    title: { en: 'Report a danger', zh: '上报安全隐患' },
    description: {
      en: 'As anybody would who passes by: it is no finding of the visit. The firm hears of it at once.',
      zh: '与普通群众上报相同，不作为走访结论；同时告知企业。',
    },
    event: 'DangerReported',
    by: ['officer'],
    from: ['underWay', 'recorded'],
    guard: onlyOfficer,
    decide: ({ current: { facts }, input }) => ({
      effects: [openCase('issueReport', { ...input }, { refused: 'reportRefused' })],
      notify: notifyFirm(undefined, 'danger', { firm: facts.firm.name, text: input.text }),
    }),
  },
  reportRefused: refused('ReportRefused', false),
  demandRefused: refused('DemandRefused', true),
};
