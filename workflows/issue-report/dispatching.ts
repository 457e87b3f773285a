/** Which unit gets a report: by rule, by the dispatch desk, by a ruling. */
import { type Refusal, refuse, type Title } from '../kernel/process.ts';
import type { Facts, Named } from './facts.ts';
import type { ChosenUnit, Clock, IssueOutcome, IssueReport, RulesOf } from './vocabulary.ts';
import { asWritten, both, going, notify, REPORTERS, tasksIn } from './waiting.ts';

type Handover = {
  readonly unit: Named;
  readonly why: Title;
  readonly rule?: string;
  readonly by: string;
  readonly now: number;
  readonly forced?: boolean;
};

/**
 * What follows when a unit gets a report. The clock of handling starts at the first dispatch and at no later one; those of
 * accepting and objecting start anew with each unit.
 */
export const handTo = (
  facts: Facts,
  clocks: IssueReport['clocks'],
  { unit, why, rule, by, now, forced = false }: Handover,
  over: readonly Clock[] = [],
): IssueOutcome & { readonly state: 'dispatched'; readonly facts: Partial<Facts> } => {
  const dispatch = { unit, why, rule: rule ?? null, by, at: now, forced };
  const next = { ...facts, dispatch, handler: null };
  const start = {
    accept: 'default' as const,
    ...(forced ? {} : { objection: 'default' as const }),
    ...(clocks.handle === undefined || clocks.handle === 'stopped' ? { handle: facts.category.handle } : {}),
  };
  // A fresh start ends the run before it; stopping it as well would stop the fresh one.
  const stop = over.filter((clock) => !Object.hasOwn(start, clock));
  return {
    state: 'dispatched',
    unit: unit.id,
    facts: { dispatch, handler: null, extensionAsked: null, suspensionAsked: null, leaderToAssign: false },
    clocks: { start, ...(stop.length > 0 ? { stop } : {}) },
    tasks: tasksIn('dispatched', next),
    notify: [
      notify({ role: 'handler' }, forced ? 'forciblyAssigned' : 'newWork', both('why', why)),
      notify(REPORTERS, 'dispatched', { ...both('unit', unit.title), ...both('why', why) }),
    ],
  };
};

/** What follows when a report goes (back) to the dispatch desk. */
export const toDesk = (
  facts: Facts,
  over: readonly Clock[] = [],
): IssueOutcome & { readonly state: 'reported'; readonly facts: Partial<Facts> } => ({
  state: 'reported',
  unit: facts.desk.id,
  facts: { dispatch: null, handler: null },
  clocks: { start: { dispatch: 'default' }, ...(over.length > 0 ? { stop: over } : {}) },
  tasks: tasksIn('reported', facts),
});

/** A department's matter stays the department's; the same holds for dispatch rules when they are saved. */
export const pushedDown = ({ unit, pushedDownFrom: owner }: ChosenUnit): Refusal | undefined =>
  owner
    ? refuse(
        'pushedDown',
        `This is by law the matter of ${owner.title.en}; it isn’t pushed down to ${unit.title.en}. Dispatch it to ${owner.title.en}, or reject it with the right channel.`,
        `该事项依法由${owner.title.zh}负责，不得下派给${unit.title.zh}。请派给${owner.title.zh}，或不予受理并告知正确渠道。`,
      )
    : undefined;

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
    decide: ({ current, actor, now, input, reference }) =>
      pushedDown(reference) ?? {
        ...handTo(
          current.facts,
          current.clocks,
          { unit: reference.unit, why: asWritten(input.reason), by: actor.id, now },
          going(current, ['dispatch']),
        ),
        reason: input.reason,
      },
  },
  transfer: {
    title: { en: 'Move to another unit', zh: '转派' },
    description: {
      en: 'Take the report from the unit that has it and give it to another. The time to handle it runs on.',
      zh: '将上报件由现单位转派至其他单位，办理时限继续计算。',
    },
    event: 'Transferred',
    by: ['dispatcher'],
    from: ['dispatched', 'handling'],
    to: ['dispatched'],
    guard: ({ current }) =>
      current.facts.dispatch?.forced
        ? refuse(
            'finallyRuled',
            'A final ruling gave it to this unit; only the unit’s own work ends it.',
            '本件已由最终裁定指定承办单位，不再转派。',
          )
        : undefined,
    decide: ({ current, actor, now, input, reference }) => {
      if (reference.unit.id === current.unit) {
        return refuse(
          'sameUnit',
          `${reference.unit.title.en} has it already; choose another unit.`,
          `本件已在${reference.unit.title.zh}，请选择其他单位。`,
        );
      }
      return (
        pushedDown(reference) ?? {
          ...handTo(
            current.facts,
            current.clocks,
            { unit: reference.unit, why: asWritten(input.reason), by: actor.id, now },
            going(current, ['accept', 'objection']),
          ),
          reason: input.reason,
        }
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
    from: ['reported'],
    to: ['rejected'],
    decide: ({ current, now, input }) => ({
      ...rejected({ ground: asWritten(input.ground), channel: asWritten(input.channel) }, now),
      clocks: { stop: going(current, ['dispatch', 'handle']) },
      reason: input.ground,
    }),
  },
};

/** What follows when a matter isn’t taken up: the reporter learns where to go with it. */
export const rejected = (
  rejection: NonNullable<Facts['rejection']>,
  now: number,
): IssueOutcome & { readonly state: 'rejected'; readonly facts: Partial<Facts> } => ({
  state: 'rejected',
  facts: { rejection, closedAt: now },
  notify: [notify(REPORTERS, 'rejected', { ...both('ground', rejection.ground), ...both('channel', rejection.channel) })],
});
