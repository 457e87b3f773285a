/** What becomes of the advice: each measure is asked about on its day, and the case closes, with its effect where somebody said it. */
import { attach } from '../effects/index.ts';
import { both } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import { DONE } from './done.ts';
import type { Facts } from './facts.ts';
import { tooManyPhotos } from './guards.ts';
import { askedUpTo, laterOf, nextDay, nextFollowUp, safeFrom } from './measures.ts';
import { growersSide, notify, toGrower } from './people.ts';
import type { GuidanceOutcome, RulesOf } from './vocabulary.ts';

/** The clock runs to the next measures; where none is left, the one that closes the case does. */
const waiting = ({ followUpAt }: Facts, next: number | null): GuidanceOutcome => ({
  facts: { followUpAt: next },
  ...(next === null || next === followUpAt ? {} : { clocks: { start: { followUp: { until: next } } } }),
});

const lastEffect = ({ followUps }: Facts): number | null => followUps.findLast(({ effect }) => effect !== null)?.effect ?? null;

type Said = Pick<Facts['followUps'][number], 'done' | 'effect' | 'sample'>;
const saysTheSame = (one: Said, other: Said): boolean =>
  one.done === other.done &&
  one.effect === other.effect &&
  one.sample?.units === other.sample?.units &&
  one.sample?.premium === other.sample?.premium;

export const following: RulesOf<'remind' | 'followUp' | 'close' | 'lapse'> = {
  remind: {
    title: { en: 'Ask whether it was done', zh: '回访提醒' },
    event: 'Reminded',
    by: ['clock:followUp'],
    from: ['advised', 'following'],
    decide: ({ current: { facts }, reference: { ends } }) => {
      const measures = facts.advice?.measures ?? [];
      const day = nextDay(measures, askedUpTo(facts));
      const next = waiting(facts, nextFollowUp(measures, day, ends));
      const words = {
        day: day ?? '',
        text: measures.flatMap((measure) => (measure.day === day ? [measure.text] : [])).join('；'),
      };
      return {
        ...next,
        facts: { ...next.facts, remindedOn: day },
        notify: [
          ...toGrower(facts, (to) => notify(to, 'measureDue', words)),
          notify({ role: 'stationClerk' }, 'measureDue', words),
        ],
      };
    },
  },
  followUp: {
    title: { en: 'Say how far it was done', zh: '回访登记' },
    description: {
      en: 'How far the measures up to that day were done, what it did, and, at the harvest, how much of a sample is premium. What you say of a day anew takes the place of what you have said of it.',
      zh: '填写当日前措施的落实情况和效果；采收时可填写分级抽样。对同一日期重新登记的，以最后一次为准。',
    },
    event: 'FollowedUp',
    by: ['grower', 'stationClerk', 'expert'],
    anywhere: true,
    from: ['advised', 'following'],
    guard: growersSide,
    decide: ({ current: { facts }, actor, now, input, limits, reference: { today, asked, ends } }) => {
      const photos = tooManyPhotos(input.photos, limits);
      if (photos) return photos;
      if (input.day > today)
        return refuse(
          'dayAhead',
          'That day is still to come; say what was done up to today.',
          '该日期尚未到来，请填写截至今日的情况。',
        );
      if (input.day < asked)
        return refuse(
          'dayBefore',
          `It was asked about on ${asked}; give that day or a later one.`,
          `本件于${asked}提出，请填写当日或之后的日期。`,
        );
      const effect = input.effect ?? null;
      const sample = input.gradeSample ?? null;
      const isSame = ({ day, by }: Facts['followUps'][number]) => day === input.day && by.id === actor.id;
      const same = facts.followUps.find(isSame);
      if (same && input.photos.length === 0 && saysTheSame(same, { done: input.done, effect, sample }))
        return refuse(
          'followedUp',
          `You have said this of ${input.day} already. Send it again only where something is different.`,
          `您已登记${input.day}的相同情况，有变化时再提交。`,
        );
      const others = facts.followUps.filter((one) => !isSame(one));
      const measures = facts.advice?.measures ?? [];
      const answered = others.map(({ day }) => day).reduce<string | null>(laterOf, null);
      // A product that was used later than advised holds the harvest back for longer.
      const used = measures.filter(({ day }) => day <= input.day && (answered === null || day > answered));
      const safe = input.done === 'none' ? null : safeFrom(used, input.day);
      const harvestNotBefore = laterOf(facts.harvestNotBefore, safe);
      const held = {
        ...both('crop', facts.crop.title),
        name: facts.asker.name,
        plot: facts.plot ?? '—',
        day: harvestNotBefore ?? '',
      };
      const one = {
        day: input.day,
        done: input.done,
        effect,
        sample,
        by: { id: actor.id, name: actor.name },
        at: now,
      };
      const after = { ...facts, followUps: [...others, one] };
      const next = waiting(facts, nextFollowUp(measures, askedUpTo(after), ends));
      return {
        ...next,
        facts: { ...next.facts, followUps: after.followUps, harvestNotBefore },
        effects: [attach(input.photos)],
        notify: [
          ...(facts.expert && facts.expert.id !== actor.id
            ? [
                notify({ person: facts.expert.id }, 'followedUp', {
                  doneEn: DONE[input.done][0],
                  doneZh: DONE[input.done][1],
                  name: actor.name,
                  day: input.day,
                  effect: effect ?? '—',
                }),
              ]
            : []),
          ...(harvestNotBefore !== null && harvestNotBefore !== facts.harvestNotBefore && harvestNotBefore > today
            ? [notify({ role: 'stationClerk' }, 'withheld', held), notify({ role: 'pickupDispatcher' }, 'withheld', held)]
            : []),
        ],
      };
    },
  },
  close: {
    title: { en: 'Close', zh: '办结' },
    description: {
      en: 'Nothing more is asked about. A harvest that is held back stays so to its day.',
      zh: '不再回访；采收限制至其日期届满为止。',
    },
    event: 'Closed',
    by: ['grower', 'stationClerk', 'expert', 'guidanceSecretary'],
    anywhere: true,
    from: ['visited', 'advised', 'following'],
    to: ['closed'],
    guard: growersSide,
    decide: ({ current: { facts }, input: { effect } }) => ({
      state: 'closed',
      facts: { effect: effect ?? lastEffect(facts), followUpAt: null },
      notify: ending(facts),
    }),
  },
  lapse: {
    title: { en: 'Close without an answer', zh: '逾期办结' },
    description: { en: 'The effect is unknown where nobody has said it.', zh: '无人反馈的，效果记为未知。' },
    event: 'Lapsed',
    by: ['clock:close'],
    from: ['advised', 'following'],
    to: ['closed'],
    decide: ({ current: { facts } }) => ({ state: 'closed', facts: { effect: lastEffect(facts) }, notify: ending(facts) }),
  },
};

const ending = (facts: Facts) => [
  ...toGrower(facts, (to) => notify(to, 'closed')),
  ...(facts.expert ? [notify({ person: facts.expert.id }, 'closed')] : []),
];
