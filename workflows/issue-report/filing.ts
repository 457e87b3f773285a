/** A report comes in: a rule finds its unit, or it waits at the dispatch desk, or the reporter learns where it belongs. */
import { addParties, attach, type Party } from '../effects/index.ts';
import { both, clipped } from '../kernel/parts.ts';
import { type Process, refuse, roleOn } from '../kernel/process.ts';
import { dispatchedTo, rejected } from './dispatching.ts';
import type { Facts } from './facts.ts';
import { tooManyPhotos } from './guards.ts';
import type { Inputs } from './inputs.ts';
import type { limits } from './limits.ts';
import { notify, REPORTERS } from './telling.ts';
import type { Clock, Reference, Role, State } from './vocabulary.ts';

const usualChannel = {
  courier: 'courierGroup',
  resident: 'app',
  hotlineAgent: 'hotline',
  officer: 'patrol',
  anonymous: 'app',
} as const satisfies Record<string, Facts['channel']>;
type By = keyof typeof usualChannel;
const by = Object.keys(usualChannel) as By[];
const accountRoles = ['resident', 'courier', 'officer'] as const satisfies readonly By[];
/** People who call the hotline or come without a token have no account and follow the report with a secret code. */
const accountless: readonly By[] = ['anonymous', 'hotlineAgent'];

export const filing: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'] = {
  title: { en: 'Report an issue', zh: '随手拍上报' },
  event: 'Reported',
  by,
  accountless,
  to: ['reported', 'dispatched', 'rejected'],
  decide: ({ id, actor, now, input, reference, limits }) => {
    const { category, area, desk } = reference;
    const reachable = Boolean(input.reporter?.phone || input.reporter?.email);
    const role = roleOn(actor, by) as By;
    const hasAccount = !accountless.includes(role);
    if (!hasAccount && !reachable && !category.anonymous) {
      return refuse(
        'notAnonymously',
        `“${category.title.en}” can’t be reported anonymously. Sign in, or leave a telephone number or an e-mail address.`,
        `“${category.title.zh}”不接受匿名上报，请登录，或留下电话或电子邮箱。`,
      );
    }
    const tooMany = tooManyPhotos(input.photos, limits);
    if (tooMany) return tooMany;

    const reporter = hasAccount ? actor.id : `follower:${id}`;
    const facts: Facts = {
      ...blank,
      category: { code: category.code, title: category.title, handle: category.handle, anonymous: category.anonymous },
      text: input.text,
      place: { lat: input.place.lat, lon: input.place.lon, address: input.place.address ?? null },
      area,
      desk,
      channel: input.channel ?? usualChannel[role],
      reporters: [{ id: reporter, case: id, at: now, role: accountRoles.find((one) => one === role) ?? null }],
      handedOver: category.emergency ? { channel: category.emergency.title, at: now } : null,
    };
    const emergency = category.emergency;
    const report = {
      title: `${category.title.zh} ${category.title.en}：${clipped(input.text)}`,
      area: area.id,
      effects: [
        attach(input.photos),
        addParties(party(input, hasAccount ? actor.id : undefined), ...(emergency ? [channelParty(emergency)] : [])),
      ],
    };
    const handOver = emergency
      ? [
          notify({ party: 'emergencyChannel' }, 'emergency', { ...both('category', category.title), ...where(facts) }),
          notify({ role: 'dispatcher' }, 'emergencySeen', both('channel', emergency.title)),
          notify(REPORTERS, 'handedOver', both('channel', emergency.title)),
        ]
      : [];

    if (category.legal && !emergency) {
      const ground = {
        en: 'Matters of this kind are decided by law elsewhere, not by the street.',
        zh: '此类事项依法应由其他机关处理，街道无权受理。',
      };
      const outcome = rejected({ ground, channel: category.legal }, now);
      return {
        ...outcome,
        ...report,
        unit: desk.id,
        facts: { ...facts, ...outcome.facts },
        reason: `${category.legal.zh} / ${category.legal.en}`,
      };
    }
    if (reference.dispatch) {
      const { unit, why, rule } = reference.dispatch;
      const outcome = dispatchedTo({ unit, why, rule, by: `rule:${rule}`, now });
      return {
        ...outcome,
        ...report,
        facts: { ...facts, ...outcome.facts },
        notify: [...handOver, ...outcome.notify],
      };
    }
    return {
      ...report,
      state: 'reported',
      unit: desk.id,
      facts,
      notify: [
        ...handOver,
        notify(REPORTERS, 'received'),
        notify({ role: 'dispatcher' }, 'toDispatch', both('category', category.title)),
      ],
    };
  },
};

/** The facts of a report that has gone nowhere yet. */
const blank = {
  handedOver: null,
  dispatch: null,
  objections: [],
  handler: null,
  workedOn: [],
  question: null,
  extensions: [],
  extensionAsked: null,
  suspensionAsked: null,
  suspendedUntil: null,
  meetings: [],
  result: null,
  rework: 0,
  reopenings: 0,
  leaderToAssign: false,
  ratings: [],
  points: null,
  rejection: null,
  merged: null,
  closedAt: null,
} satisfies Partial<Facts>;

const where = ({ place, area }: Facts) => ({
  lat: place.lat,
  lon: place.lon,
  address: place.address ?? '',
  ...both('area', area.title),
});

const channelParty = ({ title, phone }: NonNullable<Reference['start']['category']['emergency']>): Party => ({
  role: 'emergencyChannel',
  name: title.zh,
  ...(phone === null ? {} : { phone }),
});

const party = ({ reporter }: Inputs['start'], person: string | undefined): Party => ({
  role: 'reporter',
  ...(person === undefined ? {} : { person }),
  ...(reporter?.name === undefined ? {} : { name: reporter.name }),
  ...(reporter?.phone === undefined ? {} : { phone: reporter.phone }),
  ...(reporter?.email === undefined ? {} : { email: reporter.email }),
  ...(reporter?.locale === undefined ? {} : { locale: reporter.locale }),
});
