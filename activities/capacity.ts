import type { Actor } from '../workflows/kernel/process.ts';

/** For whom somebody acted as whose deputy, or in which emergency, as the record has it; nothing where it was in their own right. */
export const capacityOf = ({ id, deputy, emergency }: Actor) => {
  if (deputy) return { for: id, deputyship: deputy.deputyship, from: deputy.from, until: deputy.until };
  return emergency ? { emergency: emergency.id, until: emergency.until } : null;
};
