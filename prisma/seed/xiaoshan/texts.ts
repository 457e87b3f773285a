import { notices as creditAppeal } from '../../../workflows/credit-appeal/notices.ts';
import { notices as creditCorrection } from '../../../workflows/credit-correction/notices.ts';
import { notices as deskQuestion } from '../../../workflows/desk-question/notices.ts';
import { notices as dualAssessment } from '../../../workflows/dual-assessment/notices.ts';
import { notices as mentorPairing } from '../../../workflows/mentor-pairing/notices.ts';
import { notices as siteDifficulty } from '../../../workflows/site-difficulty/notices.ts';
import { notices as sitePairing } from '../../../workflows/site-pairing/notices.ts';
import { notices as trainingCourse } from '../../../workflows/training-course/notices.ts';
import { notices as yearlyEvaluation } from '../../../workflows/yearly-evaluation/notices.ts';
import type { TenantData } from '../tenant-data.ts';
import { textsOf } from '../texts.ts';

const each = [
  textsOf('creditCorrection', creditCorrection),
  textsOf('mentorPairing', mentorPairing),
  textsOf('trainingCourse', trainingCourse),
  textsOf('dualAssessment', dualAssessment),
  textsOf('yearlyEvaluation', yearlyEvaluation),
  textsOf('creditAppeal', creditAppeal),
  textsOf('deskQuestion', deskQuestion),
  textsOf('sitePairing', sitePairing),
  textsOf('siteDifficulty', siteDifficulty),
];

/** The texts of the academy's processes with which a tenant begins. */
export const academyTexts: Pick<TenantData, 'notices' | 'replies'> = {
  notices: each.flatMap(({ notices }) => notices),
  replies: each.flatMap(({ replies }) => replies),
};
