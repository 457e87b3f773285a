/** Somebody other than the handler checks on the spot; what passes is closed, and every reporter hears of it. */
import { type Attachment, attach, credit, type LedgerLine, reverse } from '../effects/index.ts';
import { both } from '../kernel/parts.ts';
import { metresBetween } from '../kernel/place.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { confirmedFirst } from './emergency.ts';
import type { Facts, Reporter } from './facts.ts';
import { notOwnReport, tooManyPhotos } from './guards.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';
import { notify, REPORTERS, theHandler } from './telling.ts';
import type { IssueOutcome, Reference, RulesOf } from './vocabulary.ts';

export const verifying: RulesOf<'endWithoutWork' | 'verify' | 'reversePoints'> = {
  endWithoutWork: {
    title: { en: 'End without work', zh: '直接办结' },
    description: {
      en: 'Close what needs no unit: nothing is there, it isn’t so, it can’t be done, or it is false. No points are given.',
      zh: '无须派单的予以办结：现场未发现、反映不属实、暂无法解决或虚假上报。不发积分。',
    },
    event: 'EndedWithoutWork',
    by: ['dispatcher'],
    from: ['reported'],
    to: ['closed'],
    guard: (context) => notOwnReport(context) ?? confirmedFirst(context.current.facts),
    decide: ({ current: { facts }, now, input }) => {
      const back = input.ending === 'falseReport' ? takenBack(facts, input.reason) : {};
      return {
        ...back,
        state: 'closed',
        facts: { ending: input.ending, result: input.reason, closedAt: now, ...back.facts },
        reason: input.reason,
        notify: [endedWithout(input.ending, input.reason), ...(back.notify ?? [])],
      };
    },
  },
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
    guard: ({ current, actor }) => {
      if (current.facts.workedOn.includes(actor.id)) {
        return refuse(
          'ownWork',
          'You worked on this yourself; somebody else checks it. Another grid officer of the area can, or the dispatch desk sends somebody.',
          '本人参与处置的事项须由他人核实，请本网格其他网格员核实，或由派单台另行安排。',
        );
      }
      return current.facts.reporters.some(({ id }) => id === actor.id)
        ? refuse(
            'ownReport',
            'You reported this yourself; somebody else checks it. Another grid officer of the area can, or the dispatch desk sends somebody.',
            '本人上报的事项须由他人核实，请本网格其他网格员核实，或由派单台另行安排。',
          )
        : undefined;
    },
    decide: ({ current, now, input, reference, limits }) => {
      const { facts } = current;
      const refusal = tooManyPhotos(input.photos, limits) ?? offTheSpot(facts, input, { ...reference, now, limits });
      if (refusal) return refusal;
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
          confidential: true,
          facts: { rework: facts.rework + 1, result: null, ending: null, undatedPhotos: undatedIn(input.photos) },
          reason: input.finding,
          effects: [attach(input.photos)],
          notify: [
            notify(theHandler(current), 'rework', { finding: input.finding }),
            notify({ role: 'shiftLeader' }, 'rework', { finding: input.finding }),
          ],
        };
      }
      const unconfirmed = confirmedFirst(facts);
      if (unconfirmed) return unconfirmed;
      // Points are for the report, not for the closing: a reopened matter earns none again.
      const settled = facts.ending === null || facts.ending === 'settled';
      const lines = facts.points || !settled ? [] : rewards(facts.reporters, limits);
      const back = facts.ending === 'falseReport' ? takenBack(facts, facts.result ?? '') : {};
      return {
        state: 'closed',
        facts: {
          closedAt: now,
          undatedPhotos: undatedIn(input.photos),
          ...(lines.length > 0 ? { points: { lines: lines.map(kept), reversed: false } } : {}),
          ...back.facts,
        },
        ...(input.finding === undefined ? {} : { reason: input.finding }),
        effects: [attach(input.photos), ...(lines.length > 0 ? [credit(...lines)] : []), ...(back.effects ?? [])],
        notify: [
          settled
            ? notify(REPORTERS, 'closed', { result: facts.result ?? '' })
            : endedWithout(facts.ending ?? 'notValid', facts.result ?? ''),
          ...lines.map(({ to, amount }) => notify({ person: personOf(to) }, 'pointsEarned', { points: amount })),
          ...(back.notify ?? []),
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
    guard: (context) => {
      const { facts } = context.current;
      const own = notOwnReport(context);
      if (own) return own;
      if (!facts.points)
        return refuse('noPoints', 'This report earned no points; there is nothing to take back.', '本件未发放积分，无需撤销。');
      return facts.points.reversed
        ? refuse('reversedAlready', 'Its points were taken back already.', '本件积分已撤销。')
        : undefined;
    },
    decide: ({ current: { facts }, input }) => ({ confidential: true, reason: input.reason, ...takenBack(facts, input.reason) }),
  },
};

/** The points of a report that was false or staged are taken back, once. */
const takenBack = ({ points }: Facts, reason: string): Pick<IssueOutcome, 'facts' | 'effects' | 'notify'> => {
  if (!points || points.reversed) return {};
  const { lines } = points;
  return {
    facts: { points: { lines, reversed: true } },
    effects: [reverse(...lines.map(({ rule }) => rule))],
    notify: lines.map(({ to, amount }) => notify({ person: personOf(to) }, 'pointsReversed', { points: amount, reason })),
  };
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
      ...(limits.pointsValidYears > 0 ? { validYears: limits.pointsValidYears } : {}),
    }));
};

const endings: Readonly<Record<NonNullable<Facts['ending']>, { readonly en: string; readonly zh: string }>> = {
  settled: { en: 'It is settled.', zh: '已解决。' },
  nothingFound: { en: 'Nothing was found there.', zh: '现场未发现所反映的问题。' },
  notValid: { en: 'It isn’t so.', zh: '经核实反映不属实。' },
  cannotBeDone: { en: 'It can’t be done.', zh: '暂无法解决。' },
  falseReport: { en: 'The report was false or staged.', zh: '经核实为虚假或摆拍。' },
  withdrawn: { en: 'It was withdrawn.', zh: '上报人已撤回。' },
};

const endedWithout = (ending: NonNullable<Facts['ending']>, result: string) =>
  notify(REPORTERS, 'endedWithout', { ...both('ending', endings[ending]), result });

const HOUR = 3_600_000;
/** How far a camera’s clock and ours may lie apart. */
const CLOCKS_APART = 10 * 60_000;

/** Why a check wasn't on the spot: by where the officer stands, and by what the photos say of themselves. */
const offTheSpot = (
  { place }: Facts,
  { at, photos }: Inputs['verify'],
  { now, limits, shown, elsewhere, since }: { readonly now: number; readonly limits: Limits } & Reference['verify'],
): Refusal | undefined => {
  const away = (point: { readonly lat: number; readonly lon: number }) => Math.round(metresBetween(point, place));
  if (!at && !photos.some((photo) => photo.place)) {
    return refuse(
      'notOnTheSpot',
      'A check is done on the spot: send where you stand, or a photo that says itself where it was taken.',
      '须到现场核实，请提供当前位置，或带有拍摄位置的现场照片。',
    );
  }
  if (at && away(at) > limits.verifyRadius) {
    return refuse(
      'tooFarAway',
      `You are ${away(at)} m away from the matter; go within ${limits.verifyRadius} m of it and check again.`,
      `您距现场${away(at)}米，请到${limits.verifyRadius}米以内再核实。`,
    );
  }
  for (const photo of photos) {
    if (photo.place && away(photo.place) > limits.verifyRadius) {
      return refuse(
        'photoElsewhere',
        `A photo was taken ${away(photo.place)} m away from the matter. Leave it out, and take one within ${limits.verifyRadius} m.`,
        `有照片拍摄于距现场${away(photo.place)}米处，请删除并在${limits.verifyRadius}米以内重新拍摄。`,
      );
    }
    if (isOfAnotherTime(photo, now, limits.checkPhotoHours)) {
      return refuse(
        'photoOfAnotherTime',
        `A photo is older than ${limits.checkPhotoHours} hours, or its camera’s clock is wrong. Leave it out, and take one now.`,
        `有照片的拍摄时间超过${limits.checkPhotoHours}小时，或相机时间有误，请删除并现场拍摄。`,
      );
    }
    if (since !== null && photo.takenAt !== undefined && Date.parse(photo.takenAt) < since - CLOCKS_APART) {
      return refuse(
        'photoBeforeDone',
        'A photo was taken before the work was reported done. Leave it out, and take one of the place as it is now.',
        '有照片拍摄于处置完成之前，请删除并拍摄现场现状。',
      );
    }
    const other = elsewhere.find(({ sha256 }) => sha256 === photo.sha256);
    if (other) {
      return refuse(
        'photoOfAnotherCase',
        `A photo is the same picture as one of ${other.case}. Leave it out, and take one of this place as it is now.`,
        `有照片与${other.case}的照片相同，请删除并拍摄本件现场现状。`,
      );
    }
    if (shown.includes(photo.sha256)) {
      return refuse(
        'photoShownBefore',
        'A photo is one that this report has already. Leave it out, and take one of the place as it is now.',
        '有照片与本件已有照片相同，请删除并拍摄现场现状。',
      );
    }
  }
  return undefined;
};

/** Photos that don’t say when they were taken. */
const undatedIn = (photos: readonly Attachment[]): number => photos.filter(({ takenAt }) => takenAt === undefined).length;

const isOfAnotherTime = ({ takenAt }: Attachment, now: number, hours: number): boolean => {
  const at = takenAt === undefined ? now : Date.parse(takenAt);
  return at < now - hours * HOUR || at > now + HOUR;
};

export const kept = ({ to, amount, rule }: LedgerLine): NonNullable<Facts['points']>['lines'][number] => ({ to, amount, rule });

export const personOf = (owner: string): string => owner.slice('person:'.length);
