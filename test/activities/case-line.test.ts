import { describe, expect, it } from 'vitest';
import { caseLines } from '../../activities/acting/case-line.ts';

const soon = () => Date.now() + 5_000;
const aMoment = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Acts that came to their turn, in their order. */
const crowd = (many: number) => {
  const lineOf = caseLines();
  const under: number[] = [];
  for (let n = 0; n < many; n++)
    void lineOf('A')
      .enter(soon(), false)
      .then((mine) => mine && under.push(n));
  return { line: lineOf('A'), lineOf, under };
};

describe('of many acts on one case', () => {
  it('a few are on their way at once, the others follow in their order', async () => {
    const { line, under } = crowd(20);
    await aMoment();
    expect(under).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    line.leave(true);
    await aMoment();
    expect(under.at(-1)).toBe(8);
  });

  it('one alone asks again while the case takes none, and all go on once it has taken one', async () => {
    const { line, under } = crowd(20);
    await aMoment();
    const asking = under.slice(0, 8).map(() => {
      line.leave(false);
      return line.enter(soon(), true);
    });
    const first = await Promise.race(asking);
    expect(first).toBe(true);
    expect(under).toHaveLength(8);
    line.leave(true);
    await Promise.all(asking);
    for (let n = 0; n < 8; n++) line.leave(true);
    await aMoment();
    // One in the place of the first, and then as many as left.
    expect(under).toHaveLength(17);
  });

  it('one whose turn doesn’t come in time is told so, and holds up nobody', async () => {
    const { line, under } = crowd(8);
    await aMoment();
    expect(await line.enter(Date.now() + 5, false)).toBe(false);
    for (let n = 0; n < 8; n++) line.leave(true);
    expect(under).toHaveLength(8);
    expect(await line.enter(soon(), false)).toBe(true);
  });

  it('those on other cases wait for none of them', async () => {
    const { lineOf } = crowd(20);
    expect(await lineOf('B').enter(soon(), false)).toBe(true);
  });
});
