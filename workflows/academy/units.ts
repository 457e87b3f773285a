/** Units as the academy's cases keep them: with the name they had then. Rules know the types alone. */
import { z } from 'zod';
import { type Described, internal, picked, titled } from '../kernel/describe.ts';

const names = { id: internal(titled('Unit', '单位', picked('unit', z.string()))), en: z.string(), zh: z.string() };

/** A unit with its name in both languages. */
export const namedUnit = z.object(names).meta({ title: 'NamedUnit' });

/** A department, and the unit above it, whose leader rules where departments differ. */
export const department = z
  .object({ ...names, parent: internal(titled('Unit above', '上级单位', picked('unit', z.string().nullable()))) })
  .meta({ title: 'NamedDepartment' });

export type Unit = Described<typeof namedUnit>;
export type Department = Described<typeof department>;
