/** The texts of the issue report with which a tenant begins, and the channels on which each goes out. */
import { type NoticeName, notices } from '../../workflows/issue-report/notices.ts';
import { replies } from '../../workflows/issue-report/replies.ts';
import { textsOf } from './texts.ts';

/** What reporters want to hear wherever they are. */
const byMailAndMessage: readonly NoticeName[] = [
  'received',
  'dispatched',
  'handedOver',
  'rejected',
  'question',
  'promisedLater',
  'suspended',
  'closed',
  'takenUpAgain',
  'merged',
];
/** What reporters want to hear, and can wait for. */
const byMail: readonly NoticeName[] = [
  'accepted',
  'goesOnWithout',
  'staffCommented',
  'resumed',
  'unmerged',
  'pointsEarned',
  'pointsReversed',
];

const on = (names: readonly NoticeName[], channels: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, channels]));

export const issueReportTexts = textsOf('issueReport', notices, {
  channels: {
    ...on(byMailAndMessage, ['inbox', 'email', 'sms']),
    ...on(byMail, ['inbox', 'email']),
    // The fire brigade has no inbox here.
    emergency: ['inbox', 'sms'],
  },
  replies,
});
