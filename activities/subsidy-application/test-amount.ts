/** How many cents are sent to see whose account it is: derived from the installation’s key, so that it stands in no record. */
import { createHmac } from 'node:crypto';

export type TestPaymentOf = { readonly tenant: string; readonly caseId: string; readonly n: number; readonly account: string };

/** From 1 to 99 cents, another one for each test payment and each account. */
export const testAmount = (secret: string, { tenant, caseId, n, account }: TestPaymentOf): number =>
  1 + (createHmac('sha256', secret).update(`test payment\0${tenant}\0${caseId}\0${n}\0${account}`).digest().readUInt32BE(0) % 99);
