/** Other units assist: each answers in its own time, those who are silent are told to their leader, and the department goes on. */
import { answered, askAll, awaited, ended, withoutThose } from '../kernel/answers.ts';
import { both, enumerated } from '../kernel/parts.ts';
import { type Actor, type Gone, holdsRole, refuse } from '../kernel/process.ts';
import type { Assist, Facts } from './facts.ts';
import { notInGroup } from './guards.ts';
import { isAssisted } from './lifecycle.ts';
import { notify, theHandler } from './telling.ts';
import type { DemandOutcome, EnterpriseDemand, RulesOf } from './vocabulary.ts';

const lastOf = ({ assists }: Pick<Facts, 'assists'>): Assist | undefined => assists.at(-1);

/** With the last round of questions in the place of the one before. */
const withLast = ({ assists }: Pick<Facts, 'assists'>, last: Assist): Pick<Facts, 'assists'> => ({
  assists: [...assists.slice(0, -1), last],
});

/** The units that are still to answer and for which somebody speaks: those who were asked by name, and whoever handles matters there. */
const unitsOf = (last: Assist | undefined, actor: Actor): readonly string[] =>
  last
    ? awaited(last.answers).filter(
        (unit) =>
          last.units.some((one) => one.unit.id === unit && one.people.includes(actor.id)) ||
          holdsRole(actor, ['handler', 'leader'], { unit }),
      )
    : [];

const titleOf = ({ units }: Assist, id: string) => units.find(({ unit }) => unit.id === id)?.unit.title ?? { en: id, zh: id };

export const assisting: RulesOf<'assist' | 'assistReply' | 'endAssist'> = {
  assist: {
    title: { en: 'Ask others to assist', zh: '发起协办' },
    description: {
      en: 'Each unit answers in its own time. The time to answer the firm runs on; units that are silent are told to their leader.',
      zh: '各协办单位分别限时答复，主办时限继续计算；逾期未答的告知其分管领导。',
    },
    event: 'AssistanceAsked',
    by: ['handler', 'shiftLeader', 'leader'],
    from: ['handling'],
    guard: (context) =>
      isAssisted(context.current.facts)
        ? refuse(
            'assistAwaited',
            'Others are asked already; wait for their answers or the end of their time, then ask again.',
            '协办单位尚在答复期内，请待答复或期满后再次发起。',
          )
        : notInGroup(context),
    decide: ({ current, actor, now, input, reference: { units } }) => {
      if (units.some(({ unit }) => unit.id === current.unit))
        return refuse(
          'ownUnitAsked',
          'Your own department has it anyway; name the others alone.',
          '本部门即主办部门，请仅填写其他单位。',
        );
      const names = units.map(({ unit }) => unit.id);
      return {
        confidential: true,
        facts: {
          assists: [
            ...current.facts.assists,
            { question: input.question, by: actor.id, at: now, units, answers: askAll<string>(names) },
          ],
        },
        // Each round has its whole time.
        clocks: { start: { assist: 'default' } },
        notify: units.flatMap(({ people }) =>
          people.map((person) => notify({ person }, 'assistAsked', { question: input.question, firm: current.facts.firmName })),
        ),
      };
    },
  },
  assistReply: {
    title: { en: 'Answer as an assisting unit', zh: '协办答复' },
    event: 'AssistanceGiven',
    by: ['handler', 'leader'],
    // The case is another unit’s.
    anywhere: true,
    from: ['handling', 'awaitingFirm', 'longTerm'],
    guard: ({ current: { facts }, actor }) =>
      unitsOf(lastOf(facts), actor).length > 0
        ? undefined
        : refuse(
            'notAsked',
            'Nothing is waited for from your unit. Say it as a comment, or have the department ask again.',
            '目前无须贵单位协办答复，可留言说明，或请主办部门再次发起协办。',
          ),
    decide: ({ current, actor, now, input }) => {
      const last = lastOf(current.facts);
      const [first, ...others] = unitsOf(last, actor);
      const unit = input.unit ?? first;
      if (!last || unit === undefined || ![first, ...others].includes(unit) || (input.unit === undefined && others.length > 0))
        return refuse('whichUnit', 'Say for which of the units that are asked you answer.', '请填写您所代表的协办单位。');
      const answers = answered(last.answers, { of: unit, by: actor.id, at: now, answer: input.text });
      return {
        confidential: true,
        facts: withLast(current.facts, { ...last, answers }),
        notify: [notify(theHandler(current), 'assistGiven', { text: input.text, ...both('unit', titleOf(last, unit)) })],
      };
    },
  },
  endAssist: {
    title: { en: 'End the time to assist', zh: '协办期满' },
    event: 'AssistanceEnded',
    by: ['clock:assist'],
    from: ['handling', 'awaitingFirm', 'longTerm'],
    decide: ({ current, now }) => {
      const last = lastOf(current.facts);
      if (!last) return {};
      const answers = ended(last.answers, now);
      const silent = answers.silent.map((id) => titleOf(last, id));
      const all = { en: enumerated(silent.map(({ en }) => en)).en, zh: enumerated(silent.map(({ zh }) => zh)).zh };
      return {
        confidential: true,
        facts: withLast(current.facts, { ...last, answers }),
        notify: [
          ...answers.silent.map((unit) =>
            notify({ role: 'leader', unit }, 'assistSilent', { question: last.question, ...both('unit', titleOf(last, unit)) }),
          ),
          notify(theHandler(current), 'assistOver', both('units', all)),
        ],
      };
    },
  },
};

/** Units with nobody left drop out, such as those that were dissolved; the department goes on with the others. */
export const withoutGoneUnits = (current: EnterpriseDemand, { left, withoutRole }: Gone): DemandOutcome => {
  const last = lastOf(current.facts);
  if (!last) return {};
  const gone = [...left, ...withoutRole, ...(current.gone ?? []).map(({ person }) => person)];
  const empty = last.units
    .filter(({ unit, people }) => awaited(last.answers).includes(unit.id) && people.every((person) => gone.includes(person)))
    .map(({ unit }) => unit);
  if (empty.length === 0) return {};
  const titles = { en: enumerated(empty.map((one) => one.title.en)).en, zh: enumerated(empty.map((one) => one.title.zh)).zh };
  return {
    facts: withLast(current.facts, {
      ...last,
      answers: withoutThose(
        last.answers,
        empty.map(({ id }) => id),
      ),
    }),
    notify: [notify(theHandler(current), 'assistDropped', both('units', titles))],
  };
};
