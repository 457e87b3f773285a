import type { Happened } from './case-record.ts';
import { AUDITOR, CLERK, GROWER, type Harvest, openHarvest, yuan } from './harvest/cast.ts';
import { claim } from './harvest/claim.ts';
import { guidance } from './harvest/guidance.ts';
import { atThisHour } from './harvest/hour.ts';
import { liveOrder } from './harvest/live-order.ts';
import { dawnPickup } from './harvest/pickup.ts';
import { designSubsidy } from './harvest/subsidy.ts';
import { openTrial, vote } from './harvest/trial.ts';
import type { Story } from './stage.ts';
import { heading, inbox, sharedTimeline } from './timeline.ts';

/** From advice that holds a harvest back, by way of a pickup before dawn and what broke in it, to a vote on how to pack, and to the subsidy of who drew the tray. */
export const harvestStory: Story = {
  name: 'harvest-to-subsidy',
  title: { en: 'From harvest to subsidy', zh: '从采收到补贴' },
  play: async (stage) => {
    const harvest = await openHarvest(stage);
    const cases: string[] = [await guidance(harvest)];
    const [pickups, courier]: [string[], string[]] = [[], []];
    await atThisHour(harvest, async (slotDay) => {
      const dawn = await dawnPickup(harvest, slotDay);
      const trial = await openTrial(harvest);
      const { room, order } = await liveOrder(harvest, trial);
      await vote(harvest, trial);
      cases.push(dawn.pickup, await claim(harvest, dawn.pickup, dawn.courier), room, order, trial);
      pickups.push(dawn.pickup, order);
      courier.push(dawn.courier);
    });

    await sharedTimeline(stage, AUDITOR, cases, detailOf);
    await figures(harvest);
    await inbox(stage, GROWER, ...cases);
    await inbox(stage, CLERK, ...cases);
    for (const person of courier) await inbox(stage, person, ...pickups);
    await designSubsidy(stage);
  },
};

/** How somebody voted, how cold it was, what was sold. */
const detailOf = ({ input }: Happened): string | undefined => {
  if (typeof input.vote === 'string') return `“${input.vote}”`;
  if (typeof input.temperature === 'number') return `${(input.temperature / 10).toFixed(1)} °C`;
  return typeof input.fen === 'number' ? `${yuan(input.fen)} yuan` : undefined;
};

type Row = {
  readonly key: string;
  readonly pickups: number;
  readonly offersPerPickup: number | null;
  readonly bad: number;
  readonly units: number;
  readonly lossRate: number | null;
  readonly lossBaseline: number;
  readonly charged: number;
  readonly saved: number;
};

/** What the street reads of its pickups of these days. */
const figures = async (harvest: Harvest): Promise<void> => {
  const day = 86_400_000;
  const { pickupReport }: { pickupReport: Row[] } = await harvest.ask(
    AUDITOR,
    `query ($from: DateTime!, $before: DateTime!) { pickupReport(from: $from, before: $before, by: product) {
       key pickups offersPerPickup bad units lossRate lossBaseline charged saved } }`,
    { from: new Date(Date.now() - day).toISOString(), before: new Date(Date.now() + 2 * day).toISOString() },
  );
  heading(harvest, 'Report of these days 揽收指标');
  for (const { key, pickups, offersPerPickup, bad, units, lossRate, lossBaseline, charged, saved } of pickupReport) {
    harvest.say(`${key}: ${pickups} pickups 揽收, ${offersPerPickup ?? '—'} offers each 平均派单`);
    harvest.say(`  lost ${bad} of ${units} units 损耗: ${lossRate ?? '—'} ‰ against ${lossBaseline} ‰ before`);
    harvest.say(`  charged ${yuan(charged)} yuan 运费, saved ${yuan(saved)} yuan 节省`);
  }
};
