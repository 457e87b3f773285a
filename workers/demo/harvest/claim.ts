/** Two bottles are broken: a claim with two clocks, paid once though its payment comes back. */
import { clockFace } from '../case-record.ts';
import { photo } from '../telephone.ts';
import { CASHIER, CLERK, GROWER, type Harvest, HOME, yuan } from './cast.ts';

const ASSESSOR = 'feng-ying';
const BANK = 'rural-bank';

/** Whose company carries for them. */
const COMPANIES: Readonly<Record<string, string>> = {
  'tu-gang': 'swift',
  'ke-min': 'swift',
  'xie-lei': 'clover',
  'zang-yu': 'clover',
  'bao-jie': 'ridge',
};

type Share = { readonly party: { readonly title: { readonly en: string; readonly zh: string } }; readonly fen: number };
type Payment = { readonly id: string; readonly state: string };

/** The number of the claim. */
export const claim = async (harvest: Harvest, pickup: string, courier: string): Promise<string> => {
  const { act, expect, facts, name, refused, say, until } = harvest;
  await act(CLERK, 'claim', pickup, {
    n: 1,
    consent: 'spoken',
    kind: 'damaged',
    badUnits: 2,
    asked: 9_000,
    photos: [await photo('the box', HOME, 0), await photo('two bottles', HOME, 200)],
    account: '6230 0000 0000 0001',
  });
  const parcel = async () => (await facts(CLERK, 'ProducePickup', pickup, 'parcels { n claim claimOpen }')).parcels[0];
  await until(async () => Boolean((await parcel()).claim), `The claim on ${pickup} should be a case by now, but isn't.`);
  const id: string = (await parcel()).claim;
  say(
    `Two of six bottles are broken. ${name(CLERK)} claims for ${name(GROWER)} with two photos; that is a case of its own: ${id}.`,
  );
  await twoClocks(harvest, id);

  await act(ASSESSOR, 'accept', id);
  const judged = {
    liability: [
      { party: COMPANIES[courier] ?? 'swift', perMille: 600 },
      { party: 'storeA', perMille: 400 },
    ],
    badUnits: 2,
    reason: 'Dropped on the way; the cell had stacked them too high.',
  };
  say(`${name(ASSESSOR)} would give all that is asked for, and is refused:`);
  say(`    ${await refused(ASSESSOR, 'assess', id, { ...judged, amount: 9_000 })}`);
  await act(ASSESSOR, 'assess', id, judged);
  await act(CLERK, 'agree', id, { consent: 'spoken' });
  const { offer }: { offer: { fen: number; shares: Share[] } } = await facts(
    ASSESSOR,
    'LossClaim',
    id,
    'offer { fen shares { party { title { en zh } } fen } }',
  );
  say(`Declared 180.00 yuan, two of six: ${yuan(offer.fen)} yuan. She agrees, and each sets aside a share:`);
  for (const { party, fen } of offer.shares) say(`    ${party.title.en} ${party.title.zh} ${yuan(fen)}`);

  const last = async (): Promise<Payment> =>
    (await facts(CASHIER, 'LossClaim', id, 'payments { id state }')).payments.at(-1) as Payment;
  await act(CASHIER, 'pay', id, {});
  say(`${name(CASHIER)} pays, and would pay once more while the money is on its way:`);
  say(`    ${await refused(CASHIER, 'pay', id, {})}`);
  await act(BANK, 'bouncePayment', id, { payment: (await last()).id, reason: 'Account closed' });
  await act(CLERK, 'setAccount', id, { account: '6230 0000 0000 0002', consent: 'spoken' });
  await act(CASHIER, 'pay', id, {});
  const { state } = await act(BANK, 'confirmPayment', id, { payment: (await last()).id });
  expect(state === 'paid', `${id} should be paid, but is “${state}”.`);
  say('The bank sends it back, for the account is closed. It is paid to another one, and arrives: once, under its own number.');
  await until(async () => !(await parcel()).claimOpen, `${pickup} should have heard that ${id} has ended, but hasn't.`);
  return id;
};

/** Ours rests on days off, that of the law doesn't. */
const twoClocks = async ({ ask, expect, say }: Harvest, id: string): Promise<void> => {
  const { calendar, case: filed } = await ask(
    ASSESSOR,
    'query ($id: ID!) { calendar case(id: $id) { clocks { name dueAt budget { text } } } }',
    { id },
  );
  const time = clockFace(calendar.zone);
  const of = (name: string) => filed.clocks.find((clock: { name: string }) => clock.name === name);
  const [ours, law] = [of('answer'), of('legal')];
  expect(Boolean(ours && law), `${id} should have our clock and that of the law.`);
  say(`Two clocks run. Ours rests over a holiday: ${ours.budget.text}, until ${time(ours.dueAt)}.`);
  say(`That of the law runs through it: ${law.budget.text}, until ${time(law.dueAt)}.`);
};
