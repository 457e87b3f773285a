/** The texts of the issue report with which a tenant begins, and the channels on which each goes out. */
import { type NoticeName, notices } from '../../workflows/issue-report/notices.ts';
import { replies } from '../../workflows/issue-report/replies.ts';
import type { TenantData } from './tenant-data.ts';

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

const channelsOf = (notice: NoticeName): readonly string[] => {
  if (byMailAndMessage.includes(notice)) return ['inbox', 'email', 'sms'];
  if (byMail.includes(notice)) return ['inbox', 'email'];
  // The fire brigade has no inbox here.
  return notice === 'emergency' ? ['inbox', 'sms'] : ['inbox'];
};

export const issueReportTexts: Pick<TenantData, 'notices' | 'replies'> = {
  notices: (Object.keys(notices) as NoticeName[]).flatMap((notice) =>
    channelsOf(notice).map((channel) => ({ notice, channel, ...notices[notice] })),
  ),
  replies,
};
