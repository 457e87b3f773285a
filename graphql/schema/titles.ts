import type { Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';

/** A name in both languages. */
export const addTitles = (builder: Builder) =>
  builder.objectRef<Title>('Title').implement({
    description: 'A name in both languages.',
    fields: (t) => ({
      en: t.exposeString('en'),
      zh: t.exposeString('zh'),
      text: t.string({ description: 'In the language of the request.', resolve: (title, _, { caller }) => title[caller.locale] }),
    }),
  });
export type TitleRef = ReturnType<typeof addTitles>;
