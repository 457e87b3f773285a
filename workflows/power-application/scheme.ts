/** What the customer is to get: survey, scheme 供电方案, and its changes. */
import { attach } from '../effects/index.ts';
import { both } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Scheme } from './facts.ts';
import { materialHere } from './guards.ts';
import type { SchemeInput } from './inputs.ts';
import { CUSTOMER, into, notify, schemeWords } from './moving.ts';
import type { PowerApplication, PowerOutcome, RulesOf, SchemeKnown } from './vocabulary.ts';

export const scheming: RulesOf<'survey' | 'drawScheme' | 'changeScheme'> = {
  survey: {
    title: { en: 'Survey', zh: '现场勘查' },
    description: {
      en: 'What was found on the spot, or remotely where the track allows it.',
      zh: '记录勘查情况；通道允许的可远程勘查。',
    },
    event: 'Surveyed',
    by: ['surveyor'],
    from: ['surveying'],
    to: ['scheming', 'awaitingSignature'],
    guard: (context) => (context.current.facts.track.days.scheme === undefined ? materialHere(context) : undefined),
    decide: ({ current, actor, now, input }) => {
      const { track } = current.facts;
      const onSite = track.survey === 'onSite';
      if (onSite && !input.at && input.photos.length === 0) {
        return refuse(
          'notOnTheSpot',
          'This track asks for a visit: send where you stand, or a photo of the place.',
          '该通道须现场勘查，请提供当前位置或现场照片。',
        );
      }
      const outcome = into(current, track.days.scheme === undefined ? 'awaitingSignature' : 'scheming', {
        facts: { survey: { finding: input.finding, by: actor.id, at: now } },
        ...(onSite ? { procedure: 'attendSurvey' } : {}),
      });
      return { ...outcome, effects: [attach(input.photos)] };
    },
  },
  drawScheme: {
    title: { en: 'Draw up the scheme', zh: '制定供电方案' },
    description: {
      en: 'Tariff, capacity, line and cost, within the track; the customer signs it.',
      zh: '在通道范围内确定电价、容量、线路和费用，交客户签认。',
    },
    event: 'SchemeDrawn',
    by: ['schemeDesigner'],
    from: ['scheming'],
    to: ['awaitingSignature'],
    guard: materialHere,
    decide: ({ current, actor, now, input, reference }) =>
      schemeProblem(current.facts, input.kilowatts, reference) ??
      into(current, 'awaitingSignature', { facts: withScheme(drawn(current.facts, input, reference, actor.id, now)) }),
  },
  changeScheme: {
    title: { en: 'Change the scheme', zh: '变更供电方案' },
    description: {
      en: 'Another tariff, capacity, line or price waits for a new signature of the customer; of another station they get a message. What we ask for ourselves counts as our fault, and our time runs until they have answered. What was reviewed and inspected for another capacity or line is reviewed and inspected again.',
      zh: '变更电价、容量、线路或费用须客户重新签认；仅变更供电所的告知客户。我方提出的变更计为我方差错，客户答复前计我方时间。变更容量或线路的，设计审查、中间检查和竣工检验须重新进行。',
    },
    event: 'SchemeChanged',
    by: ['schemeDesigner'],
    from: ['awaitingSignature', 'designing', 'reviewingDesign', 'building', 'inspectingMidway', 'inspecting', 'connecting'],
    to: ['awaitingSignature'],
    decide: ({ current, actor, now, input, reference }) => {
      const { facts } = current;
      const before = facts.scheme;
      if (!before) return refuse('noScheme', 'There is no scheme yet; draw one up.', '尚无供电方案，请先制定。');
      const parts = {
        tariff: reference.tariff ?? { ...before.tariff, classes: [facts.customerClass.code] },
        line: reference.line ?? (before.lines[0] as Scheme['lines'][number]),
        reserveLine: reference.reserveLine ?? before.lines[1] ?? null,
        station: reference.station ?? before.station,
      };
      const kilowatts = input.kilowatts ?? before.kilowatts;
      const problem = schemeProblem(facts, kilowatts, parts);
      if (problem) return problem;
      const costCents = input.costCents ?? before.costCents;
      const scheme = drawn(facts, { kilowatts, costCents }, parts, actor.id, now);
      if (same(before, scheme))
        return refuse('nothingChanged', 'Nothing in it would change; say what does.', '方案未作变更，请填写变更内容。');
      const why = { reason: input.reason, ours: input.askedBy === 'utility', by: actor.id, at: now };
      return { ...changed(current, before, scheme, why), reason: input.reason };
    },
  },
};

/** A scheme as it lies before the customer. */
export const drawn = (
  { lastVersion }: Facts,
  { kilowatts, costCents }: Pick<SchemeInput, 'kilowatts' | 'costCents'>,
  { tariff, line, reserveLine, station }: SchemeKnown,
  by: string,
  at: number,
): Scheme => ({
  version: lastVersion + 1,
  tariff: { code: tariff.code, title: tariff.title },
  kilowatts,
  lines: reserveLine ? [line, reserveLine] : [line],
  station,
  costCents,
  by,
  at,
});

/** What keeps a scheme from being put before the customer. */
export const schemeProblem = (
  { track, customerClass, sources }: Facts,
  kilowatts: number,
  { tariff, line, reserveLine }: SchemeKnown,
): Refusal | undefined => {
  const { from, to } = track.when.kilowatts;
  if (kilowatts < from || kilowatts > to) {
    return refuse(
      'beyondTrack',
      `The track “${track.title.en}” is for ${from} to ${to} kW. Choose a capacity within it; for another the customer applies again.`,
      `“${track.title.zh}”适用容量为${from}至${to}千瓦，请在此范围内确定容量；超出的须重新申请。`,
    );
  }
  if (!tariff.classes.includes(customerClass.code)) {
    return refuse(
      'tariffNotForClass',
      `The tariff “${tariff.title.en}” isn’t for the class “${customerClass.title.en}”; choose one that is.`,
      `电价“${tariff.title.zh}”不适用于“${customerClass.title.zh}”，请另选。`,
    );
  }
  if ((sources === 2) !== (reserveLine !== null)) {
    return sources === 2
      ? refuse(
          'secondLineNeeded',
          'Two sources were applied for: name a reserve line as well.',
          '客户申请双电源，请同时填写备用线路。',
        )
      : refuse('oneLineOnly', 'One source was applied for: leave the reserve line out.', '客户申请单电源，无需填写备用线路。');
  }
  return reserveLine?.id === line.id
    ? refuse(
        'sameLineTwice',
        'Two sources come from two lines; name another reserve line.',
        '双电源须来自两条线路，请另选备用线路。',
      )
    : undefined;
};

/** A scheme that lies before the customer, under a version that none had before, also after one was declined. */
export const withScheme = (scheme: Scheme): Pick<Facts, 'scheme' | 'lastVersion'> => ({ scheme, lastVersion: scheme.version });

type Why = { readonly reason: string; readonly ours: boolean; readonly by: string; readonly at: number };

/** What a change does: the customer signs again what they agreed to, and gets a message of the rest. */
const changed = (current: PowerApplication, before: Scheme, scheme: Scheme, { reason, ours, by, at }: Why): PowerOutcome => {
  const { facts, state } = current;
  if (state !== 'awaitingSignature' && isSignedAlike(before, scheme)) {
    const told = notify(CUSTOMER, 'stationChanges', { ...both('station', scheme.station.title), reason });
    const changes = { ...withScheme(scheme), signed: facts.signed && { ...facts.signed, scheme } };
    // The installers of the new station wait for the line from now on.
    return state === 'connecting' ? into(current, state, { facts: changes, notify: [told] }) : { facts: changes, notify: [told] };
  }
  const backTo = state === 'awaitingSignature' ? facts.backTo : (state as Facts['backTo']);
  const told = notify(CUSTOMER, ours ? 'weChangeScheme' : 'schemeChanges', { reason });
  // What we change ourselves costs our own time until the customer has answered, whoever's time was running.
  const inOurTime = ours || facts.ourChange;
  const changes = { ...withScheme(scheme), backTo, ourChange: inOurTime };
  if (!inOurTime) return into(current, 'awaitingSignature', { facts: changes, notify: [told] });
  const fault = { kind: facts.signed ? 'changedAfterSigning' : 'changedBeforeSigning', materials: [], by, at } as const;
  return {
    state: 'awaitingSignature',
    facts: { ...changes, ...(ours ? { faults: [...facts.faults, fault] } : {}) },
    notify: [told, notify(CUSTOMER, 'toSign', schemeWords(scheme))],
  };
};

/** Whether two schemes differ in nothing that the customer signs: the station alone is ours to choose. */
const isSignedAlike = (one: Scheme, other: Scheme): boolean =>
  one.tariff.code === other.tariff.code && one.costCents === other.costCents && isBuiltAlike(one, other);

/** Whether what was designed and inspected for one scheme fits the other, too. */
export const isBuiltAlike = (one: Scheme, other: Scheme): boolean =>
  one.kilowatts === other.kilowatts && linesOf(one) === linesOf(other);

const linesOf = ({ lines }: Scheme): string => lines.map(({ id }) => id).join();

const same = (one: Scheme, other: Scheme): boolean => isSignedAlike(one, other) && one.station.id === other.station.id;
