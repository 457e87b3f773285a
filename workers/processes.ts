import { creditAppealPackage } from '../activities/credit-appeal/package.ts';
import { creditCorrectionPackage } from '../activities/credit-correction/package.ts';
import { creditExpiryPackage } from '../activities/credit-expiry/package.ts';
import { deskQuestionPackage } from '../activities/desk-question/package.ts';
import { dualAssessmentPackage } from '../activities/dual-assessment/package.ts';
import { hazardInspectionPackage } from '../activities/hazard-inspection/package.ts';
import { inspectionRoundPackage } from '../activities/inspection-round/package.ts';
import { issueReportPackage } from '../activities/issue-report/package.ts';
import { liveWorkPermitPackage } from '../activities/live-work-permit/package.ts';
import { mentorPairingPackage } from '../activities/mentor-pairing/package.ts';
import { powerApplicationPackage } from '../activities/power-application/package.ts';
import type { ProcessPackage } from '../activities/process-package.ts';
import { protectionPlanPackage } from '../activities/protection-plan/package.ts';
import { siteDifficultyPackage } from '../activities/site-difficulty/package.ts';
import { sitePairingPackage } from '../activities/site-pairing/package.ts';
import { trainingCoursePackage } from '../activities/training-course/package.ts';
import { yearlyEvaluationPackage } from '../activities/yearly-evaluation/package.ts';
import { knowledgeModule } from '../graphql/desk-question/knowledge.ts';
import { deskResponseModule } from '../graphql/desk-question/response.ts';
import { papersModule } from '../graphql/dual-assessment/papers.ts';
import { hazardReportModule } from '../graphql/hazard-inspection/hazard-report.ts';
import { dispatchRulesModule } from '../graphql/issue-report/dispatch-rules.ts';
import { nearReportsModule } from '../graphql/issue-report/near-reports.ts';
import type { OwnPath } from '../graphql/own-paths.ts';
import { powerReportModule } from '../graphql/power-application/report.ts';
import { coverageModule } from '../graphql/protection-plan/coverage.ts';
import type { SchemaModule } from '../graphql/schema/schema.ts';
import { checkInModule } from '../graphql/training-course/check-in.ts';
import { coveragePicture, trainingCoverageModule } from '../graphql/training-course/coverage.ts';
import { badgePaths } from '../graphql/yearly-evaluation/badge-paths.ts';
import { badgesModule } from '../graphql/yearly-evaluation/badges.ts';
import { evaluationsModule } from '../graphql/yearly-evaluation/evaluations.ts';

/** The processes that Banjie ships, as `npm start` mounts them; processes of others are mounted beside them. */
export const processes: readonly ProcessPackage[] = [
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
];

/** What they add to the API by hand. */
export const modules: readonly SchemaModule[] = [
  nearReportsModule,
  dispatchRulesModule,
  powerReportModule,
  coverageModule,
  hazardReportModule,
  evaluationsModule,
  trainingCoverageModule,
  checkInModule,
  papersModule,
  knowledgeModule,
  deskResponseModule,
  badgesModule,
];

/** What they answer by plain HTTP. */
export const paths: readonly OwnPath[] = [coveragePicture, ...badgePaths];
