/** What a trial comes to: the loss of each packaging with its bounds, and what the lower one costs. Pure; shares in per mille. */

export type Arm = 'trial' | 'baseline';

/** A parcel of the trial as it was sent. */
export type Sent = { readonly pickup: string; readonly n: number; readonly arm: Arm; readonly units: number };

/** A parcel as it was found. */
export type Found = { readonly pickup: string; readonly n: number; readonly units: number; readonly bad: number };

export type ArmResult = {
  readonly parcels: number;
  readonly units: number;
  readonly bad: number;
  /** Null where nothing was measured. */
  readonly loss: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unmeasured: number;
  /** The loss, had all in the parcels that nobody measured been bad. */
  readonly worst: number | null;
};

export type Result = {
  readonly trial: ArmResult;
  readonly baseline: ArmResult;
  /** By how much the loss is lower. */
  readonly gained: number | null;
  /** What the packaging costs more for a parcel, and for each per mille by which the loss is lower. */
  readonly extraFen: number;
  readonly fenPerPerMille: number | null;
};

/** The normal distribution leaves 2.5 per cent on each side of it. */
const Z = 1.959_963_984_540_054;

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** The 95 per cent bounds of a share by Wilson's formula, which holds for few and for none as well. */
export const wilson = (bad: number, units: number): { readonly low: number; readonly high: number } => {
  const share = bad / units;
  const middle = share + (Z * Z) / (2 * units);
  const width = Z * Math.sqrt((share * (1 - share)) / units + (Z * Z) / (4 * units * units));
  const whole = 1 + (Z * Z) / units;
  const bound = (value: number): number => rounded(Math.min(1, Math.max(0, value / whole)) * 1000, 1);
  return { low: bound(middle - width), high: bound(middle + width) };
};

export const isSame = (one: Pick<Sent, 'pickup' | 'n'>, other: Pick<Sent, 'pickup' | 'n'>): boolean =>
  one.pickup === other.pickup && one.n === other.n;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const lossOf = (bad: number, units: number): number | null => (units === 0 ? null : rounded((bad / units) * 1000, 1));

const armResult = (sent: readonly Sent[], found: readonly Found[]): ArmResult => {
  const measured = found.filter((one) => sent.some((parcel) => isSame(parcel, one)));
  const missing = sent.filter((parcel) => !found.some((one) => isSame(parcel, one)));
  const units = sum(measured.map((one) => one.units));
  const bad = sum(measured.map((one) => one.bad));
  const lost = sum(missing.map((parcel) => parcel.units));
  const { low, high } = units === 0 ? { low: null, high: null } : wilson(bad, units);
  return {
    parcels: sent.length,
    units,
    bad,
    loss: lossOf(bad, units),
    low,
    high,
    unmeasured: missing.length,
    worst: lossOf(bad + lost, units + lost),
  };
};

/** The result of what was sent and found so far; `costs` are those of a parcel. */
export const resultOf = (
  sent: readonly Sent[],
  found: readonly Found[],
  costs: { readonly trial: number; readonly baseline: number },
): Result => {
  const of = (arm: Arm) =>
    armResult(
      sent.filter((parcel) => parcel.arm === arm),
      found,
    );
  const [trial, baseline] = [of('trial'), of('baseline')];
  const gained =
    trial.units === 0 || baseline.units === 0 ? null : (baseline.bad / baseline.units - trial.bad / trial.units) * 1000;
  const extraFen = costs.trial - costs.baseline;
  return {
    trial,
    baseline,
    gained: gained === null ? null : rounded(gained, 1),
    extraFen,
    fenPerPerMille: gained === null || gained <= 0 ? null : rounded(extraFen / gained, 2),
  };
};

/** Whether less was lost with the packaging that is tried; compared in whole numbers. */
export const isBetter = ({ trial, baseline }: Pick<Result, 'trial' | 'baseline'>): boolean =>
  trial.units > 0 && baseline.units > 0 && trial.bad * baseline.units < baseline.bad * trial.units;
