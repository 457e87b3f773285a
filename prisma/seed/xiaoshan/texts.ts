import { notices as creditCorrection } from '../../../workflows/credit-correction/notices.ts';
import { notices as mentorPairing } from '../../../workflows/mentor-pairing/notices.ts';
import type { TenantData } from '../tenant-data.ts';
import { textsOf } from '../texts.ts';

const each = [textsOf('creditCorrection', creditCorrection), textsOf('mentorPairing', mentorPairing)];

/** The texts of the academy's processes with which a tenant begins. */
export const academyTexts: Pick<TenantData, 'notices' | 'replies'> = {
  notices: each.flatMap(({ notices }) => notices),
  replies: each.flatMap(({ replies }) => replies),
};
