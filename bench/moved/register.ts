/** Firms entered into the register of a tenant, for runs in which many take part. */
import { isLicenceCode } from '../../workflows/kernel/licence-code.ts';
import type { Callers } from './caller.ts';
import { expect } from './expectation.ts';

export type Firm = { readonly code: string; readonly name: string; readonly agent: string };

const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const PAIRS = [...LETTERS].flatMap((one) => [...LETTERS].map((other) => one + other));

/** A code of a region that doesn’t exist, with check characters that fit; `series` is one letter that other runs don’t use. */
export const codeOf = (series: string, n: number): string => {
  const front = `91339901MA9${series}${String(n).padStart(4, '0')}`;
  return front + (PAIRS.find((pair) => isLicenceCode(front + pair)) ?? '');
};

let requests = 0;
/** A change of the register of firms by who administers the tenant. */
export const register = async (callers: Callers, admin: string, name: string, args: string): Promise<void> => {
  const answer = Object.values(
    (await callers.ask(
      admin,
      `mutation { ${name}(${args}, requestId: "register-${++requests}") { __typename ... on InvalidInput { issues { path message } } } }`,
    )) as Record<string, { __typename: string }>,
  )[0];
  expect(answer?.__typename === 'ChangeDone', `${name}(${args}) was not done: ${JSON.stringify(answer)}`);
};

/** A firm with somebody who acts for it. */
export const enterFirm = async (callers: Callers, admin: string, { code, name, agent }: Firm): Promise<void> => {
  const input = `{ name: "${name}", foundedOn: "2020-01-01", size: "small", industry: "luggage", staff: 20 }`;
  await register(callers, admin, 'setFirm', `key: "${code}", input: ${input}`);
  const { firm } = await callers.ask(admin, `{ firm(uscc: "${code}") { version } }`);
  await register(callers, admin, 'setFirmAgent', `key: "${code}", person: "${agent}", expectedVersion: ${firm.version}`);
};

/** People of this run in a role, of a unit or of none. */
export const enterPeople = (callers: Callers, admin: string, role: string, people: readonly Entered[]): Promise<unknown> =>
  Promise.all(
    people.map(async ({ id, name, unit }, n) => {
      const bound = unit === undefined ? {} : { unit };
      await callers.change(admin, 'setPerson', {
        ...{ id, name, subject: id, phone: `1000008${String(n).padStart(4, '0')}`, ...bound },
      });
      await callers.change(admin, 'giveRole', { person: id, role, ...bound });
    }),
  );
type Entered = { readonly id: string; readonly name: string; readonly unit?: string };
