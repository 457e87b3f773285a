import { maskedPhone } from '../../activities/masked-phone.ts';
import type { Builder } from '../builder.ts';
import { maskedEmail, maskedName } from '../described/masked.ts';
import { CASE_OF, readsPersonal } from './masking.ts';
import { processesOf } from './process.ts';

const masks = { name: maskedName, phone: maskedPhone, email: maskedEmail } as const;

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
      endedRevision: true,
      case: { select: CASE_OF },
    },
    fields: (t) => {
      const personal = (field: 'name' | 'phone' | 'email') =>
        t.string({
          nullable: true,
          resolve: (party, _, context) => {
            const { actor } = context.caller;
            const value = party[field];
            const own = party.person !== null && party.person === actor.id;
            const full = own || readsPersonal(actor, processesOf(context).get(party.case.process), party.case);
            return value === null || full ? value : masks[field](value);
          },
        });
      return {
        role: t.exposeString('role'),
        person: t.exposeID('person', { nullable: true, description: 'Their id, where they have an account.' }),
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
