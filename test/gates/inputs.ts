/** For each act an input that fits: as a story sends it, or made from its form. */
import fc from 'fast-check';
import { formOf } from '../../graphql/described/form.ts';
import { namesOf } from '../fuzz/calls.ts';
import { type Form, fitting } from '../fuzz/values.ts';
import type { Told } from '../replay/stories.ts';
import { tenantOf } from '../replay/telling.ts';
import type { GateHouse } from './house.ts';
import { listened } from './listened.ts';

/** The input of each act as a story first sends it. */
const heardIn = async (told: Told): Promise<Map<string, object>> => {
  const heard = new Map<string, object>();
  for (const story of Object.keys(told.stories))
    for (const { action, input } of await listened(told, story)) if (!heard.has(action)) heard.set(action, input);
  return heard;
};

export const inputsOf = async ({ office }: GateHouse, told: Told): Promise<ReadonlyMap<string, object>> => {
  const found = await heardIn(told);
  const names = await namesOf(office, tenantOf(told));
  const [draw] = fc.sample(fc.gen(), { seed: 1, numRuns: 1 });
  for (const [action, schema] of Object.entries(told.package.inputs)) {
    if (found.has(action) || !draw) continue;
    found.set(action, fitting(draw, names, formOf(schema, 'en') as Form) as object);
  }
  return found;
};
