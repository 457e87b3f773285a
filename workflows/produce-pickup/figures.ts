/** Weights, losses and waiting times of parcels, in whole numbers. Pure. */

/** Whether a weight is off another by more than a share in per mille and by more than so many grams. */
export const isOff = (
  planned: number,
  grams: number,
  { perMille, grams: most }: { readonly perMille: number; readonly grams: number },
): boolean => {
  const off = Math.abs(grams - planned);
  return off * 1000 > planned * perMille && off > most;
};

/** A parcel that is settled, as losses are counted. */
export type Settled = {
  readonly state: 'delivered' | 'lost' | 'returned' | 'givenAway' | 'disposed';
  readonly units: number | null;
  /** Units that the recipient, or the claim, found bad. */
  readonly bad: number;
};

/** What a parcel counts for: a lost or disposed one is all bad, one without units counts as one. */
export const lossOf = ({ state, units, bad }: Settled): { readonly units: number; readonly bad: number } => {
  const all = units ?? 1;
  return { units: all, bad: state === 'lost' || state === 'disposed' ? all : Math.min(all, bad) };
};

/** Bad units ÷ units in per mille, to the tenth; nothing where there are no units. */
export const lossRate = (parcels: readonly Settled[]): number | null => {
  const sums = parcels.map(lossOf);
  const units = sums.reduce((sum, one) => sum + one.units, 0);
  const bad = sums.reduce((sum, one) => sum + one.bad, 0);
  return units === 0 ? null : Math.round((bad * 10_000) / units) / 10;
};

const HOUR = 3_600_000;

/** What has to be tried before a parcel counts as undeliverable. */
export type Patience = { readonly messages: number; readonly gapHours: number; readonly unansweredHours: number };

/** Whether messages to a recipient were enough, far enough apart, and the last of them long enough ago. Moments in epoch milliseconds. */
export const triedEnough = (
  messages: readonly number[],
  now: number,
  { messages: least, gapHours, unansweredHours }: Patience,
): 'tooFew' | 'tooClose' | 'tooSoon' | undefined => {
  const sent = messages.toSorted((one, other) => one - other);
  const last = sent.at(-1);
  if (last === undefined || sent.length < least) return 'tooFew';
  // Each counts that lies far enough behind the one that counted before.
  let counted = 0;
  let before = Number.NEGATIVE_INFINITY;
  for (const at of sent) {
    if (at - before < gapHours * HOUR) continue;
    counted++;
    before = at;
  }
  if (counted < least) return 'tooClose';
  return now - last < unansweredHours * HOUR || last > now ? 'tooSoon' : undefined;
};
