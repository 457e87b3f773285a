import { type Day, openDay } from './academy/cast.ts';
import { deskQuestion } from './academy/desk.ts';
import { endMentoring, mentoring } from './academy/mentoring.ts';
import { training } from './academy/training.ts';
import { village } from './academy/village.ts';
import type { Happened } from './case-record.ts';
import type { Story } from './stage.ts';
import { heading, sharedTimeline } from './timeline.ts';

const AUDITOR = 'zhai-ming';

/** A day at the academy, from a course to a village, and the credits that it gave. */
export const academyStory: Story = {
  name: 'academy',
  title: { en: 'A day at the academy', zh: '医保学院的一天' },
  play: async (stage) => {
    const day = await openDay(stage);
    const { course, yesterday } = await training(day);
    const pairing = await mentoring(day);
    const { question, officer } = await deskQuestion(day);
    const visited = await village(day);
    await endMentoring(day, pairing);

    const cases = [course, yesterday, pairing, question, visited.pairing, visited.difficulty];
    await sharedTimeline(stage, AUDITOR, cases, workOf);
    const { lecturer, colleague, mentor, trainee, worker } = day.cast;
    for (const person of [trainee, worker, mentor, lecturer, colleague, officer]) await statement(day, person, cases);
    heading(stage, 'What was refused 未获准的操作');
    for (const { caseId, line, words } of day.inVain) {
      stage.say(`${caseId}  ${line}:`);
      stage.say(`    ${words}`);
    }
  },
};

/** Actions that log what took place. */
const workOf = ({ input }: Happened): string | undefined => {
  if (typeof input?.done === 'string') return input.done;
  return typeof input?.minutes === 'number' ? `${input.minutes} minutes, ${input.topic}` : undefined;
};

type Line = {
  readonly caseId: string;
  readonly kind: string;
  readonly amount: number;
  readonly asked: number | null;
  readonly until: string | null;
};

/** What a person earned on the day, and what the cap of a year kept back. */
const statement = async (day: Day, person: string, cases: readonly string[]): Promise<void> => {
  const { account } = await day.ask(
    person,
    `query ($owner: ID!) { account(owner: $owner, asset: credits) { balance
       lines(first: 20) { edges { node { caseId kind amount asked until } } } } }`,
    { owner: person },
  );
  const lines: Line[] = (account?.lines.edges ?? [])
    .map(({ node }: { node: Line }) => node)
    .filter(({ caseId }: Line) => cases.includes(caseId));
  day.expect(lines.length > 0, `The day should stand in the account of ${day.name(person)}, but doesn't.`);
  heading(day, `Credits of ${day.name(person)} 学分`);
  for (const { caseId, kind, amount, asked, until } of lines.toReversed()) {
    const cut = asked !== null && asked > amount ? `, of ${asked}: the rest is beyond what a year takes of this kind` : '';
    day.say(`+${amount} ${kind} (${caseId})${until ? `, counts until ${until}` : ''}${cut}`);
  }
  day.say(`Balance ${account.balance}`);
};
