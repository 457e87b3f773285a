/** How an application goes from step to step: whose turn it is in each state, and what that does to clocks, tasks and those who are told. */
import { notifier } from '../kernel/parts.ts';
import type { Notice, Recipient, TaskSpec, Title } from '../kernel/process.ts';
import { lineResource } from '../lines/line.ts';
import type { Facts } from './facts.ts';
import type { NoticeName } from './notices.ts';
import type { Step } from './track.ts';
import type { Action, Clock, CustomerWork, OpenState, PowerApplication, PowerOutcome, State } from './vocabulary.ts';

/** Whose time runs in each state: a step of ours, or work of the customer. */
export const turns: { readonly [S in OpenState]: { readonly ours: Step } | { readonly customers: CustomerWork } } = {
  filed: { ours: 'accept' },
  awaitingMaterials: { customers: 'materials' },
  surveying: { ours: 'survey' },
  scheming: { ours: 'scheme' },
  awaitingSignature: { customers: 'signing' },
  designing: { customers: 'designing' },
  reviewingDesign: { ours: 'designReview' },
  building: { customers: 'building' },
  inspectingMidway: { ours: 'midInspection' },
  inspecting: { ours: 'finalInspection' },
  connecting: { ours: 'connect' },
};

/** Whose clocks are to be stopped: a clock that never ran has nothing to stop. */
export const going = (current: PowerApplication, clocks: readonly Clock[]): readonly Clock[] =>
  clocks.filter((clock) => current.clocks[clock] === 'running' || current.clocks[clock] === 'paused');

export const running = (current: PowerApplication): readonly Clock[] =>
  (Object.keys(current.clocks) as Clock[]).filter((clock) => current.clocks[clock] === 'running');

/** Every clock that has not ended; a closed application leaves none behind. */
export const unended = (current: PowerApplication): readonly Clock[] => going(current, Object.keys(current.clocks) as Clock[]);

/**
 * What going over into a state does to the clocks. Ours rest while the customer's runs, and go on after it; `finished` is the step that
 * is done for good.
 */
const clocksInto = (
  current: PowerApplication,
  facts: Facts,
  state: OpenState,
  finished: Step | undefined,
): NonNullable<PowerOutcome['clocks']> => {
  const turn = turns[state];
  const stop = finished ? going(current, [finished]) : [];
  if ('customers' in turn) {
    return {
      stop,
      pause: running(current).filter((clock) => clock !== 'customer' && clock !== finished),
      // Each time of the customer's own is a fresh run.
      start: { customer: { workingDays: facts.customerDays[turn.customers] } },
    };
  }
  const rests = (clock: Clock) => current.clocks[clock] === 'paused';
  return {
    stop: [...stop, ...going(current, ['customer'])],
    resume: (['total', turn.ours] as const).filter(rests),
    ...(going(current, [turn.ours]).length > 0
      ? {}
      : { start: { [turn.ours]: { workingDays: facts.track.days[turn.ours] ?? 1 } } }),
  };
};

type Into = {
  readonly facts?: Partial<Facts>;
  readonly finished?: Step | undefined;
  readonly notify?: readonly Notice[];
  /** Something the customer did or attended. */
  readonly procedure?: string;
};

/** What follows when an application goes over into a state. */
export const into = <S extends OpenState>(
  current: PowerApplication,
  state: S,
  { facts = {}, finished, notify = [], procedure }: Into = {},
): PowerOutcome & { readonly state: S; readonly facts: Partial<Facts> } => {
  const changed = procedure === undefined ? facts : { ...facts, procedures: [...current.facts.procedures, procedure] };
  const next = { ...current.facts, ...changed };
  return {
    state,
    facts: changed,
    clocks: clocksInto(current, next, state, finished),
    tasks: tasksIn(state, next),
    notify: [...notify, ...told(state, next)],
    ...(state === 'connecting' ? waitForLines(next) : {}),
  };
};

/** Where a signed scheme leads, by what the track has. */
export const afterSignature = ({ track }: Facts): OpenState => {
  if (track.days.designReview !== undefined) return 'designing';
  return track.days.finalInspection === undefined ? 'connecting' : 'building';
};

/** Where an accepted application goes. */
export const afterAcceptance = ({ track }: Facts): 'surveying' | 'scheming' | 'awaitingSignature' => {
  if (track.survey !== 'skipped') return 'surveying';
  return track.days.scheme === undefined ? 'awaitingSignature' : 'scheming';
};

/** The power station has it from now on; its installers hear as soon as nothing is open on the lines any more. */
const waitForLines = (facts: Facts): Pick<PowerOutcome, 'unit' | 'await'> =>
  facts.scheme
    ? {
        unit: facts.scheme.station.id,
        await: facts.scheme.lines.map(({ id, title }) => ({
          resource: lineResource(id),
          title: { en: `line ${title.en}`, zh: `线路${title.zh}` },
          notify: [{ role: 'installer' }, contactOf(facts)],
        })),
      }
    : {};

/** The tasks of a state. Opening others replaces them. */
export const tasksIn = (state: OpenState, facts: Facts): readonly TaskSpec<Action>[] => {
  const { customer, track } = facts;
  switch (state) {
    case 'filed':
      return [{ action: 'accept', ...whoAccepts(facts), clock: 'accept' }];
    case 'awaitingMaterials':
      return [
        { action: 'supplyMaterials', person: customer, clock: 'customer' },
        // Who applied at the window brings the papers there.
        ...(isFollower(customer) ? [{ action: 'supplyMaterials', role: 'windowClerk', clock: 'customer' } as const] : []),
      ];
    case 'surveying':
      return [{ action: 'survey', role: 'surveyor', clock: 'survey' }];
    case 'scheming':
      return [{ action: 'drawScheme', role: 'schemeDesigner', clock: 'scheme' }];
    case 'awaitingSignature':
      return [{ action: 'sign', person: customer, clock: 'customer' }];
    case 'designing':
      return [{ action: 'submitDesign', person: customer, clock: 'customer' }];
    case 'reviewingDesign':
      return [{ action: 'reviewDesign', role: 'schemeReviewer', clock: 'designReview' }];
    case 'building':
      return [
        {
          action:
            track.days.midInspection === undefined || facts.midInspection?.passed
              ? 'requestFinalInspection'
              : 'requestMidInspection',
          person: customer,
          clock: 'customer',
        },
      ];
    case 'inspectingMidway':
      return [{ action: 'inspectMidway', role: 'inspector', clock: 'midInspection' }];
    case 'inspecting':
      return [{ action: 'inspect', role: 'inspector', clock: 'finalInspection' }];
    case 'connecting':
      return [{ action: 'connect', role: 'installer', clock: 'connect' }];
  }
};

/** Who hears, beside those whom the act itself tells, that it is their turn. */
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

/** Of the service hall whoever is free, or the one account manager who is the customer's contact. */
const whoAccepts = ({ track, manager }: Facts) => ({
  role: track.acceptedBy,
  ...(track.acceptedBy === 'accountManager' && manager ? { person: manager.id } : {}),
});

/** Who speaks for us with the customer: the contact by name, or the role that accepts. */
export const contactOf = ({ manager, track }: Facts): Recipient =>
  manager ? { person: manager.id } : { role: track.acceptedBy };

export const isFollower = (id: string): boolean => id.startsWith('follower:');

export const isOpen = (state: State): state is OpenState => Object.hasOwn(turns, state);

export const CUSTOMER: Recipient = { party: 'customer' };

/** A message to be sent; its template is in `notices.ts`. */
export const notify = notifier<NoticeName>();

/** A name in both languages, as templates take it: `{lineEn}` and `{lineZh}`. */
export const both = <K extends string>(key: K, { en, zh }: Title) =>
  ({ [`${key}En`]: en, [`${key}Zh`]: zh }) as Record<`${K}En` | `${K}Zh`, string>;

/** Several names as one. */
export const listed = (titles: readonly Title[]): Title => ({
  en: titles.map(({ en }) => en).join(', '),
  zh: titles.map(({ zh }) => zh).join('、'),
});

/** Yuan with two decimals, for people to read. */
export const yuan = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

export const schemeWords = ({ tariff, kilowatts, lines, costCents }: NonNullable<Facts['scheme']>) => ({
  ...both('tariff', tariff.title),
  ...both('line', listed(lines.map(({ title }) => title))),
  kilowatts,
  cost: yuan(costCents),
});

export const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
