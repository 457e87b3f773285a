/** What a case keeps of the meetings that it has called, and what it hears of them: for the facts and inputs of every process that calls some. */
import { z } from 'zod';
import { choice, instant, otherCase, picked, title, titled } from '../kernel/describe.ts';
import { openingRefused } from '../kernel/inputs.ts';

export const itemState = choice({
  waiting: ['waits for the leader', '待领导裁定'],
  open: ['open', '办理中'],
  done: ['done, to be checked', '待核验'],
  closed: ['closed', '已办结'],
  dropped: ['dropped', '已取消'],
});

/** An item of a meeting as its case reads it. */
const heardItem = z
  .object({
    n: titled('Number', '序号', z.int()),
    text: titled('What is to be done', '事项', z.string().max(1000)),
    owner: titled('Owner', '责任单位', title()),
    due: titled('Due', '完成期限', instant()),
    blocking: titled('Stops the case', '是否前置', z.boolean()),
    state: titled('State', '状态', itemState),
  })
  .meta({ title: 'HeardItem' });

/** Stands beside what the case itself notes of a meeting that it calls; cases from before meetings were cases of their own have none of it. */
export const calledMeeting = {
  blocking: titled('May stop this case', '可暂停本件办理', z.boolean().optional()),
  meeting: titled('Meeting', '协调会', otherCase().optional()),
  items: titled('Items', '会议事项', z.array(heardItem).optional()),
  end: titled(
    'How it ended',
    '结果',
    choice({
      closed: ['all items settled', '事项全部办结'],
      cancelled: ['cancelled', '已取消'],
      refused: ['not opened', '未能召集'],
    }).optional(),
  ),
  refusal: titled('Why it wasn’t opened', '未能召集的原因', z.string().optional()),
};

const meeting = titled('Meeting', '协调会', picked('case:coordinationMeeting', z.string().max(60)));
const call = titled('Call', '召集序号', z.int().min(1).max(1000), [
  'Which of the meetings that this case called.',
  '本件召集的第几次会议。',
]);

/**
 * The inputs of the four actions, all `by: ['case']`, by which a case hears of its meetings. The end says every item again, for it may come
 * before the last of them.
 */
export const heard = {
  meetingOpened: z.object({ meeting, call }),
  meetingRefused: openingRefused,
  meetingItem: z.object({ meeting, call, item: titled('Item', '事项', heardItem) }),
  meetingEnded: z.object({
    meeting,
    call,
    end: titled(
      'How it ended',
      '结果',
      choice({ closed: ['all items settled', '事项全部办结'], cancelled: ['cancelled', '已取消'] }),
    ),
    items: titled('Items', '会议事项', z.array(heardItem).max(100)),
  }),
};
