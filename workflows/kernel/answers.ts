/** A question to several, such as a vote: who is asked, who has answered what, and who was silent when its clock ended it. Pure. */
import { unique } from './parts.ts';
import type { Gone, TaskSpec } from './process.ts';

/** What one of them said. `of` is whoever was asked, a person or a body; `by` who said it for them. */
export type Given<Answer> = { readonly of: string; readonly by: string; readonly at: number; readonly answer: Answer };

/** The facts of a question. Answers may be changed until it has ended. */
export type Answers<Answer> = {
  readonly asked: readonly string[];
  readonly given: readonly Given<Answer>[];
  /** Those who were asked and are no longer there: neither they nor what they said count. */
  readonly left: readonly string[];
  /** Who said nothing, once it has ended. */
  readonly silent: readonly string[];
  readonly endedAt: number | null;
};

/** A question to these people or bodies, each of whom answers once. */
export const askAll = <Answer>(whom: readonly string[]): Answers<Answer> => ({
  asked: unique(whom),
  given: [],
  left: [],
  silent: [],
  endedAt: null,
});

/** Whether somebody is asked, and may answer still. */
export const mayAnswer = ({ asked, left, endedAt }: Answers<unknown>, who: string): boolean =>
  endedAt === null && asked.includes(who) && !left.includes(who);

/** With an answer in the place of what was said for the same one before. */
export const answered = <Answer>(answers: Answers<Answer>, given: Given<Answer>): Answers<Answer> => ({
  ...answers,
  given: [...answers.given.filter(({ of }) => of !== given.of), given],
});

/** Without those who are no longer there. */
export const withoutThose = <Answer>(answers: Answers<Answer>, gone: readonly string[]): Answers<Answer> => ({
  ...answers,
  given: answers.given.filter(({ of }) => !gone.includes(of)),
  left: unique([...answers.left, ...answers.asked.filter((one) => gone.includes(one))]),
});

/** The same where people are asked by themselves; undefined where nobody of them has gone. */
export const withoutGonePeople = <Answer>(
  answers: Answers<Answer>,
  { left, withoutRole }: Pick<Gone, 'left' | 'withoutRole'>,
): Answers<Answer> | undefined => {
  const gone = [...left, ...withoutRole].filter((one) => answers.asked.includes(one) && !answers.left.includes(one));
  return gone.length > 0 && answers.endedAt === null ? withoutThose(answers, gone) : undefined;
};

/** As one of them reads it while it is sealed: only what was said for them or by them. */
export const ownAnswers = <Answer>(answers: Answers<Answer>, who: string): Answers<Answer> => ({
  ...answers,
  given: answers.given.filter(({ of, by }) => of === who || by === who),
});

/** Whether nothing is waited for from one of them: they have answered, are no longer there, or the time is over. */
export const hasAnswered = ({ given, left, endedAt }: Answers<unknown>, who: string): boolean =>
  endedAt !== null || left.includes(who) || given.some(({ of }) => of === who);

/** Those who are still to answer; nobody once it has ended. */
export const awaited = (answers: Answers<unknown>): readonly string[] =>
  answers.asked.filter((one) => !hasAnswered(answers, one));

/** Ended: whoever hasn't answered is noted as silent, and the case goes on. */
export const ended = <Answer>(answers: Answers<Answer>, at: number): Answers<Answer> => ({
  ...answers,
  silent: awaited(answers),
  endedAt: at,
});

/** Tasks of one group for those who are still to answer, each with the clock that ends the question. */
export const answerTasks = <Action extends string, Role extends string>(
  answers: Answers<unknown>,
  { group, clock }: { readonly group: string; readonly clock: string },
  taskOf: (who: string) => readonly TaskSpec<Action, Role>[],
): readonly TaskSpec<Action, Role>[] => awaited(answers).flatMap((who) => taskOf(who).map((task) => ({ ...task, group, clock })));
