import type { Builder } from '../builder.ts';
import { linkTo } from '../files.ts';
import type { Place, PlaceRef } from './place.ts';

/** Pictures of cases. */
export const addAttachments = (builder: Builder, place: PlaceRef) =>
  builder.prismaObject('CaseAttachment', {
    name: 'Attachment',
    description: 'A picture of the case. Links hold for an hour.',
    fields: (t) => ({
      sha256: t.exposeString('sha256'),
      mime: t.exposeString('mime'),
      bytes: t.exposeInt('bytes'),
      width: t.exposeInt('width', { nullable: true }),
      height: t.exposeInt('height', { nullable: true }),
      takenAt: t.expose('takenAt', { type: 'DateTime', nullable: true, description: 'After the camera.' }),
      place: t.field({
        type: place,
        nullable: true,
        description: 'Where it was taken, after the camera.',
        resolve: (row) => row.place as Place | null,
      }),
      url: t.string({ resolve: (row, _, context) => linkTo(context, row.caseId, row.sha256) }),
      thumbnailUrl: t.string({
        nullable: true,
        resolve: (row, _, context) => (row.thumbnail ? linkTo(context, row.caseId, row.thumbnail) : null),
      }),
    }),
  });
export type AttachmentRef = ReturnType<typeof addAttachments>;
