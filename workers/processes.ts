import type { ProcessManifest } from '../graphql/manifest.ts';
import { budgetYearPackage } from '../processes/budget-year.ts';
import { creditAppealPackage } from '../processes/credit-appeal.ts';
import { creditCorrectionPackage } from '../processes/credit-correction.ts';
import { creditExpiryPackage } from '../processes/credit-expiry.ts';
import { deskQuestionPackage } from '../processes/desk-question.ts';
import { dualAssessmentPackage } from '../processes/dual-assessment.ts';
import { fieldGuidancePackage } from '../processes/field-guidance.ts';
import { hazardInspectionPackage } from '../processes/hazard-inspection.ts';
import { inspectionRoundPackage } from '../processes/inspection-round.ts';
import { issueReportPackage } from '../processes/issue-report.ts';
import { liveWorkPermitPackage } from '../processes/live-work-permit.ts';
import { lossClaimPackage } from '../processes/loss-claim.ts';
import { mentorPairingPackage } from '../processes/mentor-pairing.ts';
import { packagingTrialPackage } from '../processes/packaging-trial.ts';
import { powerApplicationPackage } from '../processes/power-application.ts';
import { producePickupPackage } from '../processes/produce-pickup.ts';
import { protectionPlanPackage } from '../processes/protection-plan.ts';
import { publicNoticePackage } from '../processes/public-notice.ts';
import { roomBookingPackage } from '../processes/room-booking.ts';
import { siteDifficultyPackage } from '../processes/site-difficulty.ts';
import { sitePairingPackage } from '../processes/site-pairing.ts';
import { trainingCoursePackage } from '../processes/training-course.ts';
import { yearlyEvaluationPackage } from '../processes/yearly-evaluation.ts';

/** The processes that Banjie ships, as `npm start` mounts them; processes of others are mounted beside them. */
export const processes: readonly ProcessManifest[] = [
  issueReportPackage,
  powerApplicationPackage,
  liveWorkPermitPackage,
  protectionPlanPackage,
  inspectionRoundPackage,
  hazardInspectionPackage,
  trainingCoursePackage,
  dualAssessmentPackage,
  mentorPairingPackage,
  yearlyEvaluationPackage,
  creditAppealPackage,
  creditCorrectionPackage,
  creditExpiryPackage,
  deskQuestionPackage,
  sitePairingPackage,
  siteDifficultyPackage,
  fieldGuidancePackage,
  roomBookingPackage,
  producePickupPackage,
  lossClaimPackage,
  packagingTrialPackage,
  publicNoticePackage,
  budgetYearPackage,
];
