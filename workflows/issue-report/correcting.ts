/** What was reported wrongly is put right: its category, its place, how its reporter can be reached; or it is withdrawn. */
import { actOn, addParties, changeParty } from '../effects/index.ts';
import { both, isFollower } from '../kernel/parts.ts';
import { holdsRole, isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { backAtDesk, movedTo, rejected, returned, titleOf } from './dispatching.ts';
import { confirmedFirst, handingOver } from './emergency.ts';
import type { Facts } from './facts.ts';
import { ELSEWHERE } from './filing.ts';
import { onlyReporters, reporterRoles } from './guards.ts';
import type { Inputs } from './inputs.ts';
import { acceptClock } from './lifecycle.ts';
import { othersOf, sealedAs } from './sealing.ts';
import { notify, REPORTERS, takenAway, whoHasIt } from './telling.ts';
import { type IssueOutcome, type IssueReport, OPEN, type Reference, type RulesOf } from './vocabulary.ts';

export const correcting: RulesOf<'correct' | 'correctContact' | 'withdraw'> = {
  correct: {
    title: { en: 'Correct category or place', zh: '更正类别或地点' },
    description: {
      en: 'What was filed wrongly goes where it belongs: the dispatch rules are asked again, and another category brings its own time, counted from the beginning.',
      zh: '填报有误的，更正后重新适用派单规则；类别变更的，按新类别计算办理时限，已用时间计入。',
    },
    event: 'Corrected',
    by: ['dispatcher'],
    from: ['reported', 'dispatched', 'handling'],
    to: ['reported', 'dispatched', 'rejected'],
    decide: ({ current, actor, now, input, reference }) => {
      if (input.category === undefined && input.place === undefined) {
        return refuse('nothingToCorrect', 'Give another category, another place, or both.', '请填写更正后的类别或地点。');
      }
      if (isAsItWas(current.facts, input)) {
        return refuse(
          'nothingToCorrect',
          'The report has this category and this place already. Give what is different.',
          '本件的类别和地点与所填一致，请填写需要更正的内容。',
        );
      }
      const outcome = corrected(current, reference, { ...input, by: actor.id, now });
      return isRefusal(outcome) ? outcome : { ...outcome, confidential: true };
    },
  },
  correctContact: {
    title: { en: 'Correct the contact', zh: '更正联系方式' },
    description: {
      en: 'How the reporter can be reached. What is left out stays as it is. The old and the new number hear of it.',
      zh: '更正上报人的联系方式，留空的保持不变。原联系方式和新联系方式均会收到通知。',
    },
    event: 'ContactCorrected',
    by: reporterRoles,
    anywhere: true,
    from: [...OPEN, 'merged', 'closed'],
    guard: ({ current, actor }) => {
      const own = ownReporter(current);
      if (own?.id === actor.id) return undefined;
      const staff = holdsRole(actor, ['hotlineAgent', current.facts.dispatch === null ? 'dispatcher' : 'handler'], current);
      if (staff && own && !isFollower(own.id)) {
        return refuse(
          'accountsOwn',
          'The reporter has an account, and says there how they are reached. Ask them by a comment to put it right.',
          '上报人有账号，联系方式由其本人更正。您可留言请其更正。',
        );
      }
      return staff
        ? undefined
        : refuse(
            'notYourReport',
            'This is for the one who filed this very report, under its own number, for the hotline, and for those who have the report now.',
            '仅限本件上报人本人按本件编号更正，或由热线、当前办理方更正。',
          );
    },
    decide: ({ current, actor, input }) => {
      if (!input.name && !input.phone && !input.email) {
        return refuse('nothingToCorrect', 'Give a name, a number or an e-mail address.', '请填写称呼、电话或电子邮箱。');
      }
      const own = ownReporter(current);
      const person = own && !isFollower(own.id) ? own.id : null;
      const reachable = Boolean(input.phone || input.email);
      return {
        // The reporter finds in the history who changed it.
        confidential: own?.id === actor.id,
        facts: {
          reporters: current.facts.reporters.map((one) =>
            one === own ? { ...one, reachable: one.reachable || reachable } : one,
          ),
        },
        effects: [changeParty({ role: 'reporter', person, told: 'contactCorrected' }, input)],
        notify: [notify(person === null ? { party: 'reporter', follows: current.id } : { person }, 'contactCorrected')],
      };
    },
  },
  withdraw: {
    title: { en: 'Withdraw', zh: '撤回上报' },
    description: {
      en: 'By the reporter, or by the hotline for its caller, as long as nobody works on it. It ends, and no points are given.',
      zh: '尚未开始办理时，上报人可撤回，来电上报的可由热线代为撤回。撤回即办结，不发积分。',
    },
    event: 'Withdrawn',
    by: reporterRoles,
    anywhere: true,
    from: ['reported', 'dispatched'],
    to: ['closed'],
    guard: (context) => {
      const refusal = onlyReporters(context);
      if (refusal) return refusal;
      const { handedOver, reporters } = context.current.facts;
      if (handedOver) {
        return refuse(
          'dangerStays',
          'A matter of danger is looked at in any case. Add what you know as a comment.',
          '应急事项须到场核查，不可撤回。如有新情况请留言说明。',
        );
      }
      const others = reporters.filter(({ id }) => id !== context.actor.id && !speaksFor(context, id));
      if (others.length === reporters.length) {
        return refuse(
          'notFiledByYou',
          'The hotline withdraws only what it filed for a caller. Whoever filed this without an account withdraws it with the follow code.',
          '热线仅可代为撤回来电登记的上报件。本件由上报人自行提交，请其凭查询码撤回。',
        );
      }
      return others.length > 0
        ? refuse(
            'othersReportedIt',
            'Others have reported it as well, and for them it goes on. You need do nothing more.',
            '另有他人反映同一问题，本件将继续办理，您无须操作。',
          )
        : undefined;
    },
    decide: ({ current, actor, now, input }) => {
      const { reason } = input;
      const byHotline = !current.facts.reporters.some(({ id }) => id === actor.id);
      const why = {
        en: `The ${byHotline ? 'hotline has withdrawn it for its reporter' : 'reporter has withdrawn it'}${reason === undefined ? '.' : `: ${reason}`}`,
        zh: `${byHotline ? '热线已代上报人撤回' : '上报人已撤回'}${reason === undefined ? '。' : `：${reason}`}`,
      };
      return {
        confidential: true,
        state: 'closed',
        facts: { ending: 'withdrawn', closedAt: now },
        ...(reason === undefined ? {} : { reason }),
        notify: [
          notify(REPORTERS, 'withdrawn'),
          ...(current.facts.dispatch ? takenAway(current, why) : [notify(whoHasIt(current), 'takenAway', both('why', why))]),
        ],
      };
    },
  },
};

const isAsItWas = (facts: Facts, { category, place }: Pick<Inputs['correct'], 'category' | 'place'>): boolean =>
  (category === undefined || category === facts.category.code) &&
  (place === undefined ||
    (place.lat === facts.place.lat && place.lon === facts.place.lon && (place.address ?? null) === facts.place.address));

/** The one who filed this very report; others came with mergers. */
const ownReporter = ({ id, facts }: IssueReport): Facts['reporters'][number] | undefined =>
  facts.reporters.find((one) => one.case === id);

/** The hotline speaks for whoever called it, and not for those who reported without it. */
const speaksFor = ({ actor, current }: Parameters<typeof onlyReporters>[0], id: string): boolean =>
  id === `follower:${current.id}` && current.facts.channel === 'hotline' && holdsRole(actor, ['hotlineAgent'], current);

type Correction = Pick<Inputs['correct'], 'place' | 'reason'> & { readonly by: string; readonly now: number };

/** Where a report belongs that is another matter, or elsewhere, than it seemed. */
const corrected = (
  current: IssueReport,
  { category: found, area, dispatch }: Reference['correct'],
  { place, reason, by, now }: Correction,
): IssueOutcome | Refusal => {
  const { facts } = current;
  const category = found
    ? { code: found.code, title: found.title, handle: found.handle, anonymous: found.anonymous }
    : facts.category;
  const another = category.code !== facts.category.code;
  const matter = {
    category,
    area,
    place: place ? { lat: place.lat, lon: place.lon, address: place.address ?? null } : facts.place,
  };
  const about = { title: titleOf(category.title, facts.text), area: area.id };
  if (found?.legal && !found.emergency) {
    const sealed = sealedAs({ ...matter, reporters: facts.reporters });
    const outcome = rejected({ ground: ELSEWHERE, channel: found.legal }, now);
    const unconfirmed = confirmedFirst(facts);
    if (unconfirmed) return unconfirmed;
    const why = { en: `It is a matter for ${found.legal.en}.`, zh: `该事项应由${found.legal.zh}处理。` };
    return {
      ...outcome,
      ...about,
      // Whoever it is about may sit in this office, and so may what others had reported of it.
      ...(found.sealed
        ? {
            title: sealed.title,
            effects: othersOf(current.id, facts.reporters).map((of) => actOn(of, 'seal', { rejection: null })),
          }
        : { reason }),
      facts: {
        ...matter,
        ...outcome.facts,
        ...(found.sealed ? sealed.facts : {}),
      },
      notify: [...outcome.notify, ...takenAway(current, why)],
    };
  }
  const danger = found?.emergency && !facts.handedOver ? handingOver(found.emergency, matter, now) : undefined;
  const known = { ...matter, ...danger?.facts };
  const after: IssueReport = { ...current, facts: { ...facts, ...known } };
  const outcome = placed(after, current, dispatch, { reason, by, now, moved: another });
  // Another kind of matter has its own time, counted from when handling began.
  const limited = another && facts.firstDispatchAt !== null;
  const clocks = { ...outcome.clocks, ...(limited ? { limit: { handle: category.handle } } : {}) };
  return {
    ...outcome,
    ...about,
    reason,
    facts: { ...known, ...outcome.facts },
    ...(Object.keys(clocks).length > 0 ? { clocks } : {}),
    ...(danger ? { effects: [addParties(danger.party)] } : {}),
    notify: [
      ...(danger?.notify ?? []),
      ...(outcome.notify ?? []),
      notify(REPORTERS, 'corrected', { ...both('category', category.title), ...both('area', area.title) }),
    ],
  };
};

/** Which unit has it then: by rule; by the desk where another kind of matter has none; else it stays. */
const placed = (
  after: IssueReport,
  before: IssueReport,
  dispatch: Reference['correct']['dispatch'],
  { reason, by, now, moved }: { reason: string; by: string; now: number; moved: boolean },
): IssueOutcome => {
  const { facts, state, unit } = after;
  const stays: IssueOutcome = { notify: state === 'reported' ? [] : [notify(whoHasIt(after), 'correctedHere', { reason })] };
  if (facts.dispatch?.forced) return stays;
  const barred = dispatch && returned(facts, { unit: dispatch.unit });
  if (dispatch && !barred) {
    if (state !== 'reported' && dispatch.unit.id === unit) return stays;
    const outcome = movedTo({ current: before, unit: dispatch.unit, why: dispatch.why, rule: dispatch.rule, by, now, reason });
    return { ...outcome, clocks: { start: { [acceptClock(facts)]: 'default', objection: 'default' } } };
  }
  if (state === 'reported' || !moved) return stays;
  const why = { en: `It is another matter than it seemed: ${reason}`, zh: `类别已更正：${reason}` };
  return {
    ...backAtDesk(facts),
    notify: [notify({ role: 'dispatcher' }, 'toDispatch', both('category', facts.category.title)), ...takenAway(before, why)],
  };
};
