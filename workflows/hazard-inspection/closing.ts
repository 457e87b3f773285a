/** Somebody who didn't work on the hazard rechecks it; the leader may change its grade, or withdraw what was none. */
import { attach, type Effect, hold, release } from '../effects/index.ts';
import { both } from '../kernel/parts.ts';
import { metresBetween } from '../kernel/place.ts';
import { refuse } from '../kernel/process.ts';
import { lineResource, openOn } from '../lines/line.ts';
import type { Facts } from './facts.ts';
import { permitMissing, tooManyPhotos, waitsForPermit, whilePermitOpen } from './guards.ts';
import { OPEN, type RulesOf } from './vocabulary.ts';
import { notify, theFinder, theRectifier, titleOf, toPlan } from './waiting.ts';

const MINUTE = 60_000;

/** Whatever ends a hazard lets go of its line. */
const letGo = ({ line }: Facts): readonly Effect[] => (line ? [release(lineResource(line.id))] : []);

const undone = { result: null, rectifiedAt: null };

/** Only a permit that closes from now on counts, where one is needed. */
const neededFrom = ({ permitNeeded }: Facts, at: number): Facts['permitNeeded'] => permitNeeded && { ...permitNeeded, at };

const ownWork = refuse(
  'ownWork',
  'You worked on this yourself; somebody else rechecks it. Another patroller of the unit can, or the leader.',
  '本人参与整改的隐患须由他人复查，请本单位其他巡视人员或分管领导复查。',
);

export const closing: RulesOf<'recheck' | 'correctPlace' | 'changeGrade' | 'withdraw'> = {
  recheck: {
    title: { en: 'Recheck', zh: '复查' },
    description: {
      en: 'Pass it, and it is closed; or fail it, and it goes back as rework with the time that was left.',
      zh: '复查通过即闭环；不通过则退回返工，使用剩余时限。',
    },
    event: 'Rechecked',
    by: ['patroller', 'protectionPlanner', 'leader'],
    from: ['rechecking'],
    to: ['closed', 'rectifying'],
    guard: ({ current, actor }) => (current.facts.workedOn.includes(actor.id) ? ownWork : whilePermitOpen({ current })),
    decide: ({ current, actor, now, input, reference, limits }) => {
      const { facts } = current;
      if (reference.workers.includes(actor.id)) return ownWork;
      const refusal = tooManyPhotos(input.photos, limits) ?? waitsForPermit(reference.openPermits);
      if (refusal) return refusal;
      // Where nobody knows the point, a position proves nothing.
      if (input.photos.length === 0 && !(input.at && facts.place)) {
        return facts.place
          ? refuse(
              'notOnTheSpot',
              'A recheck is done on the spot: send where you stand, or a photo.',
              '须到现场复查，请提供当前位置或现场照片。',
            )
          : refuse(
              'photoOfTheSpot',
              'The point of this hazard isn’t on the map: send a photo of the place as you find it.',
              '本隐患未标注地图位置，请上传复查现场照片。',
            );
      }
      const away = input.at && facts.place ? Math.round(metresBetween(input.at, facts.place)) : 0;
      if (away > limits.recheckRadius) {
        return refuse(
          'tooFarAway',
          `You are ${away} m away from the hazard; go within ${limits.recheckRadius} m of it and recheck.`,
          `您距隐患${away}米，请到${limits.recheckRadius}米以内再复查。`,
        );
      }
      if (!input.passed) {
        if (input.finding === undefined) {
          return refuse(
            'findingNeeded',
            'Say what is still wrong, so that it can be put right.',
            '请说明未通过的原因，便于返工。',
          );
        }
        return {
          state: 'rectifying',
          // What is done anew is done under a permit of its own.
          facts: { rework: facts.rework + 1, ...undone, permitNeeded: neededFrom(facts, now) },
          reason: input.finding,
          effects: [attach(input.photos)],
          notify: [notify(theRectifier(current), 'rework', { finding: input.finding })],
        };
      }
      const missing = permitMissing(current);
      if (missing) return missing;
      const fixedAt = facts.rectifiedAt ?? now;
      const foundToFixed = { minutes: Math.round((fixedAt - facts.foundAt) / MINUTE), ...reference.days };
      const changed = { closedAt: now, foundToFixed };
      return {
        state: 'closed',
        facts: changed,
        ...(input.finding === undefined ? {} : { reason: input.finding }),
        effects: [
          attach(input.photos),
          ...letGo(facts),
          ...toPlan(current.id, current.revision + 1, { ...facts, ...changed }, 'closed'),
        ],
        notify: [
          notify(theFinder(current), 'closed', { days: reference.days.calendarDays }),
          notify(theRectifier(current), 'closed', { days: reference.days.calendarDays }),
        ],
      };
    },
  },
  correctPlace: {
    title: { en: 'Correct the line', zh: '更正线路' },
    description: {
      en: 'The hazard lies on another line or section than was reported: from now on it keeps that line from being connected, and those who look after it have the hazard.',
      zh: '隐患所在线路或区段填报有误的，更正后由新线路所属单位处理，原线路不再受限。',
    },
    event: 'PlaceCorrected',
    by: ['leader'],
    evenOwn: true,
    from: OPEN,
    to: ['rectifying'],
    guard: whilePermitOpen,
    decide: ({ current, now, input, reference: { line, section, home, openPermits } }) => {
      const waits = waitsForPermit(openPermits);
      if (waits) return waits;
      const { facts } = current;
      if (facts.line?.id === line.id && facts.section?.id === section?.id) {
        return refuse(
          'sameSection',
          'It is reported there already; name another line or section.',
          '本件已填报于此，请填写其他线路或区段。',
        );
      }
      // A permit that was carried out elsewhere is none for this place, and what was done under it is to be done here.
      const again = current.state === 'rechecking' && facts.permitNeeded !== null;
      const changed = { line, section, permitNeeded: neededFrom(facts, now), ...(again ? undone : {}) };
      return {
        ...(again ? { state: 'rectifying' as const } : {}),
        facts: changed,
        title: titleOf({ ...facts, ...changed }),
        reason: input.reason,
        ...(home === null ? {} : { unit: home }),
        effects: [
          ...(facts.line?.id === line.id ? [] : [...letGo(facts), hold(openOn(line))]),
          ...toPlan(current.id, current.revision + 1, { ...facts, ...changed }, 'open'),
        ],
        notify: [notify(theRectifier(current), 'placeCorrected', { ...both('line', line.title), reason: input.reason })],
      };
    },
  },
  changeGrade: {
    title: { en: 'Change the grade', zh: '调整等级' },
    description: {
      en: 'With a reason. The limit of the new grade begins afresh.',
      zh: '须说明理由，按新等级重新计算整改时限。',
    },
    event: 'GradeChanged',
    by: ['leader'],
    from: OPEN,
    decide: ({ current, actor, now, input, reference: { grade } }) => {
      const { facts } = current;
      if (grade.code === facts.grade.code) {
        return refuse(
          'sameGrade',
          `It is ${grade.title.en} already; choose another grade.`,
          `本件已为${grade.title.zh}隐患，请选择其他等级。`,
        );
      }
      const change = { from: facts.grade.code, to: grade.code, reason: input.reason, by: actor.id, at: now };
      const changed = { grade, gradeChanges: [...facts.gradeChanges, change] };
      return {
        facts: changed,
        title: titleOf({ ...facts, ...changed }),
        reason: input.reason,
        // What waits for its recheck is rectified: the fresh limit rests until that fails.
        clocks: { start: { rectify: grade.limit }, ...(current.state === 'rechecking' ? { pause: ['rectify'] } : {}) },
        effects: toPlan(current.id, current.revision + 1, { ...facts, ...changed }, 'open'),
        notify: [
          notify(theRectifier(current), 'regraded', { ...both('grade', grade.title), reason: input.reason }),
          ...(grade.tellAtOnce
            ? [notify(theFinder(current), 'regraded', { ...both('grade', grade.title), reason: input.reason })]
            : []),
        ],
      };
    },
  },
  withdraw: {
    title: { en: 'Withdraw', zh: '撤销' },
    description: { en: 'There is no hazard: it was reported in error.', zh: '经查并非隐患，撤销本件。' },
    event: 'Withdrawn',
    by: ['leader'],
    from: OPEN,
    to: ['withdrawn'],
    guard: whilePermitOpen,
    decide: ({ current, actor, now, input, reference }) => {
      const waits = waitsForPermit(reference.openPermits);
      if (waits) return waits;
      const { facts } = current;
      const changed = { withdrawal: { reason: input.reason, by: actor.id, at: now }, closedAt: now };
      return {
        state: 'withdrawn',
        facts: changed,
        reason: input.reason,
        effects: [...letGo(facts), ...toPlan(current.id, current.revision + 1, { ...facts, ...changed }, 'withdrawn')],
        notify: [
          notify(theFinder(current), 'withdrawn', { reason: input.reason }),
          notify(theRectifier(current), 'withdrawn', { reason: input.reason }),
        ],
      };
    },
  },
};
