import { describe, expect, it } from 'vitest';
import { noticesOf, placeholdersIn } from '../../activities/notices.ts';
import { newest } from '../../activities/process-package.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';
import { processes } from '../../workers/processes.ts';

const isSpoken = ({ en, zh }: { en: string; zh: string }) => /[A-Za-z]/.test(en) && /\p{Script=Han}/u.test(zh);

describe.each([...processes, hallBookingPackage, keyLoanPackage].map((pkg) => [newest(pkg).name, pkg] as const))(
  '%s',
  (_, pkg) => {
    const { clocks, states } = newest(pkg);

    it('says each notice in both languages', () => {
      const silent = Object.entries(noticesOf(pkg)).filter(
        ([, { en, zh }]) => !isSpoken({ en: en.subject + en.body, zh: zh.subject + zh.body }),
      );
      expect(silent.map(([notice]) => notice)).toEqual([]);
    });

    it('names in its notices only clocks that it has', () => {
      const due = Object.values(noticesOf(pkg)).flatMap(({ en, zh }) =>
        [en, zh].flatMap(({ subject, body }) => placeholdersIn(subject + body).filter((name) => name.startsWith('due.'))),
      );
      expect(due.filter((name) => !Object.hasOwn(clocks, name.slice('due.'.length)))).toEqual([]);
    });

    it('has replies in both languages, for states that it has', () => {
      const { replies = [] } = pkg;
      expect(replies.filter((reply) => !isSpoken(reply))).toEqual([]);
      expect(replies.filter(({ state }) => !Object.hasOwn(states, state))).toEqual([]);
    });
  },
);
