/** What an act may do beyond its own case, as rules write it: `effects: [hold(room), credit(line)]`. */
export { actOn } from './acts.ts';
export { type Attachment, attach } from './attachments.ts';
export { attend, book, type Span, unbook } from './bookings.ts';
export { type CodeIssue, dropCode, issueCode, useCode } from './codes.ts';
export { defineEffect, type Effect, type EffectDefinition } from './effect.ts';
export { firmAccounts, type VerifiedAccount, verifyFirmAccount } from './firm-accounts.ts';
export { type During, type Hold, hold, needFree, release, standBy, type Wanted } from './holds.ts';
export { type Knowledge, keepKnowledge } from './knowledge.ts';
export { type Cap, credit, expire, foretell, type LedgerLine, reverse, takeBack } from './ledger.ts';
export { link, unlink } from './links.ts';
export { type Measured, measure } from './measurements.ts';
export { openCase } from './opening.ts';
export { addParties, changeParty, endParties, type Party, renameParty } from './parties.ts';
export {
  bouncePayment,
  clearPayment,
  confirmPayment,
  hasArrived,
  nextPayment,
  OVERPAID,
  type Owing,
  openPayment,
  type Payment,
  type PaymentOrder,
  pay,
  paying,
  type Settled,
  whileOpen,
  withPayer,
  wordOf,
} from './payments.ts';
export { type Qualification, qualify } from './qualifications.ts';
export { type Row, setRow, tableRows } from './table-rows.ts';
