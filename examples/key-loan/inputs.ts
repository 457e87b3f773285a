/** What callers send to borrow a key. */
import { type Described, type InputTypes, main, person, titled, words, z } from 'banjie/inputs';

export const inputs = {
  start: z.object({ room: titled('Room', '房间', words(80), ['The one whose key you want.', '需要借用钥匙的房间。']) }),
  handOver: z.object({}),
  giveBack: z.object({
    remark: titled('Remark', '备注', words(200).optional(), [
      'What the next borrower should know.',
      '需要告知下一位借用人的事项。',
    ]),
  }),
};

export type Inputs = InputTypes<typeof inputs>;

export const facts = z.object({
  room: main(titled('Room', '房间', z.string())),
  borrower: main(titled('Borrower', '借用人', person())),
});

export type Facts = Described<typeof facts>;
