/** A packaging against the one in use: approved after drop tests, shipped in turn, and put to the vote of the alliance. */
import { clockFace } from '../case-record.ts';
import { photo } from '../telephone.ts';
import { type Harvest, HOME, PRODUCT } from './cast.ts';

const PROPOSER = 'ke-min';
const SECRETARY = 'yan-ping';
const EXPERT = 'tang-he';
const TITLE = { en: 'Pulp cell', zh: '纸浆格挡' };
const YES = ['bai-yu', 'tang-li', 'hong-mei', 'gu-feng', 'su-ping', 'qin-yong'];
const MORE = 'zhuang-qi';

type Open = { readonly id: string; readonly title: string };

/** Proposed, judged and being shipped. A trial of an earlier telling makes way. */
export const openTrial = async (harvest: Harvest): Promise<string> => {
  const { act, ask, name, refused, say, start } = harvest;
  const { cases } = await ask(
    SECRETARY,
    '{ cases(first: 50, filter: { process: ["packagingTrial"] }) { totalCount edges { node { id title state closed } } } }',
  );
  // One that only waits to be paid is in nobody’s way.
  const isOver = ({ closed, state }: { closed: boolean; state: string }) => closed || state === 'settling';
  const open: Open[] = cases.edges.flatMap(({ node }: { node: Open & { closed: boolean; state: string } }) =>
    isOver(node) ? [] : [node],
  );
  for (const { id } of open.filter(({ title }) => title.includes(TITLE.zh))) {
    await act(SECRETARY, 'withdraw', id, { reason: 'Told once more from the beginning.' });
    say(`${id} stood open since an earlier telling, and is withdrawn.`);
  }
  const { id } = await start(PROPOSER, 'packagingTrial', {
    product: PRODUCT,
    // Adopted in the meantime, an earlier one is what the product takes.
    key: `pulpCell${cases.totalCount + 1}`,
    title: TITLE,
    parts: ['cell', 'lid'],
    costFen: 132,
    grams: 90,
    baselineScheme: 'boardBetween',
    firm: { id: '91339901MA9X00046W', name: '浩宇包装' },
    target: 30,
    shipments: 30,
    zones: ['local', 'eastChina'],
    budgetFen: 5000,
    days: 30,
    photos: [await photo('pulp cell', HOME, 90)],
  });
  say(`${name(PROPOSER)}, a courier, has seen bottles break and proposes cells of pulp: ${id}.`);
  say(`${name(SECRETARY)}, the secretary of the alliance, would approve it at once:`);
  say(`    ${await refused(SECRETARY, 'approve', id)}`);
  const tests = ['corner80', 'face80', 'bottle120'].map((test) => ({ test, passed: true }));
  await act(EXPERT, 'advise', id, { fit: true, text: 'It may be shipped.', tests });
  await act(SECRETARY, 'approve', id);
  await act(SECRETARY, 'beginShipping', id);
  say(`${name(EXPERT)} drops it on corners and faces; it holds, is approved, and the shipping begins.`);
  return id;
};

type Arm = { readonly bad: number; readonly units: number; readonly loss: number; readonly low: number; readonly high: number };

/** Shipped too little to say much, and voted on. */
export const vote = async (harvest: Harvest, id: string): Promise<void> => {
  const { act, ask, facts, name, refused, say, until } = harvest;
  const counted = async () => (await facts(SECRETARY, 'PackagingTrial', id, 'measured { n }')).measured.length === 4;
  await until(counted, `${id} should have heard how its four parcels came, but hasn't.`);
  say(`${name(SECRETARY)} would end the shipping after four parcels, and is refused:`);
  say(`    ${await refused(SECRETARY, 'endShipping', id, {})}`);
  await act(SECRETARY, 'endShipping', id, { reason: 'The season of syrup gifts begins on Monday.' });
  await act(SECRETARY, 'publish', id);
  const { trialResult: result }: { trialResult: { trial: Arm; baseline: Arm; gained: number; extraFen: number } } = await ask(
    SECRETARY,
    `query ($id: ID!) { trialResult(caseId: $id) { gained extraFen
       trial { bad units loss low high } baseline { bad units loss low high } } }`,
    { id },
  );
  say('She gives a reason, and the result is published, with how little so few bottles say:');
  const line = (words: string, { bad, units, loss, low, high }: Arm) =>
    say(`    ${words}: ${bad} of ${units} lost, ${loss} ‰ (95 % sure: ${low}–${high} ‰)`);
  line('pulp cell 纸浆格挡', result.trial);
  line('boards between bottles 瓶间加硬纸板隔断', result.baseline);
  say(`    ${result.gained} ‰ less, for ${result.extraFen} fen more a parcel`);
  await Promise.all([
    ...YES.map((person) => act(person, 'vote', id, { vote: 'adopt' })),
    act(MORE, 'vote', id, { vote: 'more', reason: 'Four parcels are too few.' }),
  ]);
  say(`Six of the ten members of the alliance vote to adopt it; ${name(MORE)}, for the teams, wants more parcels first.`);
  const { calendar, case: voting } = await ask(
    SECRETARY,
    'query ($id: ID!) { calendar case(id: $id) { clocks { name dueAt } } }',
    { id },
  );
  const { dueAt } = voting.clocks.find((clock: { name: string }) => clock.name === 'vote');
  say(
    `Votes may be changed until ${clockFace(calendar.zone)(dueAt)}; then a clock counts them. With two thirds the product takes it`,
  );
  say('by itself from the next working day on.');
};
