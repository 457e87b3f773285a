/** A firm is visited because it agrees to it, when it suits the firm, and by everybody at once. */
import { StartError } from '../../start-error.ts';
import type { Town } from './cast.ts';
import type { Firm } from './firm.ts';

const LEADER = 'zhan-rui';
const OTHER_LEADER = 'mi-jia';
export const OFFICER = 'lao-yun';
const OTHER_OFFICER = 'fu-lei';
/** A firm that was dissolved in March. */
const DISSOLVED = '91339901MA9X00062J';
const MINUTE = 60_000;
const DAY = 86_400_000;

export type Visited = { readonly round: string; readonly visit: string; readonly joined: string; readonly others: string };

const round = async ({ act, day, from, start, until }: Town, leader: string, plan: object): Promise<[string, string]> => {
  const { id } = await start(leader, 'visitRound', { from: day(), to: day(40), scope: 'list', ...plan });
  await act(leader, 'begin', id);
  await until(async () => (await from(id, 'inRound')).length > 0, `${id} should have opened its visit by now, but hasn't.`);
  const [visit = ''] = await from(id, 'inRound');
  return [id, visit];
};

type Answer = { readonly __typename: string; readonly message?: string };

const ARRANGE = `mutation ($id: ID!, $requestId: ID!, $input: EnterpriseVisitArrange!) {
  enterpriseVisitArrange(caseId: $id, requestId: $requestId, input: $input) { __typename
    ... on Refused { message } } }`;

/** The first day on which the rules let it be arranged, which leave firms in peace on some; with what was said of the days before. */
const arrangeWhenItMay = async ({ ask }: Town, visit: string, met: string): Promise<{ at: string; said: string[] }> => {
  const said: string[] = [];
  for (let ahead = 1; ahead < 40; ahead++) {
    // Ten in the morning of the town.
    const morning = new Date(Date.now() + 8 * 3_600_000 + ahead * DAY).toISOString().slice(0, 10);
    const at = new Date(`${morning}T10:00:00+08:00`).toISOString();
    const answer: Answer = (await ask(OFFICER, ARRANGE, { id: visit, requestId: `${visit}:${ahead}`, input: { at, with: met } }))
      .enterpriseVisitArrange;
    if (answer.__typename === 'ActionDone') return { at, said };
    if (answer.message && !said.includes(answer.message)) said.push(answer.message);
  }
  throw new StartError(`No day of the next weeks suits ${visit}. ${said.join(' ')}`);
};

/** From the round to the firm's door. */
export const arriveAt = async (town: Town, firm: Firm): Promise<Visited> => {
  const { act, expect, facts, name, refused, say, until } = town;
  const [id, visit] = await round(town, LEADER, {
    title: '年末走访 How was the year?',
    firms: [firm.code, DISSOLVED],
    questions: ['Orders next year?'],
  });
  const [others, otherVisit] = await round(town, OTHER_LEADER, { title: '用工服务 Hands for spring', firms: [firm.code] });
  await act(OTHER_LEADER, 'reassign', otherVisit, { to: OTHER_OFFICER, reason: 'Of the team that knows about labour.' });
  say(`${name(LEADER)} plans a round of two firms; one has been dissolved and is left out: ${id}. It opens ${visit} for`);
  say(`${name(OFFICER)}. Another team has a round of its own, and would send ${name(OTHER_OFFICER)}: ${otherVisit}.`);

  const { at, said } = await arrangeWhenItMay(town, visit, 'Office');
  for (const words of said) say(`    ${words}`);
  const { arranged } = await facts(OFFICER, 'EnterpriseVisit', visit, 'arranged { at }');
  say(`The first day that may be is ${town.when(arranged.at)}; ${name(OFFICER)} arranges it. The firm would rather have it`);
  const wish = new Date(Date.now() + 10 * MINUTE).toISOString();
  await act(firm.agent, 'reply', visit, { choice: 'otherTime', at: wish });
  await act(OFFICER, 'arrange', visit, { at: wish, with: 'Production' });
  say(`at once, and a firm's own wish passes what spares firms: ${name(OFFICER)} arranges it for ${town.when(wish)}.`);

  say(`${name(OTHER_OFFICER)} would come on the other day, and is refused:`);
  say(`    ${await refused(OTHER_OFFICER, 'arrange', otherVisit, { at, with: 'Office' })}`);
  await act(OTHER_OFFICER, 'join', otherVisit);
  const joint = async () =>
    (await facts(OFFICER, 'EnterpriseVisit', visit, 'arranged { joint { title { en zh } } }')).arranged.joint;
  await until(async () => (await joint()).length > 0, `${visit} should be a joint one by now, but isn't.`);
  const [unit] = (await joint()) as { title: { en: string; zh: string } }[];
  say(`Joined instead: ${unit?.title.en} ${unit?.title.zh} comes along.`);

  await act(OFFICER, 'checkIn', visit, { code: firm.code, agreedBy: 'Production' });
  expect((await town.state(visit)) === 'underWay', `${visit} should be under way, but isn't.`);
  return { round: id, visit, joined: otherVisit, others };
};

/** The numbers of the demands, in the order of their categories. */
export const record = async (town: Town, firm: Firm, visit: string, demands: readonly { category: string; text: string }[]) => {
  const { act, facts, from, name, say, until } = town;
  await act(OFFICER, 'record', visit, {
    met: 'Head of production',
    answers: [{ question: 1, text: 'A third more, most of it abroad.' }],
    demands: demands.map((demand) => ({ urgency: 'normal', ...demand })),
    policies: ['境外参展 Fair abroad'],
    minutes: 40,
  });
  await until(
    async () => (await from(visit, 'raisedIn')).length === demands.length,
    `The demands of ${visit} should be cases by now, but aren't.`,
  );
  const found = new Map<string, string>();
  for (const id of await from(visit, 'raisedIn'))
    found.set((await facts(firm.agent, 'EnterpriseDemand', id, 'category { code }')).category.code, id);
  say(`${name(OFFICER)} scans the firm's code at the door and writes down what it says; nothing in the form is for faults.`);
  await act(firm.agent, 'confirm', visit);
  say(
    `${name(firm.agent)} confirms the record on the telephone. Two demands have become cases: ${[...found.values()].join(', ')}.`,
  );
  return demands.map(({ category }) => found.get(category) ?? '');
};

type Coverage = {
  readonly inScope: number;
  readonly covered: number;
  readonly coverage: number | null;
  readonly byWord: number | null;
  readonly demands: number;
  readonly leftOutFirms: readonly { readonly name: string; readonly title: { readonly en: string; readonly zh: string } }[];
};

export const coverage = async ({ ask, say }: Town, of: string): Promise<void> => {
  const { visitCoverage: found }: { visitCoverage: Coverage } = await ask(
    LEADER,
    `query ($round: ID!) { visitCoverage(round: $round) {
       inScope covered coverage byWord demands leftOutFirms { name title { en zh } } } }`,
    { round: of },
  );
  const share = (part: number | null) => (part === null ? '—' : `${(part * 100).toFixed(1)} %`);
  say(
    `${of}: ${found.covered} of ${found.inScope} firms, ${share(found.coverage)} 走访覆盖率; ${share(found.byWord)} by their word`,
  );
  say(`  ${found.demands} demands 诉求`);
  for (const { name, title } of found.leftOutFirms) say(`  left out 未列入: ${name}, ${title.en} ${title.zh}`);
};
