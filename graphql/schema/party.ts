import type { Builder } from '../builder.ts';
import { maskedParty, readsPersonal } from './masking.ts';
import { processesOf } from './process.ts';

/** The people whom a case concerns. */
export const addParties = (builder: Builder) =>
  builder.prismaObject('Party', {
    description: 'Somebody the case concerns; name, phone and e-mail are masked unless your role on this case needs them.',
    select: {
      id: true,
      role: true,
      person: true,
      name: true,
      phone: true,
      email: true,
      locale: true,
      case: { select: { process: true, unit: true, area: true } },
    },
    fields: (t) => {
      const personal = (field: 'name' | 'phone' | 'email') =>
        t.string({
          nullable: true,
          resolve: (party, _, context) => {
            const own = party.person !== null && party.person === context.caller.actor.id;
            const full = own || readsPersonal(context.caller.actor, processesOf(context).get(party.case.process), party.case);
            return (full ? party : maskedParty(party))[field];
          },
        });
      return {
        role: t.exposeString('role'),
        person: t.exposeID('person', { nullable: true, description: 'Their id, where they have an account.' }),
        name: personal('name'),
        phone: personal('phone'),
        email: personal('email'),
      };
    },
  });
export type PartyRef = ReturnType<typeof addParties>;
