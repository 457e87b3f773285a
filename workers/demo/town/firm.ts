/** A firm that is entered in the register for a story: what a firm was visited or paid for counts for a year or for good, so that each telling has its own. */
import { randomInt } from 'node:crypto';
import { isLicenceCode } from '../../../workflows/kernel/licence-code.ts';
import { administer } from '../administering.ts';
import { ADMIN, type Town } from './cast.ts';

export type Firm = {
  readonly code: string;
  readonly name: string;
  /** Who acts for it. */
  readonly agent: string;
};

type About = { readonly industry: string; readonly size: string; readonly staff: number; readonly foundedOn: string };

const LETTERS = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

/** A code of a region that doesn't exist, with check characters that fit. */
const someCode = (): string => {
  const front = `91339901MA9W${String(randomInt(10_000)).padStart(4, '0')}`;
  return LETTERS.flatMap((one) => LETTERS.map((other) => front + one + other)).find(isLicenceCode) ?? someCode();
};

const freeCode = async (town: Town): Promise<string> => {
  const code = someCode();
  const { firm } = await town.ask(ADMIN, 'query ($code: String!) { firm(uscc: $code) { version } }', { code });
  return firm === null ? code : freeCode(town);
};

export const enterFirm = async (town: Town, { name, agent }: Omit<Firm, 'code'>, about: About): Promise<Firm> => {
  const code = await freeCode(town);
  await administer(town, ADMIN, 'setFirm', { key: ['ID!', code], input: ['SubjectInput!', { name, ...about }] });
  await changed(town, 'setFirmAgent', code, { person: ['ID!', agent] });
  return { code, name, agent };
};

export const renameFirm = async (town: Town, firm: Firm, name: string): Promise<Firm> => {
  await changed(town, 'setFirm', firm.code, { input: ['SubjectInput!', { name }] });
  return { ...firm, name };
};

/** Whoever acted for it acts for another one in the next telling. */
export const leaveFirm = async (town: Town, { code, agent }: Firm): Promise<void> =>
  changed(town, 'endFirmAgent', code, { person: ['ID!', agent] });

const changed = async (town: Town, field: string, code: string, args: Parameters<typeof administer>[3]): Promise<void> => {
  const { firm } = await town.ask(ADMIN, 'query ($code: String!) { firm(uscc: $code) { version } }', { code });
  await administer(town, ADMIN, field, { key: ['ID!', code], expectedVersion: ['Int!', firm.version], ...args });
};
