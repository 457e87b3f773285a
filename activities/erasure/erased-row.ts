/** A logged row from which something was taken, with its tombstone. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { Row } from '../evidence/record-rows.ts';
import { type ErasedRow, type Loggable, rowTombstone, saidHash } from '../merkle-log/entries.ts';
import type { ErasureMark, SignErasure } from './erased-event.ts';

/** The columns of the row as they are left; undefined where that is all of it. Its hash stays as it was logged. */
export const erasedRow = (
  row: Loggable & { readonly said: Row },
  left: Row,
  { mark, sign }: { readonly mark: ErasureMark; readonly sign: SignErasure },
): (Row & { readonly erased: ErasedRow }) | undefined => {
  if (isDeepStrictEqual(left, row.said)) return undefined;
  const said = { ...left, salt: null };
  const erased = { ...mark, hash: row.erased?.hash ?? saidHash(row.said), left: saidHash(said) };
  return { ...said, erased: { ...erased, signature: sign(rowTombstone(row, { ...erased, signature: '' })) } };
};
