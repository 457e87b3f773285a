/** The sample academy on a Temporal server whose clock can be moved: what its processes do over months and years. */

import type { ProcessPackage } from '../../activities/process-package.ts';
import { xiaoshan } from '../../prisma/seed/xiaoshan.ts';
import { creditCorrectionPackage } from '../../processes/credit-correction.ts';
import { creditExpiryPackage } from '../../processes/credit-expiry.ts';
import { mentorPairingPackage } from '../../processes/mentor-pairing.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { type House, openHouse } from '../kernel/house.ts';
import { timeSkipping } from '../servers/shared.ts';

export const DAY = 86_400_000;

export type SkippingAcademy = {
  readonly house: House;
  /** What time it is there, in epoch milliseconds. */
  now(): number;
  /** Lets days pass. */
  days(count: number): Promise<void>;
  close(): Promise<void>;
};

/** Somebody of the sample academy, with the roles that they have all over the tenant. */
export const person = (id: string): Actor => {
  const found = xiaoshan.people.find((one) => one.id === id);
  if (!found) throw new Error(`Nobody is called ${id} there.`);
  return {
    id,
    name: found.name,
    grants: found.roles.map(({ role }) => ({ role })),
    ...(found.unit === undefined ? {} : { unit: found.unit }),
  };
};

/** With the process of the first of these packages, which `house` starts and acts on. */
export const openSkippingAcademy = async (
  packages: readonly ProcessPackage[] = [mentorPairingPackage, creditCorrectionPackage, creditExpiryPackage],
): Promise<SkippingAcademy> => {
  const server = await timeSkipping();
  let now = await server.currentTimeMs();
  const house = await openHouse({
    packages,
    temporalAddress: server.address as string,
    data: xiaoshan,
    now: () => now,
  });
  return {
    house,
    now: () => now,
    days: async (count) => {
      await server.sleep(count * DAY);
      now = await server.currentTimeMs();
    },
    close: async () => {
      await house.close();
      await server.teardown();
    },
  };
};
