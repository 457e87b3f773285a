import type { Builder } from '../builder.ts';

export type Place = { readonly lat: number; readonly lon: number; readonly address?: string | null };

/** Points on the map. */
export const addPlace = (builder: Builder) =>
  builder.objectRef<Place>('Place').implement({
    description: 'A point on the map in WGS 84 degrees.',
    fields: (t) => ({
      lat: t.exposeFloat('lat'),
      lon: t.exposeFloat('lon'),
      address: t.string({
        nullable: true,
        description: 'In words, where somebody gave it; masked unless your role on the case needs it.',
        resolve: ({ address }) => address ?? null,
      }),
    }),
  });
export type PlaceRef = ReturnType<typeof addPlace>;
