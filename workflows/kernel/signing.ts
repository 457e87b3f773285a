/** Whoever signs or approves says which version they have read, so that nothing is signed that changed under their eyes. Pure. */
import { type Refusal, refuse, type Title } from './process.ts';

/** Refuses a signature under another version than the one that is there now. */
export const otherVersion = (what: Title, { read, now }: { readonly read: number; readonly now: number }): Refusal | undefined =>
  read === now
    ? undefined
    : refuse(
        'otherVersion',
        `You have read version ${read} of the ${what.en}; by now version ${now} stands. Read that one, and send its number.`,
        `您所阅的${what.zh}为第${read}版，现行为第${now}版。请重新阅读后，按现行版本号提交。`,
      );
