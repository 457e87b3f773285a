import type { ProcessPackage } from '../../activities/process-package.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { budgetYearPackage } from '../../processes/budget-year.ts';
import { enterpriseVisitPackage } from '../../processes/enterprise-visit.ts';
import { pointsRedemptionPackage } from '../../processes/points-redemption.ts';
import { producePickupPackage } from '../../processes/produce-pickup.ts';
import { subsidyApplicationPackage } from '../../processes/subsidy-application.ts';
import { visitRoundPackage } from '../../processes/visit-round.ts';
import { awardPackage } from '../processes/budget-year/award/package.ts';
import { awardRoundPackage } from '../processes/budget-year/award-round/package.ts';

/** What the village's workers run. */
export const villagePackages: readonly ProcessPackage[] = [
  hallBookingPackage,
  budgetYearPackage,
  awardPackage,
  producePickupPackage,
  awardRoundPackage,
  subsidyApplicationPackage,
  visitRoundPackage,
  enterpriseVisitPackage,
  pointsRedemptionPackage,
];
