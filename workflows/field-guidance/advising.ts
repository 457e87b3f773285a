/** The advice: measures with their days, products as they are registered, how long nothing is harvested; understood, and reviewed by somebody else. */

import { personalDataIn } from '../desk-question/personal-data.ts';
import { keepKnowledge } from '../effects/index.ts';
import { both } from '../kernel/parts.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Measure } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { laterOf, nextFollowUp, safeFrom } from './measures.ts';
import { growersSide, notify, onlyExpert, toGrower } from './people.ts';
import type { Reference, RulesOf } from './vocabulary.ts';

type Asked = Inputs['advise']['measures'][number];
type Advice = NonNullable<Facts['advice']>;

/** A measure with its product as it is registered, or why it can't be advised. */
const measureOf = (asked: Asked, n: number, { inputs, stakes, today }: Reference['advise']): Measure | Refusal => {
  if (asked.day < today)
    return refuse(
      'dayPast',
      `Measure ${n} has a day that is over; give today or a day to come.`,
      `第${n}项措施日期已过，请填写今日或之后的日期。`,
    );
  if (!asked.input) return { n, text: asked.text, day: asked.day, input: null };
  const registered = inputs[n - 1];
  if (!registered)
    return refuse(
      'unregistered',
      `“${asked.input.product}” isn’t registered for this crop today; choose a product of the table of registered inputs.`,
      `“${asked.input.product}”未登记可用于该作物，请从登记投入品中选择。`,
    );
  const { product, title, supplier } = registered;
  if (stakes.includes(product) || (supplier !== null && stakes.includes(supplier)))
    return refuse(
      'sellsIt',
      `You have a stake in “${title.en}”; advise another product, or have somebody else advise.`,
      `您与“${title.zh}”有利益关系，请推荐其他投入品，或由其他专家指导。`,
    );
  const safetyDays = asked.input.safetyDays ?? registered.safetyDays;
  if (safetyDays < registered.safetyDays)
    return refuse(
      'tooShort',
      `“${title.en}” needs ${registered.safetyDays} days of safety; give at least as many.`,
      `“${title.zh}”安全间隔期为${registered.safetyDays}天，不得缩短。`,
    );
  return {
    n,
    text: asked.text,
    day: asked.day,
    input: { product, title, dose: asked.input.dose ?? registered.dose, safetyDays },
  };
};

/** What is read out by telephone. */
const voiced = (words: string): string => ([...words].length > 200 ? `${[...words].slice(0, 199).join('')}…` : words);

const inWords = ({ diagnosis, measures }: Pick<Advice, 'diagnosis' | 'measures'>): string =>
  [
    diagnosis,
    ...measures.map(({ n, text, day, input }) => `${n}. ${text}${input ? `（${input.title.zh}，${input.dose}）` : ''} ${day}`),
  ].join('；');

export const advising: RulesOf<'advise' | 'understood' | 'reviewAdvice'> = {
  advise: {
    title: { en: 'Advise', zh: '给出指导意见' },
    description: {
      en: 'Measures with the day by which each is done. Products are those registered for the crop, and none in which you have a stake; nothing is harvested before their days of safety are over.',
      zh: '逐项填写措施及完成日期；投入品须已登记可用于该作物，且与您无利益关系；安全间隔期内不得采收。',
    },
    event: 'Advised',
    by: ['expert'],
    anywhere: true,
    from: ['visited'],
    to: ['advised'],
    guard: onlyExpert,
    decide: ({ current: { facts }, actor, now, input, reference }) => {
      const measures: Measure[] = [];
      for (const [index, asked] of input.measures.entries()) {
        const made = measureOf(asked, index + 1, reference);
        if (isRefusal(made)) return made;
        measures.push(made);
      }
      const safe = safeFrom(measures);
      const asked = input.harvestNotBefore ?? null;
      if (asked !== null && asked < reference.today)
        return refuse(
          'dayPast',
          'The harvest can’t be held back to a day that is over; give a day to come, or leave it out.',
          '不得采收的截止日期已过，请填写之后的日期，或不填。',
        );
      if (asked !== null && safe !== null && asked < safe)
        return refuse(
          'harvestTooEarly',
          `The products need their days of safety: nothing is harvested before ${safe}. Give that day or a later one.`,
          `投入品须满安全间隔期，${safe}前不得采收，请填写该日或之后的日期。`,
        );
      const advice: Advice = {
        diagnosis: input.diagnosis,
        measures,
        by: { id: actor.id, name: actor.name },
        at: now,
        understood: null,
        review: null,
      };
      // What was put on the trees before isn't gone because other advice follows.
      const harvestNotBefore = laterOf(facts.harvestNotBefore, asked ?? safe);
      const holdsBack =
        harvestNotBefore !== null && harvestNotBefore > reference.today && harvestNotBefore !== facts.harvestNotBefore;
      const voice = voiced(
        `${inWords(advice)}${harvestNotBefore !== null && harvestNotBefore > reference.today ? `；${harvestNotBefore}前不得采收` : ''}`,
      );
      const held = {
        ...both('crop', facts.crop.title),
        name: facts.asker.name,
        plot: facts.plot ?? '—',
        day: harvestNotBefore ?? '',
      };
      return {
        state: 'advised',
        facts: { advice, harvestNotBefore, remindedOn: null, followUpAt: nextFollowUp(measures, null, reference.ends) },
        notify: [
          ...toGrower(facts, (to) => notify(to, 'advice', { ...both('crop', facts.crop.title), voice })),
          ...(holdsBack
            ? [notify({ role: 'stationClerk' }, 'withheld', held), notify({ role: 'pickupDispatcher' }, 'withheld', held)]
            : []),
        ],
      };
    },
  },
  understood: {
    title: { en: 'Say that it is understood', zh: '确认已知晓' },
    description: { en: 'Whoever doesn’t read it hears it read by the clerk of the station.', zh: '不便阅读的由站务员读给其听。' },
    event: 'Understood',
    by: ['grower', 'stationClerk'],
    from: ['advised'],
    to: ['following'],
    guard: growersSide,
    decide: ({ current: { facts }, actor, now, input: { how } }) => {
      if (how === 'read' && actor.id !== facts.grower)
        return refuse(
          'heardOnly',
          'Only the grower has read it themselves; say that they heard it read.',
          '仅种植户本人可确认阅读，代办请选择“听读”。',
        );
      const by = { id: actor.id, name: actor.name };
      return {
        state: 'following',
        facts: { advice: facts.advice ? { ...facts.advice, understood: { by, how, at: now } } : null },
      };
    },
  },
  reviewAdvice: {
    title: { en: 'Review the advice', zh: '复核指导意见' },
    description: {
      en: 'By another expert or the secretary. Sound advice is kept as knowledge for the next who asks; advice that isn’t goes back to the expert.',
      zh: '由其他专家或秘书复核；妥当的可收入知识库，不妥的退回专家更正。',
    },
    event: 'AdviceReviewed',
    by: ['guidanceSecretary', 'expert'],
    from: ['advised', 'following', 'closed'],
    to: ['visited'],
    apart: [{ did: 'advise', who: ({ advice }) => advice?.by.id ?? null }],
    guard: ({ current: { facts } }) => {
      if (!facts.advice) return refuse('noAdvice', 'There is no advice to review.', '尚无可复核的指导意见。');
      return facts.advice.review
        ? refuse(
            'reviewedAlready',
            `${facts.advice.review.by.name} has reviewed this advice.`,
            `该意见已由${facts.advice.review.by.name}复核。`,
          )
        : undefined;
    },
    decide: ({ current: { state, facts }, actor, now, input, reference: { alike } }) => {
      const { advice } = facts;
      if (!advice) return refuse('noAdvice', 'There is no advice to review.', '尚无可复核的指导意见。');
      const by = { id: actor.id, name: actor.name };
      if (!input.sound) {
        if (input.reason === undefined)
          return refuse('reasonMissing', 'Say what isn’t right about it; the expert reads it.', '请说明不妥之处，专家可见。');
        if (state === 'closed')
          return refuse(
            'closedAlready',
            'The case has closed; the grower asks again where the advice was wrong. Tell them, and keep nothing.',
            '案件已办结；意见有误的请告知种植户重新求助，且不入库。',
          );
        return {
          state: 'visited',
          reason: input.reason,
          notify: [
            notify({ person: advice.by.id }, 'notSound', { name: actor.name, reason: input.reason }),
            ...toGrower(facts, (to) => notify(to, 'toBeCorrected')),
          ],
        };
      }
      const kept =
        input.question === undefined
          ? undefined
          : {
              question: input.question,
              answer: input.answer ?? inWords(advice),
              topic: facts.symptom.title.zh,
              ...(input.replaces === undefined ? {} : { replaces: input.replaces }),
            };
      const wrong = kept && (notForEverybody(kept, facts) ?? knownAlready(input, alike));
      if (wrong) return wrong;
      return {
        facts: { advice: { ...advice, review: { by, kept: kept !== undefined, at: now } } },
        effects: kept ? [keepKnowledge(kept)] : [],
      };
    },
  },
};

/** Nobody is known by what everybody may read. */
const notForEverybody = (
  { question, answer }: { question: string; answer: string },
  { asker, advice, plot }: Facts,
): Refusal | undefined => {
  const personal = personalDataIn(`${question}\n${answer}`, [asker.name, advice?.by.name ?? '', plot ?? '']);
  return personal.length === 0
    ? undefined
    : refuse(
        'personalData',
        `What is kept must not hold ${personal.map(({ en }) => en).join(', ')}; say it so that nobody can be known by it, or leave the question out.`,
        `入库内容含${personal.map(({ zh }) => zh).join('、')}，请改写以去除可识别个人的信息；不入库请勿填写问题。`,
      );
};

const knownAlready = (
  { replaces, keepBoth }: Inputs['reviewAdvice'],
  alike: Reference['reviewAdvice']['alike'],
): Refusal | undefined => {
  const other = alike.find(({ id }) => id !== replaces);
  return other === undefined || keepBoth
    ? undefined
    : refuse(
        'knownAlready',
        `The knowledge base has this already: “${other.question}” (${other.id}). Let the advice take its place (\`replaces\`), keep both where they differ (\`keepBoth\`), or leave the question out.`,
        `知识库已有相同问题：“${other.question}”（${other.id}）。请选择替代该条目（replaces）、一并保留（keepBoth），或不填写入库问题。`,
      );
};
