/** Secret codes of a case, such as the one by which goods are collected. Pure. */
import type { Refusal } from '../kernel/process.ts';
import { refuseByKernel } from '../kernel/refusals.ts';
import { defineEffect, type Effect, itemsOf, type RefusedAct } from './effect.ts';

/** A code for one purpose. It takes the place of the one before, which holds no more, and of what was tried on that. */
export type CodeIssue = {
  /** In camel case, such as `collection`. A case has one code for a purpose. */
  readonly purpose: string;
  /** Which code of this purpose it is, from 1: another number is another code. */
  readonly number: number;
  /** The person who may read it. */
  readonly holder: string;
  /** How many digits it has, 4 to 10. */
  readonly digits: number;
  /** How often it may be tried before it holds no more. */
  readonly tries: number;
  /** Before when it holds, in epoch milliseconds; for ever where nothing is said. */
  readonly until?: number;
};

type Item =
  | ({ readonly op: 'issue' } & CodeIssue)
  | { readonly op: 'use'; readonly purpose: string; readonly given: string; readonly wrong?: Refusal }
  | { readonly op: 'drop'; readonly purpose: string };

const effect = (items: readonly Item[]): Effect => ({ kind: codes.kind, items });

/** Gives the case a new code. No rule knows it and no record keeps it: `secretCodeWord` of the manifest puts it into an SMS, and its holder reads it in `Case.codes`. */
export const issueCode = (issued: CodeIssue): Effect => {
  if (!(issued.digits >= 4 && issued.digits <= 10 && issued.tries >= 1))
    throw new RangeError(`A code for ${issued.purpose} has 4 to 10 digits, and may be tried at least once.`);
  return effect([{ op: 'issue', ...issued }]);
};

/**
 * Asks that somebody gave the right code, and uses it up. The record compares: of many who guess at once each guess counts, and all hear the same,
 * whether the code is another one, was tried too often, or is over.
 */
export const useCode = (purpose: string, given: string, wrong?: Refusal): Effect =>
  effect([{ op: 'use', purpose, given, ...(wrong ? { wrong } : {}) }]);

/** Lets a code hold no more. */
export const dropCode = (purpose: string): Effect => effect([{ op: 'drop', purpose }]);

/** Codes that an act gives for comparison. They never stand in what is written. */
export type GivenCode = { readonly purpose: string; readonly given: string };
export const givenCodes = (effects: readonly Effect[]): readonly GivenCode[] =>
  itemsOf<Item>(codes, effects).flatMap((item) => (item.op === 'use' ? [{ purpose: item.purpose, given: item.given }] : []));

/** Codes as they are stored: each new one as its hash, and those that were given not at all. */
export const withoutCodes = ({ kind, items }: Effect, hashOf: (issued: CodeIssue) => string): Effect =>
  kind === codes.kind
    ? {
        kind,
        items: (items as readonly Item[]).map((item) =>
          item.op === 'issue'
            ? { ...item, hash: hashOf(item) }
            : item.op === 'use'
              ? { op: item.op, purpose: item.purpose }
              : item,
        ),
      }
    : { kind, items };

const wrongCode = ({ effects }: RefusedAct, purpose: string): Refusal =>
  itemsOf<Item>(codes, effects).flatMap((item) =>
    item.op === 'use' && item.purpose === purpose && item.wrong ? [item.wrong] : [],
  )[0] ??
  refuseByKernel(
    'kernel.wrongCode',
    'This code doesn’t hold: it is another one, was tried too often, or is over. Look at it once more, or have a new one sent.',
    '该码无效：输入有误、试错次数过多或已失效。请核对后重试，或申请重新发送。',
  );

export const codes = defineEffect({
  kind: 'codes',
  order: 240,
  refusals: { BJ030: ({ purpose }: { purpose: string }, act) => wrongCode(act, purpose) },
});
