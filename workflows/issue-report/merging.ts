/** Several reports of one matter: one goes on, the others are merged into it, and can be taken out again. */
import { actOn, credit, link, reverse, unlink } from '../effects/index.ts';
import { both, unique } from '../kernel/parts.ts';
import { metresBetween } from '../kernel/place.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { stoodIn } from '../kernel/standing-in.ts';
import { confirmedFirst } from './emergency.ts';
import type { Facts, Reporter } from './facts.ts';
import { notOwnReport, ownReport } from './guards.ts';
import type { Limits } from './limits.ts';
import { othersOf, sealedAs } from './sealing.ts';
import { notify, REPORTERS, whoHasIt } from './telling.ts';
import { kept, personOf, rewards } from './verifying.ts';
import { type IssueReport, isOpen, OPEN, type RulesOf, type Target } from './vocabulary.ts';

export const merging: RulesOf<'merge' | 'unmerge' | 'absorb' | 'releaseMerged' | 'seal'> = {
  merge: {
    title: { en: 'Merge into another report', zh: '并入其他上报件' },
    description: {
      en: 'For a second report of the same matter: its reporters, followers and photos go over to the report that goes on.',
      zh: '同一事项重复上报的，其上报人、关注人和照片并入继续办理的上报件。',
    },
    event: 'Merged',
    by: ['dispatcher'],
    from: OPEN,
    to: ['merged'],
    guard: (context) => notOwnReport(context) ?? confirmedFirst(context.current.facts),
    decide: ({ current, actor, now, input, limits, reference: { target } }) => {
      if (target.id === current.id) {
        return refuse(
          'mergeIntoItself',
          'A report can’t be merged into itself; give the number of the other one.',
          '不能并入本件自身，请填写另一件的编号。',
        );
      }
      const wrong = notAMatter(target) ?? (target.own ? ownReport : undefined);
      if (wrong) return wrong;
      const { points } = current.facts;
      // Points are for the matter: what this report has earned is earned where it goes on.
      const earned = points && !points.reversed ? points.lines : [];
      const workedOn = unique([...current.facts.workedOn, ...stoodIn(current)]);
      if (input.reason === undefined && !isAlike(current.facts, target, limits.mergeRadius)) {
        return refuse(
          'reasonToMerge',
          `${target.id} is of another kind, or more than ${limits.mergeRadius} m away. Say how you know that both are the same matter.`,
          `${target.id}类别不同，或相距超过${limits.mergeRadius}米。请说明认定为同一事项的依据。`,
        );
      }
      return {
        state: 'merged',
        confidential: true,
        facts: {
          merged: { into: target.id, from: isOpen(current.state) ? current.state : 'reported', by: actor.id, at: now },
          ...(earned.length > 0 ? { points: null } : {}),
        },
        ...(input.reason === undefined ? {} : { reason: input.reason }),
        effects: [
          link(target.id, 'mergedInto'),
          actOn(target.id, 'absorb', {
            from: current.id,
            reporters: withWords(current.id, current.facts),
            ...(workedOn.length > 0 ? { workedOn } : {}),
          }),
          ...(earned.length > 0 ? [reverse(...earned.map(({ rule }) => rule))] : []),
        ],
        notify: [
          notify(REPORTERS, 'merged', { into: target.id }),
          notify(whoHasIt(current), 'takenAway', {
            whyEn: `It was merged into ${target.id}${input.reason === undefined ? '.' : `: ${input.reason}`}`,
            whyZh: `已并入${target.id}${input.reason === undefined ? '。' : `：${input.reason}`}`,
          }),
        ],
      };
    },
  },
  unmerge: {
    title: { en: 'Take out of the merger', zh: '撤销并案' },
    description: {
      en: 'The two aren’t the same matter: this one goes on where it was, with its clocks, reporters and photos.',
      zh: '确非同一事项的，本件恢复并案前的状态、时限、上报人和照片。',
    },
    event: 'Unmerged',
    by: ['dispatcher', 'case'],
    from: ['merged'],
    to: OPEN,
    guard: (context) =>
      notOwnReport(context) ??
      (context.current.facts.sealed
        ? refuse(
            'sealedStays',
            'It is sealed, and nothing of it is left here to work on. What its reporters add goes to the right channel.',
            '本件为密件，本处不再保留可供办理的内容。上报人如有补充，请向正确渠道反映。',
          )
        : undefined),
    decide: ({ current, actor, input, reference }) => {
      if (reference.own) return ownReport;
      const { merged } = current.facts;
      if (!merged) return refuse('notMerged', 'The report isn’t merged into another.', '本件未并案。');
      const bounced = actor.id === `case:${merged.into}`;
      return {
        state: merged.from,
        confidential: true,
        facts: { merged: null },
        reason: input.reason,
        // A time to object that is over stays over.
        ...(current.clocks.objection === 'stopped' ? { clocks: { stop: ['objection'] } } : {}),
        effects: [
          unlink(merged.into, 'mergedInto'),
          // The other case took nothing over if it sent this one back.
          ...(bounced
            ? []
            : [
                actOn(merged.into, 'releaseMerged', {
                  from: current.id,
                  cases: unique(current.facts.reporters.map((reporter) => reporter.case)),
                }),
              ]),
        ],
        notify: [
          notify(REPORTERS, 'unmerged', { into: merged.into }),
          ...(bounced && merged.from === 'reported'
            ? []
            : [notify(whoHasIt(current, merged.from), 'backWithYou', { into: merged.into })]),
          ...(bounced ? [notify({ role: 'dispatcher' }, 'mergerFailed', { into: merged.into, reason: input.reason })] : []),
        ],
      };
    },
  },
  absorb: {
    title: { en: 'Take over a merged report', zh: '接收并入件' },
    event: 'MergedReportTaken',
    by: ['case'],
    from: [...OPEN, 'closed', 'merged', 'rejected'],
    decide: ({ current, input }) => {
      const { sealed, rejection } = current.facts;
      if (sealed) {
        return {
          confidential: true,
          effects: othersOf(current.id, input.reporters).map((of) => actOn(of, 'seal', { rejection })),
        };
      }
      if (!isOpen(current.state)) {
        // It was open when the other was merged into it: that one goes on by itself, so that nobody's report is lost.
        return {
          confidential: true,
          effects: [actOn(input.from, 'unmerge', { reason: `${current.id} 已不在办 / is no longer open` })],
        };
      }
      const { reporters } = current.facts;
      const moved = input.reporters.filter(
        (reporter) => !reporters.some(({ id, case: of }) => id === reporter.id && of === reporter.case),
      );
      return {
        confidential: true,
        facts: {
          reporters: [...reporters, ...moved],
          // Work on the same matter is checked by somebody else, on whichever report it was done.
          ...(input.workedOn ? { workedOn: unique([...current.facts.workedOn, ...input.workedOn]) } : {}),
        },
        notify: [notify(whoHasIt(current), 'absorbed', { from: input.from })],
      };
    },
  },
  seal: {
    title: { en: 'Seal with the report it goes on as', zh: '随并入件密封' },
    event: 'Sealed',
    by: ['case'],
    from: ['merged'],
    decide: ({ current, input: { rejection } }) => ({
      ...sealedAs(current.facts),
      confidential: true,
      notify: rejection
        ? [notify(REPORTERS, 'rejected', { ...both('ground', rejection.ground), ...both('channel', rejection.channel) })]
        : [],
    }),
  },
  releaseMerged: {
    title: { en: 'Give back a merged report', zh: '退还并入件' },
    event: 'MergedReportReleased',
    by: ['case'],
    from: [...OPEN, 'closed', 'merged', 'rejected'],
    decide: ({ current, input, limits }) => {
      const { facts } = current;
      const { merged } = facts;
      const released = new Set(input.cases);
      const reporters = facts.reporters.filter(({ case: of }) => !released.has(of));
      const due = rewardedAnew(current, reporters, limits);
      return {
        confidential: true,
        facts: {
          // What they rated was done here; it stays and counts here.
          reporters,
          ...(due ? { points: due.points } : {}),
        },
        notify: [
          ...(isOpen(current.state) ? [notify(whoHasIt(current), 'released', { from: input.from })] : []),
          ...(due?.notify ?? []),
        ],
        effects: [
          ...(due?.effects ?? []),
          // It has itself been merged meanwhile: the reporters went further and come back from there.
          ...(merged ? [actOn(merged.into, 'releaseMerged', input)] : []),
        ],
      };
    },
  },
};

/** Reporters as they go over to another report, with what they wrote: whoever has that one reads it. */
export const withWords = (id: string, { reporters, text }: Pick<Facts, 'reporters' | 'text'>): readonly Reporter[] =>
  reporters.map((reporter) => (reporter.case === id ? { ...reporter, words: text } : reporter));

/** Whether two reports speak of the same kind of thing, near each other. */
export const isAlike = ({ category, place }: Facts, other: Target, metres: number): boolean =>
  other.category === category.code && other.place !== null && metresBetween(place, other.place) <= metres;

/** Why a report can't go on as this one. */
export const notAMatter = (target: Target): Refusal | undefined => {
  if (target.process !== 'issueReport') {
    return refuse(
      'mergeIntoOther',
      `${target.id} isn’t an issue report; link the two by a comment instead.`,
      `${target.id}不是随手拍上报件，请改为留言关联。`,
    );
  }
  if (target.mergedInto !== null) {
    return refuse(
      'targetMerged',
      `${target.id} has itself been merged into ${target.mergedInto}; merge into that one.`,
      `${target.id}已并入${target.mergedInto}，请并入后者。`,
    );
  }
  return target.open
    ? undefined
    : refuse(
        'targetClosed',
        `${target.id} is closed; merge only into an open report, or let a reporter reopen that one first.`,
        `${target.id}已办结，只能并入在办件；也可由上报人先要求重办。`,
      );
};

/** Where somebody who leaves had earned the points of the matter: they are taken back, and given to whom they are due without them. */
const rewardedAnew = ({ facts, state, revision }: IssueReport, reporters: Facts['reporters'], limits: Limits) => {
  const { points, ending } = facts;
  const earned = points !== null || (state === 'closed' && ending === 'settled');
  if (!earned || points?.reversed) return undefined;
  const stay = new Set(reporters.map(({ id }) => `person:${id}`));
  const lost = points?.lines.filter(({ to }) => !stay.has(to)) ?? [];
  if (points && lost.length === 0) return undefined;
  const left = points?.lines.filter(({ to }) => stay.has(to)) ?? [];
  const lines = rewards(reporters, limits)
    .filter(({ to }) => !left.some((line) => line.to === to))
    // Their own name, so that taking back the old ones again leaves them.
    .map((line) => ({ ...line, rule: `${line.rule}:${revision + 1}` }));
  if (lost.length === 0 && lines.length === 0) return undefined;
  return {
    points: { lines: [...left, ...lines.map(kept)], reversed: false },
    effects: [
      ...(lost.length > 0 ? [reverse(...lost.map(({ rule }) => rule))] : []),
      ...(lines.length > 0 ? [credit(...lines)] : []),
    ],
    notify: [
      ...lost.map(({ to, amount }) => notify({ person: personOf(to) }, 'pointsMoved', { points: amount })),
      ...lines.map(({ to, amount }) => notify({ person: personOf(to) }, 'pointsEarned', { points: amount })),
    ],
  };
};
