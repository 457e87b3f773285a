/** How a claim comes about: a pickup opens it, and those who claim the same parcel later join it. */
import { actOn, addParties, attach, hold, link, openPayment } from '../effects/index.ts';
import { type Outcome, type Process, type Refusal, refuse } from '../kernel/process.ts';
import { ASSESSORS, accountOf, CLAIMANTS, kindWords, notify, toldHow } from './claimants.ts';
import { type Claimant, type Facts, KINDS } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';
import type { Clock, LossClaim, Reference, Role, RulesOf, State } from './vocabulary.ts';

const DAY = 86_400_000;

/** What a claim holds, so that a parcel is claimed for once. */
export const heldFor = ({ pickup, n }: Pick<Facts, 'pickup' | 'n'>): string => `claim:${pickup}/${n}`;

type Sent = Pick<Inputs['start'], 'as' | 'claimant' | 'spokenBy'>;

const claimantOf = ({ as, claimant: { id, name }, spokenBy }: Sent): Claimant => ({
  as,
  // Somebody who follows the pickup with a code has no account.
  person: id === undefined || id.includes(':') || id === 'anonymous' ? null : id,
  name,
  ...(spokenBy === undefined ? {} : { spokenBy: { person: spokenBy.id, consent: spokenBy.consent } }),
});

const titleOf = ({ product: { title }, kind }: Pick<Facts, 'product' | 'kind'>): string => {
  const [kindEn, kindZh] = KINDS[kind];
  return `${title.zh} ${kindZh} · ${title.en}, ${kindEn}`;
};

const partyOf = (sent: Sent) => {
  const { person, name } = claimantOf(sent);
  const { phone } = sent.claimant;
  return addParties({ role: 'claimant', name, ...(person === null ? {} : { person }), ...(phone ? { phone } : {}) });
};

/** What is claimed, with the whole days by which the parcel was late. */
export type Claimable = {
  readonly kind: Facts['kind'];
  readonly badUnits: number;
  readonly units: number | null;
  readonly photos: number;
  readonly lateDays: number;
};
export type ClaimLimits = Pick<Limits, 'photosMin' | 'photosMax' | 'lateClaimDays'>;

/** Whole days by which a parcel came after it was to; none where it isn't there or nobody promised. */
export const lateDaysOf = (promised: number | null, deliveredAt: number | null): number =>
  promised === null || deliveredAt === null ? 0 : Math.max(0, Math.floor((deliveredAt - promised) / DAY));

/** Why nothing can be claimed so; the pickup asks the same before it opens a claim. */
export const whyNotClaimable = (
  { kind, badUnits, units, photos, lateDays }: Claimable,
  { photosMin, photosMax, lateClaimDays }: ClaimLimits,
): Refusal | undefined => {
  if (units !== null && badUnits > units)
    return refuse(
      'tooManyBad',
      `There were ${units} in the parcel; name no more bad ones.`,
      `该件共${units}个，损坏数不得超过。`,
    );
  if (kind === 'late')
    return lateClaimDays > 0 && lateDays >= lateClaimDays
      ? undefined
      : refuse(
          'notLate',
          lateClaimDays === 0
            ? 'Lateness alone isn’t paid here. Claim for what is spoiled, if something is.'
            : `Lateness is paid from ${lateClaimDays} days on; this parcel was ${lateDays} late.`,
          lateClaimDays === 0
            ? '本地不受理单纯延误的理赔；如有变质，请按变质申请。'
            : `延误满${lateClaimDays}天方可索赔，该件延误${lateDays}天。`,
        );
  if (kind === 'lost') return undefined;
  if (badUnits === 0 && units !== null) return refuse('noneBad', 'Say how many are bad.', '请填写损坏数。');
  if (photos < photosMin)
    return refuse(
      'fewPhotos',
      `Send at least ${photosMin} photos: of the box, and of what is in it.`,
      `请至少上传${photosMin}张照片，包括外包装和内件。`,
    );
  return photos > photosMax
    ? refuse('manyPhotos', `Send at most ${photosMax} photos.`, `最多上传${photosMax}张照片。`)
    : undefined;
};

export const filing: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'] = {
  title: { en: 'Claim a loss', zh: '申请理赔' },
  event: 'Filed',
  by: ['case'],
  to: ['filed'],
  decide: ({ id, actor, input, reference: { parcel }, limits }) => {
    const { pickup, n, kind, badUnits, photos, asked, account } = input;
    if (actor.id !== `case:${pickup}`)
      return refuse('othersParcel', 'A claim is opened by the pickup of its parcel.', '理赔须由该件的揽收单发起。');
    const { unit, area, told, lateDays, ...known } = parcel;
    const units = input.units ?? known.units;
    const wrong = whyNotClaimable({ kind, badUnits, units, photos: photos.length, lateDays }, limits);
    if (wrong) return wrong;
    const facts: Facts = {
      ...known,
      ...{ pickup, n, kind, badUnits, units, asked },
      claimants: [claimantOf(input)],
      account: account ?? null,
      accountBy: (account !== undefined && input.spokenBy?.id) || null,
      assessor: null,
      evidence: [],
      offer: null,
      rounds: 0,
      decidedIn: null,
      disputed: null,
      ruler: null,
      silent: false,
      funded: false,
      emptyFund: null,
      second: 'none',
      approver: null,
      payments: [],
      payers: [],
      cleared: null,
    };
    return {
      state: 'filed',
      facts,
      title: titleOf(facts),
      ...(unit === null ? {} : { unit }),
      ...(area === null ? {} : { area }),
      effects: [
        // It is let go of only where nothing was decided: what was isn't claimed again.
        hold({
          resource: heldFor({ pickup, n }),
          title: { en: `the claim on parcel ${n} of ${pickup}`, zh: `${pickup}第${n}件的理赔` },
        }),
        partyOf(input),
        attach(photos),
        link(pickup, 'claimOf'),
        actOn(pickup, 'claimOpened', { n, claim: id }),
      ],
      notify: [
        notify(ASSESSORS, 'filed', { n, pickup, ...kindWords(kind) }),
        ...told.map((person) => notify({ person }, 'filedAgainst', { n, pickup, ...kindWords(kind) })),
        ...toldHow(id, claimantOf(input), n),
        // Whoever had the station claim for them sees to which account.
        ...(input.spokenBy !== undefined && account !== undefined
          ? [notify(CLAIMANTS, 'accountGiven', { end: account.slice(-4) })]
          : []),
      ],
    };
  },
};

export const joining: RulesOf<'join'> = {
  join: {
    title: { en: 'Join as a claimant', zh: '加入理赔' },
    event: 'Joined',
    by: ['case'],
    from: ['filed', 'assessing', 'awaitingEvidence', 'offered', 'disputed', 'payable'],
    decide: ({ current, actor, input }) => {
      const { id, facts } = current;
      if (actor.id !== `case:${facts.pickup}`)
        return refuse('othersParcel', 'Claimants join by the pickup of the parcel.', '须通过该件的揽收单加入。');
      const joined = claimantOf(input);
      // A parcel has one sender and one recipient.
      const there = facts.claimants.find(({ as }) => as === joined.as);
      if (there) return again(current, there, input);
      const by = input.account === undefined ? undefined : input.spokenBy?.id;
      return {
        facts: {
          claimants: [
            ...facts.claimants,
            { ...joined, wants: { ...wantsOf(input), ...(by === undefined ? {} : { accountBy: by }) } },
          ],
        },
        effects: [partyOf(input), attach(input.photos)],
        notify: [notify(ASSESSORS, 'joined'), notify(CLAIMANTS, 'joined'), ...toldHow(id, joined, facts.n)],
      };
    },
  },
};

/** What somebody claims. */
const wantsOf = ({ kind, badUnits, asked, account }: Inputs['join']) => ({
  ...{ kind, badUnits, asked },
  ...(account === undefined ? {} : { account }),
});

/** Whoever claims once more says it anew: what is lost, as long as nothing is offered to them; where to, as long as nothing is paid. */
const again = (current: LossClaim, there: Claimant, input: Inputs['join']): Outcome<State, Facts, Clock> => {
  const { facts, state } = current;
  const { account, ...wants } = wantsOf(input);
  const isFirst = there === facts.claimants[0];
  const isOpen = state === 'filed' || state === 'assessing' || state === 'awaitingEvidence';
  const said: Claimant = isFirst ? there : { ...there, wants: { ...there.wants, ...wants } };
  const known: Facts = {
    ...facts,
    ...(isFirst && isOpen ? wants : {}),
    claimants: facts.claimants.map((one) => (one === there ? said : one)),
  };
  const given =
    account === undefined || openPayment(facts.payments)
      ? undefined
      : accountOf({ id: current.id, facts: known }, said, account, input.spokenBy?.id ?? null);
  return {
    facts: { kind: known.kind, badUnits: known.badUnits, asked: known.asked, claimants: known.claimants, ...given?.facts },
    title: titleOf(known),
    effects: [attach(input.photos)],
    notify: given?.notify ?? [],
  };
};
