import { meetAboutTheLane } from './lane/meeting.ts';
import type { Story } from './stage.ts';
import { inbox, sharedTimeline } from './timeline.ts';

const AUDITOR = 'qiu-ming';

/** From a meeting in a narrow lane to what it stops and frees. */
export const laneStory: Story = {
  name: 'lane-and-lattice',
  title: { en: 'The lane and the lattice', zh: '小巷与花窗' },
  play: async (stage) => {
    const { report, meeting } = await meetAboutTheLane(stage);
    await sharedTimeline(stage, AUDITOR, [report, meeting]);
    await inbox(stage, 'tang-bin', meeting);
  },
};
