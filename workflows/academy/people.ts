/** People as the academy's cases keep them: with the name they had then. Rules know the types alone. */
import { z } from 'zod';
import { type Described, person, titled } from '../kernel/describe.ts';

/** Somebody in their office, who stands with their name before everybody concerned. */
export const official = z
  .object({ id: titled('Person', '人员', person()), name: titled('Name', '姓名', z.string()) })
  .meta({ title: 'NamedOfficial' });

export type Person = Described<typeof official>;
