import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badgeAddresses, identityHash, monthsLater, statusList } from '../../../activities/badges/credential.ts';
import { statusListShape } from '../../../activities/badges/shapes.ts';
import { bitOf, encodeList, LIST_BITS } from '../../../activities/badges/status-list.ts';

describe('a status list', () => {
  it('has bit 0 at the highest place of the first byte, and 16 KiB before it is packed', () => {
    const bytes = gunzipSync(Buffer.from(encodeList([0, 9, LIST_BITS - 1]).slice(1), 'base64url'));
    expect(bytes).toHaveLength(16 * 1024);
    expect([bytes[0], bytes[1], bytes.at(-1)]).toEqual([0b1000_0000, 0b0100_0000, 0b0000_0001]);
  });

  it('tells the bits that were set from all others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(LIST_BITS - 1), { maxLength: 40 }), fc.nat(LIST_BITS - 1), (bits, other) => {
        const list = encodeList(bits);
        return bits.every((bit) => bitOf(list, bit)) && bitOf(list, other) === bits.includes(other);
      }),
      { numRuns: 50 },
    );
  });

  it('says nothing about a bit it doesn’t have, nor when it is shorter than the least or no list at all', () => {
    expect(() => bitOf(encodeList([]), LIST_BITS)).toThrow('no bit');
    expect(() => bitOf(`u${gzipSync(Buffer.alloc(100)).toString('base64url')}`, 1)).toThrow('too short');
    expect(() => bitOf(`u${gzipSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64url')}`, 1)).toThrow();
    expect(() => bitOf('unothing', 1)).toThrow();
    expect(() => encodeList([LIST_BITS])).toThrow(RangeError);
  });
});

describe('the credential of a list', () => {
  it('holds for a verifier whose clock is a little behind, and for a day', () => {
    const at = badgeAddresses('https://banjie.example', 'xiaoshan');
    const list = statusList(at, 0, [5], Date.parse('2026-03-02T08:30:00.900Z'));
    expect(statusListShape.parse(list)).toMatchObject({ validFrom: '2026-03-02T08:25:00Z', validUntil: '2026-03-03T08:30:00Z' });
    expect([4, 5].map((bit) => bitOf(list.credentialSubject.encodedList, bit))).toEqual([false, true]);
  });
});

describe('what a badge says', () => {
  it('hashes an address as the specification’s own example does', () => {
    expect(identityHash('a@example.com', 'Kosher')).toBe(
      'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
    );
  });

  it('ends so many calendar months later, on the last day where the month is shorter', () => {
    const later = (day: string, months: number) => new Date(monthsLater(Date.parse(day), months)).toISOString();
    expect(later('2026-01-31T08:00:00Z', 1)).toBe('2026-02-28T08:00:00.000Z');
    expect(later('2028-02-29T00:00:00Z', 12)).toBe('2029-02-28T00:00:00.000Z');
    expect(later('2026-11-30T23:59:59Z', 36)).toBe('2029-11-30T23:59:59.000Z');
  });
});
