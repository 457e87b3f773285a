/** A village site asks the desk: answered, reviewed by another officer, and found by the next person who asks. */
import { randomUUID } from 'node:crypto';
import { clockFace } from '../case-record.ts';
import type { Day } from './cast.ts';

const QUESTION = '灵活就业人员怎么申领生育津贴？';
const ANSWER = '灵活就业人员参加生育保险满12个月的，可在掌上办事大厅申领，20个工作日内到账。';
const MINUTE = 60_000;

type Entry = { readonly id: string; readonly question: string; readonly sourceCase: string };
type Running = { readonly name: string; readonly dueAt: string | null; readonly state: string; readonly overdue: boolean };

/** The number of the question, and who answered it. */
export const deskQuestion = async (day: Day): Promise<{ question: string; officer: string }> => {
  const { act, ask, cast, expect, name, person, say, start, tries } = day;
  const { worker } = cast;
  const { id } = await start(worker, 'deskQuestion', { text: QUESTION, topic: '生育津贴' });
  say(`${name(worker)} is asked in the village how the self-employed get the allowance, and asks the desk: ${id}.`);
  const read = async () =>
    (await ask(
      worker,
      'query ($id: ID!) { case(id: $id) { ... on DeskQuestion { facts { offered { id } } } clocks { name dueAt state overdue } } calendar }',
      { id },
    )) as {
      case: { facts: { offered: { id: string }[] }; clocks: Running[] };
      calendar: { zone: string };
    };
  const { case: asked, calendar } = await read();
  const clock = asked.clocks.find((one) => one.name === 'answer');
  expect(Boolean(clock?.dueAt), `${id} should have a clock for its answer, but has none.`);
  const dueAt = Date.parse(clock?.dueAt as string);
  const due = clockFace(calendar.zone)(clock?.dueAt as string);
  say(
    dueAt - Date.now() <= 6 * MINUTE
      ? `The desk is on duty: the promised minutes run, and are over ${due}.`
      : `The desk isn't on duty through all of the promised minutes; they count in duty hours alone, and are over ${due}.`,
  );

  const officer = asked.facts.offered[0]?.id ?? 'desk-officer-01';
  const reviewer = ['desk-officer-04', 'desk-officer-05'].find((one) => one !== officer) as string;
  await act(officer, 'claim', id);
  await act(officer, 'answer', id, { text: ANSWER });
  const answered = (await read()).case.clocks.find((one) => one.name === 'answer');
  expect(answered?.state === 'stopped', `The clock of ${id} should stand still since the answer, but is ${answered?.state}.`);
  say(
    `${person(officer).name}, whose turn it is by the roster, takes it and answers, ${answered?.overdue ? 'though too late' : 'in time'}.`,
  );
  await tries(officer, 'would review that answer, too', 'acceptAnswer', id, { question: QUESTION });
  await act(reviewer, 'acceptAnswer', id, { question: QUESTION, keepBoth: true });
  await act(worker, 'rate', id, { stars: 5, comment: 'Just what they wanted to know.' });
  say(`${name(reviewer)} reviews it and puts the question in words for everybody, and the desk knows it from now on.`);
  await found(day, id);
  return { question: id, officer };
};

/** What a two-character word finds; of the same question asked on an earlier day, the newer answer stays. */
const found = async ({ ask, cast: { academy, neighbour }, expect, name, say }: Day, id: string): Promise<void> => {
  const search = async (): Promise<Entry[]> => {
    const query = '{ knowledge(search: "津贴", first: 50) { edges { node { id question sourceCase } } } }';
    return (await ask(neighbour, query)).knowledge.edges.map(({ node }: { node: Entry }) => node);
  };
  const entries = await search();
  const own = entries.find(({ sourceCase }) => sourceCase === id);
  expect(own !== undefined, `“津贴” should find what the desk knows from ${id}, but doesn't.`);
  say(
    `${name(neighbour)} of the next village looks before asking: “津贴” finds “${own?.question}”, so the desk isn’t asked twice.`,
  );
  for (const earlier of entries.filter((one) => one.question === QUESTION && one.sourceCase !== id)) {
    await ask(
      academy,
      'mutation ($id: ID!, $reason: String!, $requestId: ID!) { retireKnowledge(id: $id, reason: $reason, requestId: $requestId) { __typename } }',
      { id: earlier.id, reason: `Answered again in ${id}`, requestId: randomUUID() },
    );
    say(`${name(academy)} takes the earlier answer to the same question, from ${earlier.sourceCase}, out of use.`);
  }
};
