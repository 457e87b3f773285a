/** A report comes in: a rule finds its unit, or it waits at the dispatch desk, or the reporter learns where it belongs. */
import { actOn, addParties, attach, type Effect, link, type Party } from '../effects/index.ts';
import { both } from '../kernel/parts.ts';
import { type Actor, type Notice, type Process, refuse, roleOn } from '../kernel/process.ts';
import { dispatchedTo, rejected, titleOf } from './dispatching.ts';
import { handingOver } from './emergency.ts';
import type { Facts } from './facts.ts';
import { officeRoles, tooManyPhotos } from './guards.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';
import { isAlike, notAMatter, withWords } from './merging.ts';
import { aboutThere } from './sealing.ts';
import { notify, REPORTERS } from './telling.ts';
import type { Clock, Reference, Role, State } from './vocabulary.ts';

/** By role, the ways in which a report may come in; the first is the usual one. */
const channels = {
  courier: ['courierGroup', 'app'],
  resident: ['app'],
  officer: ['patrol', 'app'],
  hotlineAgent: ['hotline'],
  anonymous: ['app'],
  dispatcher: ['app'],
  handler: ['app'],
  shiftLeader: ['app'],
  leader: ['app'],
  ruler: ['app'],
  auditor: ['app'],
  admin: ['app'],
  // Another case files for whoever acted on it.
  case: ['app', 'patrol'],
} as const satisfies Record<string, readonly Facts['channel'][]>;
type By = keyof typeof channels;
const by = Object.keys(channels) as By[];
/** Those of an office count where somebody holds no other. */
const publicRoles = by.filter((role) => !(officeRoles as readonly string[]).includes(role));
const filesAs = (actor: Actor): By | undefined => (roleOn(actor, publicRoles) ?? roleOn(actor, officeRoles)) as By | undefined;
const accountRoles = ['resident', 'courier', 'officer'] as const satisfies readonly By[];
/** People who call the hotline or come without a token have no account and follow the report with a secret code. */
const accountless: readonly By[] = ['anonymous', 'hotlineAgent'];

type Start = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];

export const filing: Start = {
  title: { en: 'Report an issue', zh: '随手拍上报' },
  event: 'Reported',
  by,
  as: filesAs,
  accountless: { by: accountless, party: 'reporter' },
  to: ['reported', 'dispatched', 'rejected', 'merged'],
  discretion: (input, { category }, actor) => {
    const { channel: _, ...rest } = input;
    // Whoever the report is about may sit in this office: what it says and who says it never gets there.
    if (category.sealed) {
      const { reporter: __, ...matter } = rest;
      return { unnamed: true, input: { ...matter, text: '', photos: [], place: aboutThere(input.place) } };
    }
    return input.anonymous && !accountless.includes(filesAs(actor) ?? 'anonymous') ? { unnamed: true, input: rest } : undefined;
  },
  decide: ({ id, actor, now, input, reference, limits }) => {
    const { category, area, desk } = reference;
    const reachable = Boolean(input.reporter?.phone || input.reporter?.email);
    const role = filesAs(actor) as By;
    const hasAccount = !accountless.includes(role) && !input.anonymous;
    const from = role === 'case' ? actor.id.slice('case:'.length) : undefined;
    const who = from === undefined ? actor : reference.opener;
    if (!who) return refuse('noReporter', 'Whoever reported it in that case isn’t there any more.', '原案件的上报人已不在岗。');
    if (!hasAccount && !reachable && !category.anonymous) {
      return refuse(
        'notAnonymously',
        `“${category.title.en}” can’t be reported anonymously. Sign in, or leave a telephone number or an e-mail address.`,
        `“${category.title.zh}”不接受匿名上报，请登录，或留下电话或电子邮箱。`,
      );
    }
    const [usual, ...others] = channels[role];
    if (input.channel !== undefined && input.channel !== usual && !(others as readonly string[]).includes(input.channel)) {
      return refuse(
        'notYourChannel',
        'This way of reporting is for those in its service. Leave it out.',
        '该上报渠道仅限相应人员使用，请留空。',
      );
    }
    const tooMany = tooManyPhotos(input.photos, limits);
    if (tooMany) return tooMany;

    const reporter = hasAccount ? who.id : `follower:${id}`;
    const facts: Facts = {
      ...blank,
      category: { code: category.code, title: category.title, handle: category.handle, anonymous: category.anonymous },
      text: input.text,
      place: { lat: input.place.lat, lon: input.place.lon, address: input.place.address ?? null },
      area,
      desk,
      channel: input.channel ?? usual,
      reporters: [
        {
          id: reporter,
          case: id,
          at: now,
          role: hasAccount ? (accountRoles.find((one) => one === role) ?? null) : null,
          words: null,
          reachable: hasAccount || reachable,
        },
      ],
    };
    const reporting = party(input, hasAccount ? who.id : undefined);
    const report = {
      title: titleOf(category.title, input.text),
      area: area.id,
      confidential: true,
      effects: [attach(input.photos), addParties(reporting), ...(from === undefined ? [] : [link(from, 'reportedIn')])],
    };
    const danger = category.emergency ? handingOver(category.emergency, facts, now) : undefined;
    const handed = {
      ...report,
      ...(danger ? { effects: [...report.effects, addParties(danger.party)] } : {}),
    };
    const known: Facts = { ...facts, ...danger?.facts };
    // Also what others have reported: who is in danger is told whom to call, and the channel hears of each.
    if (reference.same)
      return joined(known, handed, reference.same, { limits, actor: actor.id, now, told: danger?.notify ?? [] });

    if (category.legal && !category.emergency) {
      const outcome = rejected({ ground: ELSEWHERE, channel: category.legal }, now);
      return {
        ...outcome,
        ...report,
        unit: desk.id,
        facts: { ...facts, ...outcome.facts, sealed: category.sealed },
        reason: `${category.legal.zh} / ${category.legal.en}`,
      };
    }
    if (reference.dispatch) {
      const { unit, why, rule } = reference.dispatch;
      const outcome = dispatchedTo({ unit, why, rule, by: `rule:${rule}`, now, before: null });
      return {
        ...outcome,
        ...handed,
        facts: { ...known, ...outcome.facts },
        notify: [...(danger?.notify ?? []), ...outcome.notify],
      };
    }
    return {
      ...handed,
      state: 'reported',
      unit: desk.id,
      facts: known,
      notify: [
        ...(danger?.notify ?? []),
        notify(REPORTERS, 'received'),
        notify({ role: 'dispatcher' }, 'toDispatch', both('category', category.title)),
      ],
    };
  },
};

export const ELSEWHERE = {
  en: 'Matters of this kind are decided by law elsewhere, not by the street.',
  zh: '此类事项依法应由其他机关处理，街道无权受理。',
};

/** Somebody reports what another has reported already: theirs goes on as that one from the beginning. */
const joined = (
  facts: Facts,
  report: { readonly title: string; readonly area: string; readonly effects: readonly Effect[] },
  target: NonNullable<Reference['start']['same']>,
  { limits, actor, now, told }: { limits: Limits; actor: string; now: number; told: readonly Notice[] },
): ReturnType<Start['decide']> => {
  const wrong = notAMatter(target);
  if (wrong) return wrong;
  if (!isAlike(facts, target, limits.mergeRadius)) {
    return refuse(
      'notTheSame',
      `${target.id} is of another kind, or more than ${limits.mergeRadius} m away. Leave it out to report this on its own.`,
      `${target.id}类别不同，或相距超过${limits.mergeRadius}米。请留空，作为新的上报件提交。`,
    );
  }
  const [own] = facts.reporters;
  if (target.own) {
    return refuse(
      'yoursAlready',
      `You reported ${target.id} yourself; add a comment there.`,
      `${target.id}是您上报的，请在该件中留言补充。`,
    );
  }
  return {
    ...report,
    confidential: true,
    state: 'merged',
    unit: facts.desk.id,
    facts: { ...facts, merged: { into: target.id, from: 'reported', by: actor, at: now } },
    effects: [
      ...report.effects,
      link(target.id, 'mergedInto'),
      actOn(target.id, 'absorb', { from: own?.case ?? '', reporters: withWords(own?.case ?? '', facts) }),
    ],
    notify: [...told, notify(REPORTERS, 'joined', { into: target.id })],
  };
};

/** The facts of a report that has gone nowhere yet. */
const blank = {
  handedOver: null,
  dispatch: null,
  firstDispatchAt: null,
  objections: [],
  handler: null,
  workedOn: [],
  question: null,
  questionsAsked: 0,
  extensions: [],
  extensionAsked: null,
  suspensionAsked: null,
  suspendedUntil: null,
  meetings: [],
  result: null,
  ending: null,
  undatedPhotos: 0,
  rework: 0,
  reopenings: 0,
  leaderToAssign: false,
  ratings: [],
  points: null,
  sealed: false,
  rejection: null,
  merged: null,
  closedAt: null,
} satisfies Partial<Facts>;

const party = ({ reporter }: Inputs['start'], person: string | undefined): Party => ({
  role: 'reporter',
  ...(person === undefined ? {} : { person }),
  ...(reporter?.name === undefined ? {} : { name: reporter.name }),
  ...(reporter?.phone === undefined ? {} : { phone: reporter.phone }),
  ...(reporter?.email === undefined ? {} : { email: reporter.email }),
  ...(reporter?.locale === undefined ? {} : { locale: reporter.locale }),
});
