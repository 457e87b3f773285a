import { describe, expect, it } from 'vitest';
import { paymentsOut } from '../../activities/delivery/payments.ts';
import type { DeliveryServices, OutgoingPayment } from '../../activities/delivery/services.ts';
import type { NoticeRow } from '../../activities/notice-text.ts';
import { testBank } from '../../testing/test-bank.ts';
import {
  bouncePayment,
  clearPayment,
  confirmPayment,
  nextPayment,
  openPayment,
  type Payment,
  paying,
  type Settled,
} from '../../workflows/effects/index.ts';
import { isRefusal, type Refusal } from '../../workflows/kernel/process.ts';

const bank = { byHand: false, now: 1_000 };
const order = (id: string) => ({ id, fen: 1_800, from: 'payable:anna', to: 'scheme:paid', title: { en: 'Claim', zh: '理赔' } });
const one = paying([], order('LC-1/1'), 0);
const done = (settled: Settled | Refusal): Settled => {
  if (isRefusal(settled)) throw new Error(settled.en);
  return settled;
};
const code = (settled: Settled | Refusal) => (isRefusal(settled) ? settled.code : undefined);
const states = (made: readonly Payment[]) => made.map(({ state }) => state);
const bounced = done(bouncePayment(one, 'LC-1/1', bank)).payments;
const again = paying(bounced, order(nextPayment('LC-1', bounced)), 2_000);
const unclear = done(confirmPayment(again, 'LC-1/1', bank)).payments;

describe('what the bank says of a payment', () => {
  it('counts once: a bounce that comes twice changes nothing, nor does a second confirmation', () => {
    const confirmed = done(confirmPayment(one, 'LC-1/1', bank)).payments;
    expect(code(bouncePayment(bounced, 'LC-1/1', bank))).toBe('kernel.paymentSettled');
    expect(code(confirmPayment(confirmed, 'LC-1/1', bank))).toBe('kernel.paymentSettled');
  });

  it('of a number that the case hasn’t changes nothing, and names those that it has', () => {
    expect(confirmPayment(one, 'LC-9/1', bank)).toMatchObject({
      code: 'kernel.paymentUnknown',
      en: expect.stringContaining('It has LC-1/1'),
    });
  });

  it('is unclear where a payment that came back has arrived after all: nothing else is paid until somebody knows', () => {
    expect(openPayment(bounced)).toBeUndefined();
    const said = done(confirmPayment(bounced, 'LC-1/1', bank));
    expect(states(said.payments)).toEqual(['unclear']);
    expect(openPayment(said.payments)?.id).toBe('LC-1/1');
    expect(code(bouncePayment(said.payments, 'LC-1/1', bank))).toBe('kernel.paymentSettled');
    expect(states(done(clearPayment(said.payments, 'LC-1/1', false, bank)).payments)).toEqual(['bounced']);
    expect(states(done(clearPayment(said.payments, 'LC-1/1', true, bank)).payments)).toEqual(['confirmed']);
  });

  it('is unclear as well where a payment that was confirmed comes back; the money goes back only when that is found true', () => {
    const confirmed = done(confirmPayment(one, 'LC-1/1', bank)).payments;
    const said = done(bouncePayment(confirmed, 'LC-1/1', bank));
    expect(openPayment(said.payments)).toMatchObject({ state: 'unclear', before: 'confirmed' });
    expect(said.effects).toHaveLength(1);
    expect(done(clearPayment(said.payments, 'LC-1/1', true, bank)).effects).toHaveLength(1);
    const back = done(clearPayment(said.payments, 'LC-1/1', false, bank));
    expect(states(back.payments)).toEqual(['bounced']);
    expect(back.payments[0]).not.toHaveProperty('before');
    expect(back.effects).toContainEqual(
      expect.objectContaining({ items: [expect.objectContaining({ from: 'scheme:paid', to: 'payable:anna' })] }),
    );
  });

  it('leaves it said that something was paid twice, where the second payment was on its way by then', () => {
    expect(states(unclear)).toEqual(['unclear', 'inTransit']);
    const cleared = done(clearPayment(unclear, 'LC-1/1', true, bank));
    expect(cleared.effects).toContainEqual(
      expect.objectContaining({ items: [expect.objectContaining({ from: 'scheme:overpaid', to: 'scheme:paid' })] }),
    );
  });

  it('comes of a payment under a new number each time', () => {
    expect(again.map(({ id }) => id)).toEqual(['LC-1/1', 'LC-1/2']);
  });
});

describe('a payment that is to leave', () => {
  const row = (id: string) =>
    ({
      id,
      case_id: 'LC-1',
      address: '6222',
      params: { fen: 1_800, title: { en: 'Claim', zh: '理赔' } },
    }) as unknown as NoticeRow;
  const courier = async (
    sendPayment: ((payment: OutgoingPayment) => Promise<void>) | undefined,
    inTransit: readonly string[],
  ) => {
    const read = async () => inTransit.map((id) => ({ id })) as never;
    const services = { ...(sendPayment ? { sendPayment } : {}) } as DeliveryServices;
    return (await paymentsOut(services, read, 'tongyu', [row('LC-1/1')])).get('LC-1/1');
  };

  it('waits to be made by hand where no bank is connected', async () => {
    expect(await (await courier(undefined, ['LC-1/1']))?.()).toBe('kept');
  });

  it('doesn’t go to the bank any more once it was settled', async () => {
    const { sendPayment, asked } = testBank();
    await expect((await courier(sendPayment, []))?.()).rejects.toThrow('settled');
    expect(asked).toEqual([]);
  });

  it('is paid once by the bank, though the bank’s answer was lost and it is asked again', async () => {
    const one = testBank({ stumbles: (_, time) => time === 1 });
    const carry = await courier(one.sendPayment, ['LC-1/1']);
    await expect(carry?.()).rejects.toThrow('lost');
    expect(await carry?.()).toBe('delivered');
    expect([one.asked.length, one.paid().length]).toEqual([2, 1]);
  });
});
