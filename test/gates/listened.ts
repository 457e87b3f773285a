/** What people do in a story, heard without telling it to anybody. */
import { newest } from '../../activities/process-package.ts';
import type { Telling, Told } from '../replay/stories.ts';

export type HeardAct = { readonly who: Parameters<Telling['act']>[0]; readonly action: string; readonly input: object };

/** The acts of a story on cases of its own process, in their order. */
export const listened = async (told: Told, story: string): Promise<readonly HeardAct[]> => {
  const { name } = newest(told.package);
  const heard: HeardAct[] = [];
  const deaf: Telling = {
    start: async () => 'case',
    act: async (who, action, _, input = {}, process = name) => {
      if (process === name) heard.push({ who, action, input });
    },
    linked: async () => 'case',
    code: async () => '000000',
    pass: async () => {},
    until: async () => {},
    now: async () => Date.now(),
  };
  await told.stories[story]?.(deaf);
  return heard;
};
