import type { ProcessManifest } from '../graphql/manifest.ts';
import { budgetYearPackage } from '../processes/budget-year.ts';
import { coordinationMeetingPackage } from '../processes/coordination-meeting.ts';
import { courierPactPackage } from '../processes/courier-pact.ts';
import { creditAppealPackage } from '../processes/credit-appeal.ts';
import { creditCorrectionPackage } from '../processes/credit-correction.ts';
import { creditExpiryPackage } from '../processes/credit-expiry.ts';
import { deskQuestionPackage } from '../processes/desk-question.ts';
import { dualAssessmentPackage } from '../processes/dual-assessment.ts';
import { enterpriseDemandPackage } from '../processes/enterprise-demand.ts';
import { enterpriseVisitPackage } from '../processes/enterprise-visit.ts';
import { fieldGuidancePackage } from '../processes/field-guidance.ts';
import { goodsIntakePackage } from '../processes/goods-intake.ts';
import { hazardInspectionPackage } from '../processes/hazard-inspection.ts';
import { inspectionRoundPackage } from '../processes/inspection-round.ts';
import { issueReportPackage } from '../processes/issue-report.ts';
import { liveWorkPermitPackage } from '../processes/live-work-permit.ts';
import { lossClaimPackage } from '../processes/loss-claim.ts';
import { mentorPairingPackage } from '../processes/mentor-pairing.ts';
import { microRenovationPackage } from '../processes/micro-renovation.ts';
import { packagingTrialPackage } from '../processes/packaging-trial.ts';
import { parkTenancyPackage } from '../processes/park-tenancy.ts';
import { patrolSchedulePackage } from '../processes/patrol-schedule.ts';
import { pointsLedgerPackage } from '../processes/points-ledger.ts';
import { pointsRedemptionPackage } from '../processes/points-redemption.ts';
import { powerApplicationPackage } from '../processes/power-application.ts';
import { producePickupPackage } from '../processes/produce-pickup.ts';
import { projectTrackingPackage } from '../processes/project-tracking.ts';
import { protectionPlanPackage } from '../processes/protection-plan.ts';
import { publicNoticePackage } from '../processes/public-notice.ts';
import { roomBookingPackage } from '../processes/room-booking.ts';
import { savingStatementPackage } from '../processes/saving-statement.ts';
import { siteDifficultyPackage } from '../processes/site-difficulty.ts';
import { sitePairingPackage } from '../processes/site-pairing.ts';
import { subsidyApplicationPackage } from '../processes/subsidy-application.ts';
import { subsidyBatchPackage } from '../processes/subsidy-batch.ts';
import { trainingCoursePackage } from '../processes/training-course.ts';
import { visitRoundPackage } from '../processes/visit-round.ts';
import { yearlyEvaluationPackage } from '../processes/yearly-evaluation.ts';
import type { Title } from '../workflows/kernel/process.ts';

type Family = { readonly title: Title; readonly processes: readonly ProcessManifest[] };

/** The processes that Banjie ships, by what they are about. */
export const families: readonly Family[] = [
  {
    title: { en: 'Reports and hazards', zh: '上报与隐患' },
    processes: [
      issueReportPackage,
      coordinationMeetingPackage,
      hazardInspectionPackage,
      patrolSchedulePackage,
      inspectionRoundPackage,
      courierPactPackage,
    ],
  },
  {
    title: { en: 'Points and goods', zh: '积分与物品' },
    processes: [pointsRedemptionPackage, goodsIntakePackage, pointsLedgerPackage],
  },
  {
    title: { en: 'Electricity', zh: '电力服务' },
    processes: [powerApplicationPackage, liveWorkPermitPackage, protectionPlanPackage],
  },
  {
    title: { en: 'Learning and credits', zh: '学习与学分' },
    processes: [
      trainingCoursePackage,
      dualAssessmentPackage,
      mentorPairingPackage,
      yearlyEvaluationPackage,
      creditAppealPackage,
      creditCorrectionPackage,
      creditExpiryPackage,
    ],
  },
  {
    title: { en: 'Questions and villages', zh: '答疑与村社' },
    processes: [deskQuestionPackage, sitePairingPackage, siteDifficultyPackage],
  },
  {
    title: { en: 'From the orchard to the buyer', zh: '从果园到买家' },
    processes: [
      fieldGuidancePackage,
      roomBookingPackage,
      producePickupPackage,
      lossClaimPackage,
      packagingTrialPackage,
      savingStatementPackage,
    ],
  },
  {
    title: { en: 'Firms and their subsidies', zh: '企业与补贴' },
    processes: [subsidyApplicationPackage, subsidyBatchPackage, publicNoticePackage, budgetYearPackage],
  },
  {
    title: { en: 'Service to firms', zh: '企业服务' },
    processes: [visitRoundPackage, enterpriseVisitPackage, enterpriseDemandPackage, projectTrackingPackage, parkTenancyPackage],
  },
  {
    title: { en: 'The old town', zh: '古城更新' },
    processes: [microRenovationPackage],
  },
];

/** All of them, as `npm start` mounts them; processes of others are mounted beside them. */
export const processes: readonly ProcessManifest[] = families.flatMap((family) => family.processes);
