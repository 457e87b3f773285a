import { maskedPhone } from '../../activities/masked-phone.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { maskedEmail, maskedName } from '../described/masked.ts';
import type { PartyOfCase } from '../loaders.ts';
import { CASE_OF, type CaseOf, isStaffHere, readsNames, readsOutsiders, readsPersonal } from './masking.ts';
import { personId } from './names-of.ts';
import { processesOf } from './process.ts';

const masks = { name: maskedName, phone: maskedPhone, email: maskedEmail } as const;

type Row = Pick<PartyOfCase, 'role' | 'person' | 'case'>;

const isOwn = ({ caller: { actor } }: Context, { person, case: of }: Row): boolean =>
  (person !== null && person === actor.id) || (person === null && actor.id === `follower:${of.id}`);

/** The parties of a case as somebody is to see them: where they don't learn of each other, each sees but themselves. Parties whose role has a number, such as `objector:2`, are parties in that role. */
export const partiesFor = (context: Context, row: CaseOf, parties: readonly PartyOfCase[]): PartyOfCase[] => {
  const { apart } = processesOf(context).get(row.process) ?? {};
  return apart === undefined || (isStaffHere(context, row) && !row.sealed)
    ? [...parties]
    : parties.filter((party) => party.role.split(':')[0] !== apart.party || isOwn(context, party));
};

/** The people whom a case concerns. */
export const addParties = (builder: Builder) =>
  builder.prismaObject('Party', {
    description:
      'Somebody the case concerns, with what they left or what stands with their account; masked unless your role on this case needs it.',
    select: {
      id: true,
      role: true,
      person: true,
      name: true,
      phone: true,
      email: true,
      locale: true,
      endedRevision: true,
      case: { select: CASE_OF },
    },
    fields: (t) => {
      const personal = (field: 'name' | 'phone' | 'email') =>
        t.string({
          nullable: true,
          resolve: async (party, _, context) => {
            const { actor } = context.caller;
            const process = processesOf(context).get(party.case.process);
            const account = party.person === null ? null : await context.load.people.load(party.person);
            const value = party[field] ?? account?.[field] ?? null;
            // A code may get lost: it shows nobody the number in full.
            const own = party.person !== null && party.person === actor.id;
            if (value === null || own || process?.publicParties?.includes(party.role)) return value;
            const full = process?.outsiders?.party(party.role)
              ? readsOutsiders(actor, process, party.case)
              : readsPersonal(actor, process, party.case) ||
                // Who oversees what was done reads who people with an account are, here as in the history.
                (field === 'name' && party.name === null && readsNames(context, party.case));
            // In a small town the first letter of a rare name tells whose it is.
            if (!full) return masks[field](field === 'name' && process?.apart?.unnamed ? '' : value);
            context.readings.shown(process, party.case, field, [party.person]);
            return value;
          },
        });
      return {
        role: t.exposeString('role'),
        person: t.id({
          nullable: true,
          description: 'Their id, where they have an account and you read their name.',
          resolve: (party, _, context) => personId(context, party.case, party.person),
        }),
        name: personal('name'),
        phone: personal('phone'),
        email: personal('email'),
        ended: t.boolean({
          description: 'Whether their part has ended, such as that of somebody who was replaced.',
          resolve: ({ endedRevision }) => endedRevision !== null,
        }),
      };
    },
  });
export type PartyRef = ReturnType<typeof addParties>;
