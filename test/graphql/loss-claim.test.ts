import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutgoingPayment } from '../../activities/delivery/services.ts';
import { sendEvent } from '../../examples/inbound/sender.ts';
import { pascal } from '../../graphql/schema/names.ts';
import { lossClaimPackage } from '../../processes/loss-claim.ts';
import { testBank } from '../../testing/test-bank.ts';
import { openPickupLine, type PickupLine, parcel } from './pickup-line.ts';
import { FACTS } from './selections.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const PARCELS = 6;
const ACCOUNT = '6222000000001234';

/** The first payment of the first claim comes back, and each first answer of the bank is lost. */
let bouncing: string | undefined;
const bank = testBank({
  bounces: ({ id }: OutgoingPayment) => id === bouncing,
  stumbles: ({ id }, time) => id === bouncing && time === 1,
});
// Rows hold by the day of the database, whose clock nobody moves.
const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const YEAR = TODAY.slice(0, 4);
const setRow = (table: string, key: string, value: object, expectedVersion: number) =>
  line.banjie.ask(
    'mei-xue',
    `mutation ($requestId: ID!, $input: TableRowInput!, $expectedVersion: Int!) { setTableRow(requestId: $requestId, input: $input, expectedVersion: $expectedVersion) { __typename ... on InvalidInput { message issues { path message } } } }`,
    { expectedVersion, requestId: randomUUID(), input: { table, key, value, validFrom: TODAY } },
  );
let line: PickupLine;
let pickup: string;
beforeAll(async () => {
  line = await openPickupLine([lossClaimPackage], { sendPayment: bank.sendPayment });
  await line.untilHour(8);
  const parcels = Array.from({ length: PARCELS }, () => parcel({ declaredValue: 18_000, units: 60 }));
  pickup = (await line.book('mou-xiulan', { parcels })).case.id;
  await line.untilHour(5, 40);
  const each = parcels.map((_, n) => ({ n: n + 1, grams: 2_500, seal: `S${n}`, photos: [null] }));
  const collected = await line.withPhotos(
    'du-fang',
    'dropOff',
    pickup,
    { parcels: each, inspected: true, identityChecked: true },
    each.map((_, n) => `parcels.${n}.photos`),
  );
  expect(collected).toMatchObject({ case: { state: 'collected' } });
  await line.act('jing-tao', 'store', pickup, { cell: 'xiaotongA', temperature: 32 });
  await line.act('hua-lei', 'handToTrunk', pickup, { run: 'r0900', parcels: each.map(({ n }) => n), sealsOk: true });
  const member = { kind: 'smallholder', station: 'xiaotong-station', plot: 'P01', born: 1948, coop: '93339901MA9X00097Y' };
  expect((await setRow('growers', 'mou-xiulan', member, 0)).data.setTableRow).toEqual({ __typename: 'ChangeDone' });
  for (const { n } of each) await line.act('carrier', 'deliver', pickup, { n, to: 'recipient' });
});
afterAll(() => line?.close());

const RESULT = `__typename
  ... on ActionDone { replayed case { id state ${FACTS('lossClaim')} } }
  ... on Refused { message reason }
  ... on Conflict { message }
  ... on InvalidInput { message issues { path message } }`;
const only = ({ data, errors }: Any) => {
  if (errors) throw new Error(errors.map(({ message }: Any) => message).join('\n'));
  return Object.values(data)[0] as Any;
};
const act = async (who: string, action: string, caseId: string, input?: object, requestId: string = randomUUID()) =>
  only(
    await line.banjie.ask(
      who,
      `mutation ($caseId: ID!, $requestId: ID!${input ? `, $input: LossClaim${pascal(action)}!` : ''}) {
        lossClaim${pascal(action)}(caseId: $caseId, requestId: $requestId${input ? ', input: $input' : ''}) { ${RESULT} } }`,
      { caseId, requestId, ...(input ? { input } : {}) },
    ),
  );
const why = (answer: Any): string => answer.reason ?? answer.__typename;
const read = async (who: string, id: string, fields: string) =>
  only(await line.banjie.ask(who, `query ($id: ID!) { case(id: $id) { ${fields} } }`, { id }));
const sent = (n: number, photos = 2, more: object = {}) =>
  line.withPhotosAt(
    'mou-xiulan',
    'claim',
    pickup,
    { n, kind: 'damaged', badUnits: 6, asked: 6_000, account: ACCOUNT, ...more },
    'photos',
    photos,
  );
/** Claims for a parcel, and waits until the claim has told the pickup. */
const claimed = async (n: number): Promise<string> => {
  expect(await sent(n)).toMatchObject({ __typename: 'ActionDone' });
  return line.banjie.until(
    async () => (await line.facts('mou-xiulan', pickup)).parcels[n - 1].claim,
    (claim) => claim !== null,
  );
};
/** As the recipient, with the code that was sent to them for this. */
const followed = async (of: string, query: string, variables: object) => {
  const { sms } = await line.banjie.until(
    async () => ({ sms: line.banjie.sent.find((message) => JSON.stringify(message).includes(of)) }),
    ({ sms: message }) => message !== undefined,
  );
  const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(sms?.body ?? '')?.[0] ?? '';
  return only(await line.follow(of, code, query, variables));
};
const shares = (...all: readonly (readonly [string, number])[]) => all.map(([party, perMille]) => ({ party, perMille }));
const decision = { liability: shares(['storeA', 600], ['swift', 400]), badUnits: 6, reason: '入库超温、运输挤压' };
const offered = async (id: string, more: object = {}) => {
  await act('feng-ying', 'accept', id);
  return act('feng-ying', 'assess', id, { ...decision, ...more });
};
const settled = (id: string, state: string) =>
  line.banjie.until(
    async () => (await read('xu-min', id, 'payments { id state fen }')).payments,
    (all: readonly Any[]) => all.at(-1)?.state === state,
  );
/** What the bank says of all its payments, as its system sends it. */
const file = () => Promise.all(bank.words().map(({ caseId, act: action, input }) => act('rural-bank', action, caseId, input)));

describe('a loss claim', () => {
  let first: string;

  it('is opened for a parcel with photos of box and content, and shows all times that run', async () => {
    expect(why(await sent(1, 1))).toBe('fewPhotos');
    first = await claimed(1);
    const { state, facts, clocks, linkedFrom } = await read(
      'feng-ying',
      first,
      `state ${FACTS('lossClaim')} clocks { name dueAt } linkedFrom: links { kind to }`,
    );
    expect([state, facts.badUnits, facts.units, facts.declared]).toEqual(['filed', 6, 60, 18_000]);
    expect(clocks.map(({ name }: Any) => name)).toEqual(['answer', 'legal']);
    expect(Date.parse(facts.claimWindow) - Date.parse(facts.deliveredAt)).toBe(48 * 3_600_000);
    expect(linkedFrom).toEqual([{ kind: 'claimOf', to: pickup }]);
  });

  it('keeps the bank account for the cashier: others see its end, in facts, events and messages', async () => {
    const fields = `${FACTS('lossClaim')} history(first: 1) { edges { node { sheet { display value } ... on LossClaimFiledEvent { authority input { account } } } } }`;
    const [assessor, cashier] = await Promise.all(['feng-ying', 'xu-min'].map((who) => read(who, first, fields)));
    expect(assessor.facts.account).toBe('****1234');
    expect(cashier.facts.account).toBe(ACCOUNT);
    expect(assessor.facts.claimants[0].name).toBe('牟秀兰');
    expect(JSON.stringify(assessor)).not.toContain(ACCOUNT);
    expect(JSON.stringify(cashier.history)).toContain(ACCOUNT);
    const seen = await read(
      'yu-bo',
      pickup,
      'history(last: 3) { edges { node { sheet { display value } ... on ProducePickupClaimedEvent { input { account } } } } }',
    );
    expect(JSON.stringify(seen)).toContain('****1234');
    expect(JSON.stringify(seen)).not.toContain(ACCOUNT);
    const outbox = await line.banjie.ask(
      'mei-xue',
      `{ outbox(caseId: "${first}", first: 50) { edges { node { address body } } } }`,
    );
    expect(JSON.stringify(outbox)).not.toContain(ACCOUNT);
    // Nor is it read sign by sign, by what a search finds.
    for (const who of ['feng-ying', 'du-fang', 'ying-jie']) {
      const found = await line.banjie.ask(who, `{ cases(filter: { text: "${ACCOUNT.slice(0, 14)}" }) { totalCount } }`);
      expect([who, found.data.cases.totalCount]).toEqual([who, 0]);
    }
  });

  it('isn’t assessed by somebody who had the parcel in hand, nor by another grower of the sender’s co-operative', async () => {
    for (const who of ['jing-tao', 'luo-min']) {
      const given = await line.banjie.ask(
        'mei-xue',
        `mutation ($requestId: ID!, $input: RoleInput!) { giveRole(requestId: $requestId, input: $input) { __typename } }`,
        { requestId: randomUUID(), input: { person: who, role: 'claimAssessor' } },
      );
      expect(given.errors).toBeUndefined();
      expect([who, why(await act(who, 'accept', first))]).toEqual([who, 'kernel.ownMatter']);
    }
  });

  it('is assessed by the rule, whose shares sum, and no law’s time is set longer', async () => {
    expect(why(await act('feng-ying', 'accept', first))).toBe('ActionDone');
    const wrong = await act('feng-ying', 'assess', first, { ...decision, liability: shares(['storeA', 600], ['swift', 399]) });
    expect(wrong).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: ['input', 'liability'] }] });
    expect(why(await act('feng-ying', 'assess', first, { ...decision, amount: 1_801 }))).toBe('tooMuch');
    expect(await act('feng-ying', 'assess', first, decision)).toMatchObject({
      case: { state: 'offered', facts: { offer: { fen: 1_800 } } },
    });
    const set = (value: unknown, name = 'clock.legal', ahead = 1, expectedVersion = 0) =>
      line.banjie.ask(
        'mei-xue',
        `mutation ($requestId: ID!, $input: LimitInput!, $expectedVersion: Int!) {
          setLimit(requestId: $requestId, input: $input, expectedVersion: $expectedVersion) { __typename ... on InvalidInput { issues { message } } } }`,
        {
          requestId: randomUUID(),
          expectedVersion,
          input: { process: 'lossClaim', name, value, validFrom: line.day(ahead) },
        },
      );
    expect((await set({ calendarDays: 8, roll: true })).data.setLimit.__typename).toBe('InvalidInput');
    // Without the holiday behind which it ends, it is shorter still.
    expect((await set({ calendarDays: 5 })).data.setLimit.__typename).toBe('ChangeDone');
    // The fewest photos are never more than the most, on no day to come either.
    expect((await set(8, 'photosMax', 400)).data.setLimit.__typename).toBe('ChangeDone');
    expect((await set(5, 'photosMax', 450, 1)).data.setLimit.__typename).toBe('ChangeDone');
    expect((await set(7, 'photosMin', 400)).data.setLimit.issues[0].message).toContain(
      `From ${line.day(450)} on, photosMin would be 7 and photosMax 5`,
    );
    const racing = await Promise.all([set(4, 'photosMax', 500, 2), set(5, 'photosMin', 500)]);
    expect(racing.map(({ data }: Any) => data.setLimit.__typename).toSorted()).toEqual(['ChangeDone', 'InvalidInput']);
  });

  it('writes a line for each who is liable when it is agreed, which sum to what is owed', async () => {
    expect(await act('mou-xiulan', 'agree', first, {})).toMatchObject({ case: { state: 'payable', facts: { funded: true } } });
    const { data } = await line.banjie.ask(
      'jiang-tao',
      `{ account(owner: "payable:${first}", asset: money) { balance lines(first: 9) { edges { node { from amount } } } } }`,
    );
    expect(data.account.balance).toBe(1_800);
    expect(data.account.lines.edges.map(({ node }: Any) => node.amount).toSorted()).toEqual([1_080, 720].toSorted());
  });

  it('is paid once, though fifty cashiers pay at once and the bank’s answer is lost', async () => {
    bouncing = `${first}/1`;
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => act(n % 2 ? 'xu-min' : 'ning-xia', 'pay', first, {})));
    expect(answers.filter((answer) => why(answer) === 'ActionDone')).toHaveLength(1);
    await settled(first, 'SENT');
    expect(bank.asked.map(({ id }) => id)).toEqual([bouncing, bouncing]);
    expect(bank.asked[0]).toMatchObject({ tenant: 'tongyu', caseId: first, fen: 1_800, account: ACCOUNT });
  });

  it('whose payment came back is paid again once, however often the file of the bank comes', async () => {
    const files = await Promise.all([file(), file(), file()]);
    expect(files.flat().filter((answer) => why(answer) === 'ActionDone')).toHaveLength(1);
    expect(why(await act('rural-bank', 'bouncePayment', first, { payment: `${first}/9` }))).toBe('kernel.paymentUnknown');
    expect(await read('xu-min', first, 'state payments { id state }')).toEqual({
      state: 'payable',
      payments: [{ id: `${first}/1`, state: 'BOUNCED' }],
    });
    const again = await Promise.all(Array.from({ length: 10 }, () => act('ning-xia', 'pay', first, {})));
    expect(again.filter((answer) => why(answer) === 'ActionDone')).toHaveLength(1);
    await settled(first, 'SENT');
    await file();
    await file();
    expect(await read('xu-min', first, 'state')).toEqual({ state: 'paid' });
    expect(bank.paid().map(({ id, fen }) => [id, fen])).toEqual([[`${first}/2`, 1_800]]);
    const { data } = await line.banjie.ask(
      'jiang-tao',
      `{ payable: account(owner: "payable:${first}", asset: money) { balance }
      transit: account(owner: "inTransit:${first}/2", asset: money) { balance } paid: account(owner: "scheme:paid", asset: money) { balance } }`,
    );
    expect(data).toEqual({ payable: { balance: 0 }, transit: { balance: 0 }, paid: { balance: 1_800 } });
  });

  it('that was rejected is not filed anew, and one that was withdrawn is', async () => {
    const [rejected, withdrawn] = [await claimed(2), await claimed(3)];
    expect(why(await offered(rejected, { amount: 0 }))).toBe('nothingGiven');
    const nature = { ...decision, liability: shares(['ripening', 1000]) };
    expect(await act('feng-ying', 'assess', rejected, nature)).toMatchObject({ case: { state: 'rejected' } });
    const ended = (n: number) =>
      line.banjie.until(
        async () => (await line.facts('mou-xiulan', pickup)).parcels[n - 1].claimOpen,
        (open) => open === false,
      );
    const withdraw = (id: string) => act('mou-xiulan', 'withdraw', id, { reason: '已协商' });
    expect(await withdraw(withdrawn)).toMatchObject({ case: { state: 'withdrawn' } });
    await Promise.all([ended(2), ended(3)]);
    expect(why(await sent(2))).toBe('claimed');
    const again = await claimed(3);
    expect(again).not.toBe(withdrawn);
    expect(await withdraw(again)).toMatchObject({ case: { state: 'withdrawn' } });
    await ended(3);
  });

  it('claimed for by sender and recipient at once is one claim, whose fund is raised before it is paid', async () => {
    const lost = { n: 6, kind: 'lost', badUnits: 6, asked: 6_000 };
    const byRecipient = () =>
      followed(
        `${pickup}/6`,
        `mutation ($id: ID!, $requestId: ID!, $input: ProducePickupClaim!) {
          producePickupClaim(caseId: $id, requestId: $requestId, input: $input) { __typename ... on Refused { reason } } }`,
        { id: pickup, requestId: randomUUID(), input: lost },
      );
    const both = await Promise.all([sent(6), byRecipient()]);
    expect(both.filter((answer) => why(answer) === 'ActionDone')).toHaveLength(1);
    const id: string = await line.banjie.until(
      async () => (await line.facts('mou-xiulan', pickup)).parcels[5].claim,
      (claim) => claim !== null,
    );
    await Promise.all([sent(6), byRecipient()]);
    await line.banjie.until(
      async () => (await read('feng-ying', id, FACTS('lossClaim'))).facts.claimants,
      (claimants: readonly Any[]) => claimants.length === 2,
    );
    const raise = (fen: number, expectedVersion: number) =>
      setRow('claimFunds', `ridge:${YEAR}`, { party: 'ridge', year: Number(YEAR), fen }, expectedVersion);
    expect((await raise(1_000, 0)).data.setTableRow.__typename).toBe('ChangeDone');
    expect(why(await offered(id, { liability: shares(['ridge', 1000]) }))).toBe('whoIsPaid');
    // Not who came first, but who bears the loss.
    const before = (await read('feng-ying', id, FACTS('lossClaim'))).facts.claimants[0].as;
    const payee = before === 'sender' ? 'recipient' : 'sender';
    const owed = { ...decision, liability: shares(['ridge', 1000]), payTo: payee, amount: 1_800 };
    expect(await act('feng-ying', 'assess', id, owed)).toMatchObject({
      case: { facts: { claimants: [{ as: payee }, { as: before }] } },
    });
    // The recipient answers with a code of the claim, and agrees only where they are the ones who are paid.
    const answer = `mutation ($id: ID!, $requestId: ID!) {
      lossClaimAgree(caseId: $id, requestId: $requestId, input: {}) { ${RESULT} } }`;
    const theirs = await followed(`${id}/1`, answer, { id, requestId: randomUUID() });
    expect(why(theirs)).toBe(payee === 'recipient' ? 'ActionDone' : 'notPayee');
    const seen = await followed(`${id}/1`, `query ($id: ID!) { case(id: $id) { state ${FACTS('lossClaim')} } }`, { id });
    expect(JSON.stringify(seen)).not.toMatch(/牟秀兰|mou-xiulan|1234/);
    const agreed = payee === 'recipient' ? theirs : await act('mou-xiulan', 'agree', id, {});
    expect(agreed).toMatchObject({ case: { state: 'payable', facts: { funded: false, emptyFund: { id: 'ridge' } } } });
    expect(why(await act('xu-min', 'pay', id, { cash: true, paymentRef: 'R-0' }))).toBe('fundEmpty');
    expect(why(await act('yan-ping', 'fund', id))).toBe('fundEmpty');
    expect((await raise(1_800, 1)).data.setTableRow.__typename).toBe('ChangeDone');
    expect(why(await act('yan-ping', 'fund', id))).toBe('ActionDone');
    await act('xu-min', 'pay', id, { cash: true, paymentRef: 'R-0' });
    expect(await act('xu-min', 'confirmPayment', id, { payment: `${id}/1` })).toMatchObject({ case: { state: 'paid' } });
  });

  it('has the pickup open until it has ended, and counts as agreed by silence', async () => {
    const [silent, ruled] = [await claimed(4), await claimed(5)];
    await offered(silent);
    await offered(ruled, { amount: 1_000 });
    expect(await act('mou-xiulan', 'dispute', ruled, { reason: '应赔60元' })).toMatchObject({ case: { state: 'disputed' } });
    expect(await act('mu-lan', 'rule', ruled, decision)).toMatchObject({
      case: { state: 'payable', facts: { offer: { fen: 1_800 } } },
    });
    await line.banjie.pass('12 days');
    expect(await read('xu-min', silent, `state ${FACTS('lossClaim')}`)).toMatchObject({
      state: 'payable',
      facts: { silent: true },
    });
    expect(await line.stateOf(pickup)).toBe('delivered');
    for (const id of [silent, ruled]) {
      expect(why(await act('xu-min', 'pay', id, { cash: true }))).toBe('needsReference');
      await act('xu-min', 'pay', id, { cash: true, paymentRef: 'R-1' });
      expect(await read('xu-min', id, 'payments { state }')).toEqual({ payments: [{ state: 'WAITING' }] });
    }
    expect(await act('xu-min', 'confirmPayment', silent, { payment: `${silent}/1` })).toMatchObject({ case: { state: 'paid' } });
    // The bank’s own system says so, too, by an event that it signs; a repeat is the same one.
    const { data: machine } = await line.banjie.ask(
      'mei-xue',
      'mutation { setInboundMachine(input: { person: "rural-bank" }, requestId: "rural-bank") { ... on ChangeDone { secret } } }',
    );
    const inbound = { address: `${line.banjie.url}/inbound/tongyu/rural-bank`, secret: machine.setInboundMachine.secret };
    const arrived = (id: string, payment: string) =>
      sendEvent(inbound, id, 'lossClaim.confirmPayment', { caseId: ruled, input: { payment } });
    expect(await arrived('B-1', `${ruled}/9`)).toMatchObject({ status: 422, answer: { code: 'kernel.paymentUnknown' } });
    expect(await arrived('B-2', `${ruled}/1`)).toMatchObject({ status: 200, answer: { kind: 'done', replayed: false } });
    expect(await arrived('B-2', `${ruled}/1`)).toMatchObject({ status: 200, answer: { kind: 'done', replayed: true } });
    expect(await read('xu-min', ruled, 'state')).toEqual({ state: 'paid' });
    await line.until(pickup, 'closed');
  });

  it('is in the report with what became of it and who bore it, and its record holds together', async () => {
    const span = { from: '2020-01-01T00:00:00Z', before: '2099-01-01T00:00:00Z' };
    const { data } = await line.banjie.ask(
      'yan-ping',
      `query ($from: DateTime!, $before: DateTime!) { claimReport(from: $from, before: $before) {
        rows(by: REGION) { key parcels claims perThousand accepted rejected withdrawn acceptedShare asked paid paidShare } bore { party fen } } }`,
      span,
    );
    expect(data.claimReport).toEqual({
      rows: [
        {
          ...{ key: 'shanghai', parcels: PARCELS, claims: 5, perThousand: 833.33, accepted: 4, rejected: 1, withdrawn: 2 },
          ...{ acceptedShare: 0.8, asked: 30_000, paid: 7_200, paidShare: 0.24 },
        },
      ],
      bore: [
        { party: 'storeA', fen: 3_240 },
        { party: 'swift', fen: 2_160 },
        { party: 'ridge', fen: 1_800 },
      ],
    });
    const { data: checked } = await line.banjie.ask(
      'jiang-tao',
      `{ verifyRecord(caseId: "${first}") { intact differences { message where } } }`,
    );
    expect(checked.verifyRecord).toMatchObject({ intact: true });
  });
});
