/** What callers send for the booking of a village hall. */
import { type Described, type InputTypes, main, person, say, titled, words, z } from 'banjie/inputs';

export const inputs = {
  start: z.object({
    hall: titled('Hall', '礼堂', z.string(say('Name a hall.', '请填写礼堂。')).min(1, say('Name a hall.', '请填写礼堂。'))),
    purpose: titled('Purpose', '用途', words(200)),
    deposit: titled(
      'Deposit',
      '押金积分',
      z.int(say('Give whole points.', '请填写整数积分。')).min(0, say('Give whole points.', '请填写整数积分。')).default(0),
      ['In points.', '以积分计。'],
    ),
  }),
  grant: z.object({}),
  sign: z.object({ remark: titled('Remark', '备注', words(200).optional(), ['A word for the others.', '写给其他人的话。']) }),
  remark: z.object({ text: titled('Remark', '备注', words(200)) }),
  giveBack: z.object({
    words: titled('Guest book', '留言', words(200).optional(), ['Words for the guest book of the hall.', '写入礼堂留言簿的话。']),
  }),
  lapse: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;

export const facts = z.object({
  hall: main(titled('Hall', '礼堂', z.string())),
  purpose: main(titled('Purpose', '用途', z.string())),
  deposit: main(titled('Deposit', '押金积分', z.int(), ['In points.', '以积分计。'])),
  applicant: main(titled('Applicant', '申请人', person())),
  wardens: titled('Wardens who sign', '须签字人员', z.array(person())),
  signed: main(titled('Signed by', '已签字人员', z.array(person()))),
});

export type Facts = Described<typeof facts>;
