/** What a case opens in great number, such as the visits of a round: page by page, each page an act of its own that goes on behind the last. Pure. */
import { actOn, type Effect, openCase } from '../effects/index.ts';
import { type Refusal, refuse } from './process.ts';

/** How many cases one act opens. */
export const OPEN_AT_ONCE = 50;

/** The facts of it. */
export type OpeningMany = {
  /** The key of the last entry that was looked at; null before the first. */
  readonly cursor: string | null;
  /** How many cases were opened, and how many entries were left out. */
  readonly opened: number;
  readonly leftOut: number;
  /** Whether there is nothing more to open. */
  readonly done: boolean;
};

export const NOTHING_OPENED: OpeningMany = { cursor: null, opened: 0, leftOut: 0, done: false };

/** An entry of the list: a case is opened with its input, or there is none because it is left out. */
export type ToOpen = { readonly key: string; readonly input?: unknown };

/** The entries behind the cursor, as a look-up answers them, and whether others follow. Keys stand in the order of their characters. */
export type PageToOpen = { readonly entries: readonly ToOpen[]; readonly more: boolean };

/** The page behind a cursor, of a whole list. */
export const pageBehind = (list: readonly ToOpen[], cursor: string | null, most: number = OPEN_AT_ONCE): PageToOpen => {
  const rest = list.filter(({ key }) => cursor === null || key > cursor).toSorted((one, other) => (one.key < other.key ? -1 : 1));
  return { entries: rest.slice(0, most), more: rest.length > most };
};

/**
 * Opens the next page, and asks the case to go on with the one behind it by `action`, whose input is `{ after }`. All of it is in one transaction
 * with the cursor, so that a page is opened once, whatever is killed in between. By `refused` the case hears of those that were refused.
 */
export const openMany = (
  so: OpeningMany,
  {
    caseId,
    process,
    action,
    page,
    ...heard
  }: { caseId: string; process: string; action: string; page: PageToOpen; refused?: string },
): { readonly opening: OpeningMany; readonly effects: readonly Effect[] } => {
  const entries = page.entries.slice(0, OPEN_AT_ONCE);
  const inputs = entries.flatMap(({ input }) => (input === undefined ? [] : [input]));
  const cursor = entries.at(-1)?.key ?? so.cursor;
  const more = entries.length > 0 && (page.more || page.entries.length > entries.length);
  return {
    opening: {
      cursor,
      opened: so.opened + inputs.length,
      leftOut: so.leftOut + entries.length - inputs.length,
      done: !more,
    },
    effects: [
      ...inputs.map((input) => openCase(process, input, heard)),
      ...(more ? [actOn(caseId, action, { after: cursor })] : []),
    ],
  };
};

/** Refuses a page that was opened already, or one behind which nothing is left. */
export const onlyNextPage = ({ cursor, done }: OpeningMany, after: string | null): Refusal | undefined =>
  done || after !== cursor
    ? refuse(
        'notTheNextPage',
        'These were opened already. Read the case again, and go on behind its cursor, if anything is left.',
        '这一批已开立。请重新读取案件；如尚有未开立的，请从当前游标继续。',
      )
    : undefined;
