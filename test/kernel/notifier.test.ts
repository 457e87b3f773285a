import { expect, it } from 'vitest';
import { groupNotifier, notifier } from '../../workflows/kernel/parts.ts';
import { template } from '../../workflows/kernel/template.ts';

const notices = {
  granted: template(['{hall} is yours', 'Until {due.use}, by {wardenEn}.'], ['{hall}归您使用', '{wardenZh}批准。'], {
    more: ['deposit'],
  }),
  over: template(['{case} is over', '{title}. Call {phone.warden}.'], ['{case}已结束', '{title}']),
  code: template(['Your code', '{code} opens {hall}.'], ['密码', '{code}'], { channels: ['sms'], secret: ['code'] }),
} as const;
const to = { role: 'warden' };
const notify = notifier<typeof notices>();
const words = { hall: 'Old hall', wardenEn: 'Wang', wardenZh: '王' };

it('a notice is given the words of its template, in either language; what the templates know and what is secret is not asked for', () => {
  expect(notify(to, 'granted', words)).toEqual({ to, notice: 'granted', params: words });
  expect(notify(to, 'granted', { ...words, deposit: 5 }).params).toHaveProperty('deposit', 5);
  expect(notify(to, 'over').params).toEqual({});
  expect(notify(to, 'code', { hall: 'Old hall' }).params).toEqual({ hall: 'Old hall' });
});

it('a notice with a word that is missing or unknown does not compile', () => {
  // @ts-expect-error: the Chinese text names its warden, too
  notify(to, 'granted', { hall: 'Old hall', wardenEn: 'Wang' });
  // @ts-expect-error: no text speaks of rooms
  notify(to, 'granted', { ...words, room: 1 });
  // @ts-expect-error: nor where they come from elsewhere
  notify(to, 'granted', Object.assign({ room: 1 }, words));
  // @ts-expect-error: its hall is missing
  notify(to, 'code');
  // @ts-expect-error: nobody gives a secret word
  notify(to, 'code', { hall: 'Old hall', code: '1234' });
  // @ts-expect-error: there is no such notice
  notify(to, 'grnated', words);
  const both = groupNotifier<typeof notices>()((people: readonly string[]) => people.map((person) => ({ person })));
  // @ts-expect-error: to several people alike
  both(['wang', 'wei'], 'granted', { hall: 'Old hall' });
  expect(both(['wang', 'wei'], 'over').map((notice) => notice.to)).toEqual([{ person: 'wang' }, { person: 'wei' }]);
});
