/** For each act an input that fits: as a story sends it, or made from its form. */
import fc from 'fast-check';
import { newest } from '../../activities/process-package.ts';
import { formOf } from '../../graphql/described/form.ts';
import { namesOf } from '../fuzz/calls.ts';
import { type Form, fitting } from '../fuzz/values.ts';
import type { Telling, Told } from '../replay/stories.ts';
import { tenantOf } from '../replay/telling.ts';
import type { GateHouse } from './house.ts';

/** Listens to a story without telling it to anybody. */
const heardIn = async (told: Told): Promise<Map<string, object>> => {
  const { name } = newest(told.package);
  const heard = new Map<string, object>();
  const deaf: Telling = {
    start: async () => 'case',
    act: async (_, action, __, input = {}, process = name) => {
      if (process === name && !heard.has(action)) heard.set(action, input);
    },
    linked: async () => 'case',
    pass: async () => {},
    until: async () => {},
    now: async () => Date.now(),
  };
  for (const tell of Object.values(told.stories)) await tell(deaf);
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
