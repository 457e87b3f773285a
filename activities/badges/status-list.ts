/** Lists of bits after Bitstring Status List 1.0: bit 0 is the highest of the first byte; gzip, then multibase base64url. */
import { gunzipSync, gzipSync } from 'node:zlib';

/** Bits of one list: the least that the specification allows, so that the place of a bit points to no person. */
export const LIST_BITS = 131_072;

/** A list in which these bits are set. */
export const encodeList = (bits: readonly number[]): string => {
  const bytes = Buffer.alloc(LIST_BITS / 8);
  for (const bit of bits) {
    if (bit < 0 || bit >= LIST_BITS) throw new RangeError(`A list has no bit ${bit}.`);
    bytes.writeUInt8(bytes.readUInt8(bit >> 3) | (0x80 >> (bit & 7)), bit >> 3);
  }
  return `u${gzipSync(bytes).toString('base64url')}`;
};

/** Whether a bit is set. Throws where the list can't be read or has no such bit. */
export const bitOf = (encoded: string, bit: number): boolean => {
  const bytes = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: 4 * 1024 * 1024 });
  if (bytes.length < LIST_BITS / 8) throw new RangeError('The list is too short.');
  const byte = bytes[bit >> 3];
  if (byte === undefined) throw new RangeError(`The list has no bit ${bit}.`);
  return (byte & (0x80 >> (bit & 7))) !== 0;
};
