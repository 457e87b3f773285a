/** Which slots of a day may still be booked, and what is left of each. */

import { ApiError } from '../../activities/acting/api-error.ts';
import { noRow } from '../../activities/found.ts';
import { closesAt, readSlots, type SlotOfDay } from '../../activities/produce-pickup/slots.ts';
import { products } from '../../activities/produce-pickup/tables.ts';
import { inSeason } from '../../workflows/produce-pickup/booking.ts';
import type { SchemaModule } from '../schema/schema.ts';

type FreeSlot = SlotOfDay & { readonly closes: number; readonly bookable: boolean };

export const freeSlotsModule: SchemaModule = (builder, { title }) => {
  const slot = builder.objectRef<FreeSlot>('PickupSlot').implement({
    description: 'A slot of a day in which parcels are collected, or brought to the station.',
    fields: (t) => ({
      slot: t.exposeString('id', { description: 'Its key in the table `pickupSlots`.' }),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      from: t.field({ type: 'DateTime', resolve: (parent) => new Date(parent.from) }),
      until: t.field({ type: 'DateTime', resolve: (parent) => new Date(parent.until) }),
      closes: t.field({
        type: 'DateTime',
        description: 'Until when it may be booked.',
        resolve: (parent) => new Date(parent.closes),
      }),
      dropOff: t.exposeBoolean('dropOff', { description: 'Whether parcels are brought to the station.' }),
      parcelsLeft: t.exposeInt('parcelsLeft'),
      gramsLeft: t.exposeInt('gramsLeft'),
      bookable: t.exposeBoolean('bookable', {
        description: 'Whether it can be booked now for this product: in time, in season, and with room left.',
      }),
    }),
  });
  builder.queryField('freeSlots', (t) =>
    t.field({
      type: [slot],
      authScopes: { person: true },
      description: 'The pickup slots of a day, with what is left of each. 当日揽收时段余量',
      args: {
        day: t.arg({ type: 'Date' }),
        product: t.arg.string({ description: 'Its key in the table `products`.' }),
      },
      resolve: async (_, { day, product }, { read, now }) => {
        const slots = await readSlots(read, { day, product });
        const row = slots[0]?.product;
        if (slots.length > 0 && !row) throw new ApiError('INVALID_INPUT', noRow(['product'], product, products).message);
        const season = inSeason(day, row?.season ?? null);
        return slots
          .filter(({ held }) => held)
          .map((one) => ({
            ...one,
            closes: closesAt(one),
            bookable: season && now <= closesAt(one) && one.parcelsLeft > 0 && one.gramsLeft > 0,
          }));
      },
    }),
  );
};
