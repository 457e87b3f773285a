/** Which unit gets a report: by rule, by the dispatch desk, by a ruling. */
import { both, clipped, fellTo } from '../kernel/parts.ts';
import { type Refusal, refuse, type Title } from '../kernel/process.ts';
import { confirmedFirst } from './emergency.ts';
import type { Facts, Named } from './facts.ts';
import { notOwnReport } from './guards.ts';
import { acceptClock } from './lifecycle.ts';
import { asWritten, notify, REPORTERS, takenAway } from './telling.ts';
import type { ChosenUnit, IssueOutcome, IssueReport, RulesOf } from './vocabulary.ts';

type Handover = {
  readonly unit: Named;
  readonly why: Title;
  readonly rule?: string;
  readonly by: string;
  readonly now: number;
  readonly forced?: boolean;
  /** What the report knew before; nothing where it comes in. */
  readonly before: Pick<Facts, 'firstDispatchAt'> | null;
};

/** What a report is called in lists. */
export const titleOf = (title: Title, text: string): string => `${title.zh} ${title.en}${text && `：${clipped(text)}`}`;

/** What a unit that gets a report is told, and what the report knows of it. */
export const dispatchedTo = ({ unit, why, rule, by, now, forced = false, before }: Handover) =>
  ({
    state: 'dispatched',
    unit: unit.id,
    facts: {
      dispatch: { unit, why, rule: rule ?? null, by, at: now, forced },
      firstDispatchAt: before?.firstDispatchAt ?? now,
      handler: null,
      extensionAsked: null,
      suspensionAsked: null,
    },
    notify: [
      notify({ role: 'handler' }, forced ? 'forciblyAssigned' : 'newWork', both('why', why)),
      notify(REPORTERS, 'dispatched', { ...both('unit', unit.title), ...both('why', why) }),
    ],
  }) as const satisfies IssueOutcome;

/** What a report that goes back to the dispatch desk knows. */
export const backAtDesk = ({ desk }: Facts) =>
  ({ state: 'reported', unit: desk.id, facts: { dispatch: null, handler: null } }) as const satisfies IssueOutcome;

/**
 * Why a unit can't be given the report. A department's matter stays the department's; the same holds for dispatch rules when they are saved.
 * Where nobody can take it, it would lie on nobody's list.
 */
export const unfit = ({ unit, pushedDownFrom: owner, manned }: ChosenUnit): Refusal | undefined => {
  if (owner) {
    return refuse(
      'pushedDown',
      `This is by law the matter of ${owner.title.en}; it isn’t pushed down to ${unit.title.en}. Give it to ${owner.title.en}, or reject it with the right channel.`,
      `该事项依法由${owner.title.zh}负责，不得下派给${unit.title.zh}。请派给${owner.title.zh}，或不予受理并告知正确渠道。`,
    );
  }
  return manned
    ? undefined
    : refuse(
        'nobodyThere',
        `Nobody is a handler of ${unit.title.en}. Choose a unit that has one, or have the administrator enter one.`,
        `${unit.title.zh}没有经办人，请选择有经办人的单位，或请管理员登记经办人。`,
      );
};

/** What was ruled not to be a unit's matter doesn't go back there, unless it has become another matter since. */
export const returned = ({ objections, category }: Facts, { unit }: Pick<ChosenUnit, 'unit'>): Refusal | undefined =>
  objections.some((one) => one.unit === unit.id && one.category === category.code && one.ruling?.upheld)
    ? refuse(
        'notTheirMatter',
        `It was ruled that this isn’t the matter of ${unit.title.en}; choose another unit.`,
        `${unit.title.zh}的退单已裁定成立，请选择其他单位。`,
      )
    : undefined;

/** A report that goes from the unit that has it to another, and what both are told. */
export const movedTo = ({
  current,
  reason,
  ...to
}: Omit<Handover, 'before' | 'forced'> & { readonly current: IssueReport; readonly reason: string }): IssueOutcome => {
  const outcome = dispatchedTo({ ...to, before: current.facts });
  const { en, zh } = to.unit.title;
  return {
    ...outcome,
    reason,
    // Each unit has its own time to accept and to object.
    clocks: { start: { [acceptClock(current.facts)]: 'default', objection: 'default' } },
    notify: [
      ...outcome.notify,
      ...takenAway(current, { en: `It was moved to ${en}: ${reason}`, zh: `已转派至${zh}：${reason}` }),
    ],
  };
};

const rejectedWhy = (ground: string): Title => ({ en: `It was rejected: ${ground}`, zh: `不予受理：${ground}` });

export const dispatching: RulesOf<'dispatch' | 'transfer' | 'reject'> = {
  dispatch: {
    title: { en: 'Dispatch', zh: '派单' },
    description: {
      en: 'Give the report to the unit whose matter it is. Its time to handle it starts now.',
      zh: '将上报件派给责任单位，办理时限自派单起算。',
    },
    event: 'Dispatched',
    by: ['dispatcher'],
    from: ['reported'],
    to: ['dispatched'],
    guard: notOwnReport,
    decide: ({ current, actor, now, input, reference }) =>
      unfit(reference) ??
      returned(current.facts, reference) ?? {
        ...dispatchedTo({ unit: reference.unit, why: asWritten(input.reason), by: actor.id, now, before: current.facts }),
        reason: input.reason,
      },
  },
  transfer: {
    title: { en: 'Move to another unit', zh: '转派' },
    description: {
      en: 'Take the report from the unit that has it and give it to another. The time to handle it runs on. What a final ruling gave to a unit moves only when that unit has nobody left for it.',
      zh: '将上报件由现单位转派至其他单位，办理时限继续计算。最终裁定指定的，仅在该单位无人承办时方可转派。',
    },
    event: 'Transferred',
    by: ['dispatcher'],
    from: ['dispatched', 'handling'],
    to: ['dispatched'],
    guard: (context) => {
      if (fellTo('transfer', context)) return undefined;
      return context.current.facts.dispatch?.forced
        ? refuse(
            'finallyRuled',
            'A final ruling gave it to this unit; only the unit’s own work ends it.',
            '本件已由最终裁定指定承办单位，不再转派。',
          )
        : notOwnReport(context);
    },
    decide: ({ current, actor, now, input, reference }) => {
      if (reference.unit.id === current.unit) {
        return refuse(
          'sameUnit',
          `${reference.unit.title.en} has it already; choose another unit.`,
          `本件已在${reference.unit.title.zh}，请选择其他单位。`,
        );
      }
      return (
        unfit(reference) ??
        returned(current.facts, reference) ??
        movedTo({
          current,
          unit: reference.unit,
          why: asWritten(input.reason),
          by: actor.id,
          now,
          reason: input.reason,
        })
      );
    },
  },
  reject: {
    title: { en: 'Reject with the right channel', zh: '不予受理' },
    description: {
      en: 'Close a report that isn’t the street’s matter, telling the reporter where to go with it.',
      zh: '对不属于街道受理范围的上报件予以办结，并告知上报人正确渠道。',
    },
    event: 'Rejected',
    by: ['dispatcher'],
    // A rule may have dispatched what nobody had recognized.
    from: ['reported', 'dispatched', 'handling'],
    to: ['rejected'],
    guard: (context) => notOwnReport(context) ?? confirmedFirst(context.current.facts),
    decide: ({ current, now, input }) => {
      const outcome = rejected({ ground: asWritten(input.ground), channel: asWritten(input.channel) }, now);
      return {
        ...outcome,
        reason: input.ground,
        notify: [...outcome.notify, ...takenAway(current, rejectedWhy(input.ground))],
      };
    },
  },
};

/** What the reporter of a matter that isn’t taken up is told: where to go with it. */
export const rejected = (rejection: NonNullable<Facts['rejection']>, now: number) =>
  ({
    state: 'rejected',
    facts: { rejection, closedAt: now },
    notify: [notify(REPORTERS, 'rejected', { ...both('ground', rejection.ground), ...both('channel', rejection.channel) })],
  }) as const satisfies IssueOutcome;
