import { academyStory } from './academy.ts';
import { firmStory } from './firm-on-foot.ts';
import { harvestStory } from './harvest-to-subsidy.ts';
import { issueReportStory } from './issue-report.ts';
import { laneStory } from './lane-and-lattice.ts';
import { roomBookingStory } from './room-booking.ts';
import { springIrrigationStory } from './spring-irrigation.ts';
import type { Story } from './stage.ts';

/** The stories that `npm run demo` can play, in this order. */
export const stories: readonly Story[] = [
  issueReportStory,
  springIrrigationStory,
  academyStory,
  roomBookingStory,
  harvestStory,
  firmStory,
  laneStory,
];
