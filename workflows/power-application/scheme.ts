/** What the customer is to get: survey, scheme 供电方案, and the customer's own signature under it and under every change of it. */
import { attach } from '../effects/index.ts';
import { both } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Scheme } from './facts.ts';
import { customerRoles, onlyCustomer } from './guards.ts';
import type { SchemeInput } from './inputs.ts';
import { afterSignature, CUSTOMER, contactOf, into, listed, notify, schemeWords, yuan } from './moving.ts';
import type { PowerApplication, PowerOutcome, RulesOf, SchemeKnown } from './vocabulary.ts';

export const scheming: RulesOf<'survey' | 'drawScheme' | 'changeScheme' | 'sign' | 'declineScheme'> = {
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
    decide: ({ current, actor, now, input, reference }) =>
      schemeProblem(current.facts, input.kilowatts, reference) ??
      into(current, 'awaitingSignature', { facts: { scheme: drawn(current.facts, input, reference, actor.id, now) } }),
  },
  changeScheme: {
    title: { en: 'Change the scheme', zh: '变更供电方案' },
    description: {
      en: 'Another tariff, capacity or price waits for a new signature of the customer; of another line they get a message.',
      zh: '变更电价、容量或费用须客户重新签认；仅变更线路的告知客户。',
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
      return { ...changed(current, before, scheme, input.reason), reason: input.reason };
    },
  },
  sign: {
    title: { en: 'Sign the scheme', zh: '签认供电方案' },
    description: { en: 'The customer agrees to tariff, capacity and cost.', zh: '客户确认电价、容量和费用。' },
    event: 'SchemeSigned',
    by: customerRoles,
    from: ['awaitingSignature'],
    to: ['designing', 'reviewingDesign', 'building', 'inspectingMidway', 'inspecting', 'connecting'],
    guard: onlyCustomer,
    decide: ({ current, actor, now }) => {
      const { facts } = current;
      if (!facts.scheme) return refuse('noScheme', 'There is no scheme yet; it is still being drawn up.', '供电方案尚未制定。');
      const changes = { signed: { scheme: facts.scheme, by: actor.id, at: now }, backTo: null };
      return into(current, facts.backTo ?? afterSignature(facts), {
        facts: changes,
        procedure: 'sign',
        notify: [notify(contactOf(current), 'signed', schemeWords(facts.scheme))],
      });
    },
  },
  declineScheme: {
    title: { en: 'Decline the scheme', zh: '不同意方案' },
    description: {
      en: 'Say what is to be otherwise. A change that is declined leaves what was signed before.',
      zh: '说明意见。不同意变更的，仍按原签认方案办理。',
    },
    event: 'SchemeDeclined',
    by: customerRoles,
    from: ['awaitingSignature'],
    to: ['filed', 'scheming', 'designing', 'reviewingDesign', 'building', 'inspectingMidway', 'inspecting', 'connecting'],
    guard: onlyCustomer,
    decide: ({ current, input }) => {
      const { facts } = current;
      const declined = notify({ role: 'schemeDesigner' }, 'declined', { reason: input.reason });
      const [back, changes] = facts.signed
        ? [facts.backTo ?? afterSignature(facts), { scheme: facts.signed.scheme, backTo: null }]
        : [facts.track.days.scheme === undefined ? ('filed' as const) : ('scheming' as const), { scheme: null }];
      const outcome = into(current, back, {
        facts: changes,
        procedure: 'declineScheme',
        notify: [declined, notify(contactOf(current), 'declined', { reason: input.reason })],
      });
      return { ...outcome, reason: input.reason };
    },
  },
};

/** A scheme as it lies before the customer. */
export const drawn = (
  { scheme }: Facts,
  { kilowatts, costCents }: Pick<SchemeInput, 'kilowatts' | 'costCents'>,
  { tariff, line, reserveLine, station }: SchemeKnown,
  by: string,
  at: number,
): Scheme => ({
  version: (scheme?.version ?? 0) + 1,
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

/** What a change does: the customer signs again what they agreed to, and gets a message of the rest. */
const changed = (current: PowerApplication, before: Scheme, scheme: Scheme, reason: string): PowerOutcome => {
  const { facts } = current;
  const resigned =
    scheme.tariff.code !== before.tariff.code || scheme.kilowatts !== before.kilowatts || scheme.costCents !== before.costCents;
  if (current.state === 'awaitingSignature' || resigned) {
    const from = current.state === 'awaitingSignature' ? facts.backTo : (current.state as Facts['backTo']);
    // What was inspected for one capacity isn't for another.
    const again = scheme.kilowatts !== before.kilowatts && facts.finalInspection !== null;
    return into(current, 'awaitingSignature', {
      facts: { scheme, backTo: again ? 'building' : from, ...(again ? { finalInspection: null } : {}) },
      notify: [notify(CUSTOMER, 'schemeChanges', { reason })],
    });
  }
  const told = notify(CUSTOMER, 'lineChanges', {
    ...both('line', listed(scheme.lines.map(({ title }) => title))),
    cost: yuan(scheme.costCents),
    reason,
  });
  // The installers wait for the new line from now on.
  if (current.state === 'connecting') return into(current, 'connecting', { facts: signedAs(facts, scheme), notify: [told] });
  return { facts: signedAs(facts, scheme), notify: [told] };
};

/** A line may change under a signature that says nothing of it. */
const signedAs = ({ signed }: Facts, scheme: Scheme): Pick<Facts, 'scheme' | 'signed'> => ({
  scheme,
  signed: signed && { ...signed, scheme },
});

const same = (one: Scheme, other: Scheme): boolean =>
  one.tariff.code === other.tariff.code &&
  one.kilowatts === other.kilowatts &&
  one.costCents === other.costCents &&
  one.station.id === other.station.id &&
  one.lines.map(({ id }) => id).join() === other.lines.map(({ id }) => id).join();
