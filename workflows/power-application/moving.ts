/** How an application goes from step to step: what it notifies, and what it waits for on the lines. */
import { standBy } from '../effects/index.ts';
import { both, enumerated, notifier, personOrRole } from '../kernel/parts.ts';
import type { Notice, Recipient, Title } from '../kernel/process.ts';
import { lineResource } from '../lines/line.ts';
import type { Contact, Facts } from './facts.ts';
import type { Notices } from './notices.ts';
import type { Step } from './track.ts';
import type { CustomerWork, OpenState, PowerApplication, PowerOutcome } from './vocabulary.ts';

/** What the customer does in the states that are their own time. */
const customersWork: { readonly [S in OpenState]?: CustomerWork } = {
  awaitingMaterials: 'materials',
  awaitingSignature: 'signing',
  designing: 'designing',
  building: 'building',
};

type Into = {
  readonly facts?: Partial<Facts>;
  readonly notify?: readonly Notice[];
  /** Something the customer did or attended. */
  readonly procedure?: string;
};

/** What follows when an application goes over into a state. */
export const into = <S extends OpenState>(
  current: PowerApplication,
  state: S,
  { facts = {}, notify = [], procedure }: Into = {},
): PowerOutcome & { readonly state: S; readonly facts: Partial<Facts> } => {
  const changed = procedure === undefined ? facts : { ...facts, procedures: [...current.facts.procedures, procedure] };
  const next = { ...current.facts, ...changed };
  const work = customersWork[state];
  return {
    state,
    facts: changed,
    // Each time of the customer's own is a fresh run.
    ...(work ? { clocks: { start: { customer: { workingDays: next.customerDays[work] } } } } : {}),
    notify: [...notify, ...told(state, next)],
    ...(state === 'connecting' ? waitForLines({ ...current, facts: next }) : {}),
  };
};

/** Where a signed scheme leads, by what the track has. */
export const afterSignature = ({ track }: Facts): OpenState => {
  if (track.days.designReview !== undefined) return 'designing';
  return track.days.finalInspection === undefined ? 'connecting' : 'building';
};

/** The step of ours whose time runs in a state; none in the states that are the customer's own time. */
export const stepOf = (state: OpenState | null): Step | undefined => (state === null ? undefined : oursIn[state]);

const oursIn: { readonly [S in OpenState]?: Step } = {
  reviewingDesign: 'designReview',
  inspectingMidway: 'midInspection',
  inspecting: 'finalInspection',
  connecting: 'connect',
};

/** Where an accepted application goes. */
export const afterAcceptance = ({ track }: Facts): 'surveying' | 'scheming' | 'awaitingSignature' => {
  if (track.survey !== 'skipped') return 'surveying';
  return track.days.scheme === undefined ? 'awaitingSignature' : 'scheming';
};

/** The power station has it from now on; its installers hear as soon as nothing is open on the lines any more. */
export const waitForLines = (current: PowerApplication): Pick<PowerOutcome, 'unit' | 'effects'> => {
  const { scheme } = current.facts;
  if (!scheme) return {};
  const people = [{ role: 'installer' }, contactOf(current)];
  return {
    unit: scheme.station.id,
    effects: scheme.lines.map(({ id, title }) =>
      standBy(lineResource(id), { en: `line ${title.en}`, zh: `线路${title.zh}` }, people),
    ),
  };
};

/** The people who hear that it is their turn, beside those whom the act itself notifies. */
const told = (state: OpenState, facts: Facts): readonly Notice[] => {
  switch (state) {
    case 'filed':
    case 'awaitingMaterials':
      return [];
    case 'surveying':
      return [notify({ role: 'surveyor' }, 'toSurvey', { address: facts.address })];
    case 'scheming':
      return [notify({ role: 'schemeDesigner' }, 'toDraw')];
    case 'awaitingSignature':
      return facts.scheme ? [notify(CUSTOMER, 'toSign', schemeWords(facts.scheme))] : [];
    case 'designing':
      return [notify(CUSTOMER, 'toDesign')];
    case 'reviewingDesign':
      return [notify({ role: 'schemeReviewer' }, 'toReview')];
    case 'building':
      return [notify(CUSTOMER, 'toBuild')];
    case 'inspectingMidway':
    case 'inspecting':
      return [notify({ role: 'inspector' }, 'toInspect', { address: facts.address })];
    case 'connecting':
      return [notify({ role: 'installer' }, 'toConnect', { address: facts.address }), notify(CUSTOMER, 'aboutToConnect')];
  }
};

/** The role that speaks with the customer: account managers where the customer has one of them, or the role that accepts. */
export const contactRole = ({ manager, track }: Pick<Facts, 'manager' | 'track'>): 'accountManager' | 'windowClerk' =>
  manager ? 'accountManager' : track.acceptedBy;

/** Who speaks for us with the customer: the account manager by name, or the role. */
export const contactOf = (current: Pick<PowerApplication, 'facts' | 'gone'>): Recipient =>
  personOrRole(current, current.facts.manager?.id ?? null, contactRole(current.facts));

/** Somebody with their telephone, where it is known. */
export const reachedAt = ({ name, phone }: Contact): string => (phone === null ? name : `${name} ${phone}`);

export const CUSTOMER: Recipient = { party: 'customer' };

/** A message to be sent; its template is in `notices.ts`. */
export const notify = notifier<Notices>();

/** Several names as one. */
export const listed = (titles: readonly Title[]): Title => ({
  en: enumerated(titles.map(({ en }) => en)).en,
  zh: enumerated(titles.map(({ zh }) => zh)).zh,
});

/** Yuan with two decimals, for people to read. */
export const yuan = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

export const schemeWords = ({ version, tariff, kilowatts, lines, costCents }: NonNullable<Facts['scheme']>) => ({
  version,
  ...both('tariff', tariff.title),
  ...both('line', listed(lines.map(({ title }) => title))),
  kilowatts,
  cost: yuan(costCents),
});
