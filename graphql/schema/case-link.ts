import type { Builder } from '../builder.ts';

/** Ties between cases. */
export const addCaseLinks = (builder: Builder): void => {
  builder.prismaObject('Link', {
    name: 'CaseLink',
    description: 'A case’s tie to another, such as mergedInto.',
    fields: (t) => ({
      from: t.exposeID('from'),
      to: t.exposeID('to'),
      kind: t.exposeString('kind'),
      since: t.exposeInt('sinceRevision', { description: 'Revision of the first case that tied them.' }),
      ended: t.exposeInt('endedRevision', { nullable: true, description: 'Revision that undid it.' }),
    }),
  });
};
