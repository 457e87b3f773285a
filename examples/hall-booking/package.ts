import { moduleBeside, type ProcessPackage } from 'banjie/manifest';
import { guestBook } from './guest-book.ts';
import { facts, inputs } from './inputs.ts';
import { notices } from './notices.ts';
import { hallBooking } from './rules.ts';

/** A process that isn't ours, as somebody else would add it: one folder, and no file of ours touched. */
export const hallBookingPackage: ProcessPackage = {
  versions: [hallBooking],
  inputs,
  facts,
  effects: [guestBook],
  sql: {
    tables: [new URL('./sql/guest-book.sql', import.meta.url)],
    functions: [new URL('./sql/effect-guest-book.sql', import.meta.url)],
  },
  notices,
  workflows: moduleBeside(import.meta.url, './workflow'),
  lookups: {
    grant: async ({ read }) => ({
      reference: {
        wardens: (
          await read<{ person_id: string }>(
            `SELECT DISTINCT person_id FROM person_roles WHERE role = 'warden' ORDER BY person_id`,
          )
        ).map(({ person_id }) => person_id),
      },
    }),
  },
};
