import type { Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { TitleRef } from './titles.ts';

export const KINDS = [
  'text',
  'number',
  'money',
  'percent',
  'stars',
  'yesNo',
  'choice',
  'moment',
  'day',
  'budget',
  'title',
  'person',
  'unit',
  'area',
  'case',
  'place',
  'photos',
  'group',
  'list',
] as const;
export type SheetKind = (typeof KINDS)[number];

/** One line of a case's sheet. */
export type SheetEntry = {
  readonly key: string;
  readonly title: Title;
  readonly kind: SheetKind;
  readonly weight: 'main' | 'detail';
  /** In the language of the request. */
  readonly display: string;
  readonly value: unknown;
  readonly entries: readonly SheetEntry[];
};

export const addSheet = (builder: Builder, title: TitleRef) => {
  const kind = builder.enumType('SheetKind', { values: KINDS });
  const weight = builder.enumType('SheetWeight', { values: ['main', 'detail'] as const });
  const entry = builder.objectRef<SheetEntry>('SheetEntry');
  entry.implement({
    description: 'Something a case knows, or that was sent with an act, as people read it.',
    fields: (t) => ({
      key: t.exposeString('key'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      kind: t.expose('kind', { type: kind }),
      weight: t.expose('weight', { type: weight }),
      display: t.exposeString('display', { description: 'In the language of the request.' }),
      value: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The plain value, such as an id, a number or a point. JSON, because `kind` says what it is.',
        resolve: (parent) => parent.value,
      }),
      entries: t.field({
        type: [entry],
        description: 'What a group or list is made of.',
        resolve: (parent) => [...parent.entries],
      }),
    }),
  });
  return entry;
};
export type SheetRef = ReturnType<typeof addSheet>;
