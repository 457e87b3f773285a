import { expect, test } from 'vitest';
import { skewOf, skewWords } from '../../workers/clock-skew.ts';
import { roomWords } from '../../workers/embedded/child-server.ts';
import { reconciledWords } from '../../workers/reconciling.ts';
import { wordsOfStart } from '../../workers/start-error.ts';

const noon = Date.UTC(2026, 10, 30, 12);
const shown = (at: number) => skewOf({ at: new Date(at), between: [noon, noon + 500] });

test('a clock that shows a moment between asking and answer may be right', () => {
  expect([noon, noon + 250, noon + 500].map(shown)).toEqual([0, 0, 0]);
  expect(skewWords('PostgreSQL', 0)).toBeUndefined();
});

test('one that is two seconds off is told of, and one that is a minute off starts nothing', () => {
  expect(skewWords('Temporal', shown(noon + 3_500))).toEqual({
    words: 'The clock of Temporal is 3 s ahead of this machine’s. Set both by a time server (NTP): due times come from both.',
    refused: false,
  });
  expect(skewWords('PostgreSQL', shown(noon - 61_000))).toMatchObject({
    words: expect.stringContaining('61 s behind'),
    refused: true,
  });
});

test('a full disk is said in words, whoever meets it', () => {
  expect(roomWords('/srv/banjie', 10 * 1_048_576)).toBe('The disk of /srv/banjie has 10 MB left. Make room, and start again.');
  expect(roomWords('/srv/banjie', 10 * 1_073_741_824)).toBeUndefined();
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(wordsOfStart(new Error('Failed', { cause: full }))).toMatch(/^The disk is full \(ENOSPC: .+\)\. Make room/);
  expect(wordsOfStart(new Error('a fault of ours'))).toBeUndefined();
});

test('what came of a comparison with Temporal is said in whole sentences, of one case as of many', () => {
  expect(reconciledWords({ cases: 1, withoutHistory: 1, faults: ['one'] })).toBe(
    'Compared 1 case with Temporal: 1 fault. Temporal keeps no history any more of 1 case at rest.',
  );
  expect(reconciledWords({ cases: 12, withoutHistory: 0, faults: [] })).toBe(
    'Compared 12 cases with Temporal: record and Temporal agree.',
  );
});
