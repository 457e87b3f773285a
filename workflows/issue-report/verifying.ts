/** Somebody other than the handler checks on the spot; what passes is closed, and every reporter hears of it. */
import { attach, credit, type LedgerLine, reverse } from '../effects/index.ts';
import { metresBetween } from '../kernel/place.ts';
import { refuse } from '../kernel/process.ts';
import type { Facts, Reporter } from './facts.ts';
import { tooManyPhotos } from './guards.ts';
import type { Limits } from './limits.ts';
import { notify, REPORTERS, theHandler } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';

export const verifying: RulesOf<'verify' | 'reversePoints'> = {
  verify: {
    title: { en: 'Check on the spot', zh: '现场核实' },
    description: {
      en: 'Pass it, and it is closed and the reporters hear of it; or fail it, and it goes back as rework with the time that was left.',
      zh: '核实通过即办结并反馈上报人；不通过则退回返工，使用剩余时限。',
    },
    event: 'Verified',
    by: ['officer', 'dispatcher'],
    from: ['verifying'],
    to: ['closed', 'handling'],
    guard: ({ current, actor }) =>
      current.facts.workedOn.includes(actor.id)
        ? refuse(
            'ownWork',
            'You worked on this yourself; somebody else checks it. Another grid officer of the area can, or the dispatch desk sends somebody.',
            '本人参与处置的事项须由他人核实，请本网格其他网格员核实，或由派单台另行安排。',
          )
        : undefined,
    decide: ({ current, now, input, limits }) => {
      const { facts } = current;
      const tooMany = tooManyPhotos(input.photos, limits);
      if (tooMany) return tooMany;
      if (!input.at && input.photos.length === 0) {
        return refuse(
          'notOnTheSpot',
          'A check is done on the spot: send where you stand, or a photo of the place.',
          '须到现场核实，请提供当前位置或现场照片。',
        );
      }
      const away = input.at ? Math.round(metresBetween(input.at, facts.place)) : 0;
      if (away > limits.verifyRadius) {
        return refuse(
          'tooFarAway',
          `You are ${away} m away from the matter; go within ${limits.verifyRadius} m of it and check again.`,
          `您距现场${away}米，请到${limits.verifyRadius}米以内再核实。`,
        );
      }
      if (!input.passed) {
        if (input.finding === undefined) {
          return refuse(
            'findingNeeded',
            'Say what is still wrong, so that the handler can put it right.',
            '请说明未通过的原因，便于返工。',
          );
        }
        return {
          state: 'handling',
          facts: { rework: facts.rework + 1, result: null },
          reason: input.finding,
          effects: [attach(input.photos)],
          notify: [
            notify(theHandler(current), 'rework', { finding: input.finding }),
            notify({ role: 'shiftLeader' }, 'rework', { finding: input.finding }),
          ],
        };
      }
      // Points are for the report, not for the closing: a reopened matter earns none again.
      const lines = facts.points ? [] : rewards(facts.reporters, limits);
      return {
        state: 'closed',
        facts: { closedAt: now, ...(lines.length > 0 ? { points: { lines: lines.map(kept), reversed: false } } : {}) },
        ...(input.finding === undefined ? {} : { reason: input.finding }),
        effects: [attach(input.photos), ...(lines.length > 0 ? [credit(...lines)] : [])],
        notify: [
          notify(REPORTERS, 'closed', { result: facts.result ?? '' }),
          ...lines.map(({ to, amount }) => notify({ person: personOf(to) }, 'pointsEarned', { points: amount })),
        ],
      };
    },
  },
  reversePoints: {
    title: { en: 'Take points back', zh: '撤销积分' },
    description: {
      en: 'The report turned out to be false or staged: its points are taken back, once.',
      zh: '经查上报不实或摆拍的，撤销该件已发积分，限一次。',
    },
    event: 'PointsReversed',
    by: ['leader', 'dispatcher'],
    from: ['closed'],
    guard: ({ current: { facts } }) => {
      if (!facts.points)
        return refuse('noPoints', 'This report earned no points; there is nothing to take back.', '本件未发放积分，无需撤销。');
      return facts.points.reversed
        ? refuse('reversedAlready', 'Its points were taken back already.', '本件积分已撤销。')
        : undefined;
    },
    decide: ({ current: { facts }, input }) => {
      const lines = facts.points?.lines ?? [];
      return {
        facts: { points: { lines, reversed: true } },
        reason: input.reason,
        effects: [reverse(...lines.map(({ rule }) => rule))],
        notify: lines.map(({ to, amount }) =>
          notify({ person: personOf(to) }, 'pointsReversed', { points: amount, reason: input.reason }),
        ),
      };
    },
  },
};

/** What the first reporters of the matter earn, by when they filed; only couriers among them do. */
export const rewards = (reporters: readonly Reporter[], limits: Limits): readonly LedgerLine[] => {
  if (limits.validReportPoints <= 0) return [];
  const byFiling = reporters
    .toSorted((a, b) => a.at - b.at)
    .filter(({ id }, index, all) => all.findIndex((other) => other.id === id) === index);
  return byFiling
    .slice(0, limits.rewardedReporters)
    .filter(({ role }) => role === 'courier')
    .map(({ id }, index) => ({
      asset: 'points',
      from: 'scheme:points',
      to: `person:${id}`,
      amount: limits.validReportPoints,
      // One line per rule, revision and case.
      rule: index === 0 ? 'validReport' : `validReport:${index + 1}`,
    }));
};

const kept = ({ to, amount, rule }: LedgerLine): NonNullable<Facts['points']>['lines'][number] => ({ to, amount, rule });

const personOf = (owner: string): string => owner.slice('person:'.length);
