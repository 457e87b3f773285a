/** A rectifier takes the hazard up, secures it, notes the work, and reports it rectified. */
import { attach } from '../effects/index.ts';
import { reservedTo, unique } from '../kernel/parts.ts';
import { holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import { permitMissing, tooManyPhotos, whilePermitOpen } from './guards.ts';
import type { GuardContext, Hazard, RulesOf } from './vocabulary.ts';
import { notify, theFinder, theRectifier } from './waiting.ts';

/**
 * For the rectifier to whom it was given; for all of the unit where there is none, or they have gone. Where nobody of the unit rectifies
 * any more, the hazard goes to others: the leader to whom it falls has to stay free for the recheck.
 */
const notMine = (context: GuardContext): Refusal | undefined => {
  const { rectifier } = context.current.facts;
  if (!holdsRole(context.actor, ['rectifier'], context.current)) {
    return refuse(
      'noRectifierLeft',
      'Nobody of this unit rectifies hazards any more. Assign it to a rectifier elsewhere, or to another unit.',
      '本单位已无整改人员，请改派其他整改人员或单位。',
    );
  }
  return reservedTo(context, rectifier === null ? [] : [rectifier], () =>
    refuse(
      'somebodyElses',
      'It was given to another rectifier. Ask the leader to give it to you.',
      '本件已指定其他整改人员，请联系分管领导改派。',
    ),
  );
};

export const rectifying: RulesOf<'assign' | 'accept' | 'secure' | 'noteWork' | 'extend' | 'rectify'> = {
  assign: {
    title: { en: 'Assign', zh: '派发整改' },
    description: {
      en: 'Give it to a rectifier, or into the queue of a unit’s rectifiers. Its limit runs on.',
      zh: '指定整改人员，或派至某单位整改队列，整改时限继续计算。',
    },
    event: 'Assigned',
    by: ['leader', 'protectionPlanner'],
    from: ['found', 'assigned', 'rectifying'],
    to: ['assigned'],
    decide: ({ reference: { person, unit } }) => {
      if ((person === null) === (unit === null)) {
        return refuse('personOrUnit', 'Name either a rectifier or a unit.', '请填写整改人员或整改单位，二者选一。');
      }
      if (person && !holdsRole(person, ['rectifier'], person.unit === undefined ? {} : { unit: person.unit })) {
        return refuse(
          'notARectifier',
          `${person.name} isn’t a rectifier; name one who is, or a unit.`,
          `${person.name}不是整改人员，请另行指定或派至单位。`,
        );
      }
      if (unit && !unit.held) {
        return refuse(
          'noRectifierThere',
          `${unit.unit.title.en} has no rectifier; choose another unit, or have the role entered.`,
          `${unit.unit.title.zh}没有整改人员，请选择其他单位或先登记角色。`,
        );
      }
      const to = unit?.unit.id ?? person?.unit;
      return {
        state: 'assigned',
        facts: { rectifier: person?.id ?? null },
        ...(to === undefined ? {} : { unit: to }),
        // Each assignment gives its own time to take it up.
        clocks: { start: { takeUp: 'default' } },
        notify: [notify(person ? { person: person.id } : { role: 'rectifier' }, 'assigned')],
      };
    },
  },
  accept: {
    title: { en: 'Accept', zh: '接收整改' },
    description: { en: 'Take it on to rectify it.', zh: '接收后由本人整改。' },
    event: 'Accepted',
    by: ['rectifier'],
    from: ['found', 'assigned'],
    to: ['rectifying'],
    guard: notMine,
    decide: ({ current, actor }) => ({
      state: 'rectifying',
      facts: { rectifier: actor.id, workedOn: unique([...current.facts.workedOn, actor.id]) },
      notify: [notify(theFinder(current), 'accepted')],
    }),
  },
  secure: {
    title: { en: 'Secure', zh: '临时管控' },
    description: {
      en: 'Record what keeps people away until it is rectified, such as a temporary guard. A critical hazard needs it.',
      zh: '记录整改完成前的临时管控措施，例如临时看护。危急隐患必须落实。',
    },
    event: 'Secured',
    by: ['patroller', 'rectifier', 'leader'],
    from: ['found', 'assigned', 'rectifying', 'rechecking'],
    decide: ({ current, actor, now, input, limits }) => {
      const tooMany = tooManyPhotos(input.photos, limits);
      if (tooMany) return tooMany;
      const measure = { text: input.measure, guard: input.guard ?? null, by: actor.id, at: now };
      return {
        facts: { measures: [...current.facts.measures, measure] },
        effects: [attach(input.photos)],
        notify: [notify({ role: 'leader' }, 'secured', { measure: input.measure })],
      };
    },
  },
  noteWork: {
    title: { en: 'Note work', zh: '记录整改' },
    description: { en: 'Say and show what has been done so far.', zh: '记录整改进展并上传照片。' },
    event: 'WorkNoted',
    by: ['rectifier'],
    from: ['rectifying'],
    decide: ({ current, actor, input, limits }) =>
      tooManyPhotos(input.photos, limits) ?? {
        effects: [attach(input.photos)],
        facts: { workedOn: unique([...current.facts.workedOn, actor.id]) },
      },
  },
  extend: {
    title: { en: 'Give more time', zh: '延长整改时限' },
    description: {
      en: 'With a reason, before the limit has run over, and never for a critical hazard.',
      zh: '须在期限届满前办理并说明理由，危急隐患不得延期。',
    },
    event: 'Extended',
    by: ['leader'],
    from: ['found', 'assigned', 'rectifying'],
    guard: ({ current: { facts } }) =>
      facts.grade.extendable
        ? undefined
        : refuse(
            'noExtension',
            `A ${facts.grade.title.en} hazard gets no more time. Secure it and rectify it, or change its grade if it is less grave.`,
            `${facts.grade.title.zh}隐患不得延期。请落实管控并立即整改；如定级有误，请调整等级。`,
          ),
    decide: ({ current, actor, now, input, reference, limits }) => {
      if (reference.overdue) return limitOver;
      const { extensions, grade } = current.facts;
      if (extensions.length >= limits.extensions) {
        return refuse(
          'extendedOften',
          `It was extended ${extensions.length} times already, and there is no more. Rectify it, or assign it to somebody who can.`,
          `本件已延期${extensions.length}次，不得再次延期。请尽快整改或改派。`,
        );
      }
      if (input.days > limits.extensionDays) {
        return refuse(
          'extensionTooLong',
          `One extension gives at most ${limits.extensionDays} days; give fewer.`,
          `单次延期最多${limits.extensionDays}天，请减少天数。`,
        );
      }
      const more = 'workingDays' in grade.limit ? { workingDays: input.days } : { clockMinutes: input.days * 24 * 60 };
      return {
        facts: { extensions: [...extensions, { days: input.days, reason: input.reason, by: actor.id, at: now }] },
        reason: input.reason,
        clocks: { extend: { rectify: more } },
        notify: [notify(theRectifier(current), 'extended', { days: input.days, reason: input.reason })],
      };
    },
  },
  rectify: {
    title: { en: 'Report it rectified', zh: '整改完成' },
    description: {
      en: 'Say and show what was done. Somebody else then rechecks it; until then its limit rests.',
      zh: '说明整改结果并上传照片，由他人复查，复查期间整改时限暂停。',
    },
    event: 'Rectified',
    by: ['rectifier'],
    from: ['rectifying'],
    to: ['rechecking'],
    guard: (context) =>
      notMine(context) ?? measureMissing(context.current) ?? whilePermitOpen(context) ?? permitMissing(context.current),
    decide: ({ current, actor, now, input, limits }) => {
      const tooMany = tooManyPhotos(input.photos, limits);
      if (tooMany) return tooMany;
      return {
        state: 'rechecking',
        facts: {
          result: input.result,
          rectifiedAt: now,
          rectifier: actor.id,
          workedOn: unique([...current.facts.workedOn, actor.id]),
        },
        effects: [attach(input.photos)],
        notify: [notify({ role: 'patroller' }, 'toRecheck', { result: input.result })],
      };
    },
  },
};

const measureMissing = ({ facts }: Hazard): Refusal | undefined =>
  facts.grade.guarded && facts.measures.length === 0
    ? refuse(
        'measureNeeded',
        `A ${facts.grade.title.en} hazard is secured first: record the interim measure, such as a temporary guard.`,
        `${facts.grade.title.zh}隐患须先落实临时管控，请记录管控措施，例如临时看护。`,
      )
    : undefined;

/** More time is given in time: a limit that has run over stays so. */
const limitOver = refuse(
  'limitOver',
  'Its limit has run over, and more time doesn’t undo that. Have it rectified now, or assign it to somebody who can.',
  '整改已逾期，不得再延期。请立即整改或改派。',
);
