/** What growers do at first: ask, also by the clerk of the station, ask for a visit after all, and take it back. */
import { actOn, addParties, attach, unbook } from '../effects/index.ts';
import { clipped } from '../kernel/parts.ts';
import { type Process, refuse, roleOn } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { tooManyPhotos } from './guards.ts';
import type { Inputs } from './inputs.ts';
import type { limits } from './limits.ts';
import { growersSide, matter, notify } from './people.ts';
import type { Clock, Reference, Role, RulesOf, State } from './vocabulary.ts';

const DAY = 86_400_000;

const by = ['grower', 'stationClerk'] as const satisfies readonly Role[];

export const asking: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'] = {
  title: { en: 'Ask for guidance in the field', zh: '申请技术指导' },
  description: {
    en: 'A secretary says within a working day whether it is answered from afar, an expert comes, or a department takes over. It costs nothing.',
    zh: '秘书一个工作日内确定线上答疑、专家上门或移交部门；不收费。',
  },
  event: 'Asked',
  by,
  to: ['asked'],
  decide: ({ actor, input, reference, limits }) => {
    const photos = tooManyPhotos(input.photos, limits);
    if (photos) return photos;
    if (input.consent === 'signed' && input.photos.length === 0)
      return refuse(
        'signatureMissing',
        'Send a photo of the signed consent, or say that it was spoken.',
        '请上传签字同意书照片，或选择口头同意。',
      );
    const { grower, coop, crop, symptom, urgent, plot, village, place, mu, like } = reference;
    const facts: Facts = {
      grower: grower.id,
      coop,
      asker: { id: actor.id, name: actor.name, role: by.find((one) => one === roleOn(actor, by)) ?? 'grower' },
      consent: input.consent ?? null,
      crop,
      symptom,
      plot,
      village,
      place,
      mu,
      text: input.text,
      urgent,
      offer: null,
      tried: [],
      expert: null,
      appointment: null,
      visits: [],
      advice: null,
      harvestNotBefore: null,
      remindedOn: null,
      followUpAt: null,
      followUps: [],
      effect: null,
      department: null,
      outbreakAt: null,
    };
    return {
      state: 'asked',
      title: clipped(`${crop.title.zh}：${input.text}`),
      facts,
      unit: symptom.department,
      effects: [
        addParties(
          { role: 'grower', person: grower.id, name: grower.name },
          ...(actor.id === grower.id ? [] : [{ role: 'asker', person: actor.id, name: actor.name }]),
        ),
        attach(input.photos),
        // The oldest of them counts: its acts come one after another, however many ask at once.
        ...(like === null ? [] : [actOn(like, 'noteLike', {})]),
      ],
      notify: [
        notify({ role: 'guidanceSecretary' }, 'asked', { ...matter(facts), name: grower.name, text: input.text }),
        // Whoever is spoken for hears of it.
        ...(actor.id === grower.id ? [] : [notify({ person: grower.id }, 'askedForYou', { name: actor.name, text: input.text })]),
      ],
    };
  },
};

export const askingAgain: RulesOf<'askVisit' | 'withdraw' | 'comment' | 'noteLike'> = {
  askVisit: {
    title: { en: 'Ask for a visit after all', zh: '申请上门' },
    description: { en: 'Where the answer from afar wasn’t enough.', zh: '线上答疑未解决时使用。' },
    event: 'VisitAskedFor',
    by: ['grower', 'stationClerk'],
    from: ['answeredRemotely'],
    to: ['asked'],
    guard: growersSide,
    decide: ({ actor, input: { reason } }) => ({
      state: 'asked',
      reason,
      notify: [notify({ role: 'guidanceSecretary' }, 'visitAsked', { name: actor.name, reason })],
    }),
  },
  withdraw: {
    title: { en: 'Take it back', zh: '撤回' },
    description: { en: 'As long as nobody was there.', zh: '专家上门前可撤回。' },
    event: 'Withdrawn',
    by: ['grower', 'stationClerk', 'guidanceSecretary'],
    from: ['asked', 'offered', 'planned'],
    to: ['withdrawn'],
    guard: growersSide,
    decide: ({ current: { facts }, actor, input: { reason = '' } }) => {
      const told = facts.expert?.id ?? facts.offer?.to;
      return {
        state: 'withdrawn',
        ...(reason === '' ? {} : { reason }),
        facts: { offer: null, appointment: null },
        effects: facts.appointment ? [unbook()] : [],
        notify: [
          ...(told ? [notify({ person: told }, 'withdrawn', { name: actor.name, reason })] : []),
          ...(actor.id === facts.grower ? [] : [notify({ person: facts.grower }, 'withdrawn', { name: actor.name, reason })]),
        ],
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '留言' },
    event: 'Commented',
    by: ['grower', 'stationClerk', 'guidanceSecretary', 'expert', 'handler'],
    from: ['asked', 'offered', 'planned', 'visited', 'advised', 'following', 'handedOver', 'closed', 'answeredRemotely'],
    decide: ({ current: { facts }, actor, input: { text } }) => ({
      notify: [
        { role: 'guidanceSecretary' } as const,
        ...[facts.grower, facts.asker.id, facts.expert?.id ?? null].flatMap((person) =>
          person === null || person === actor.id ? [] : [{ person }],
        ),
      ].map((to) => notify(to, 'commented', { name: actor.name, text })),
    }),
  },
  noteLike: {
    title: { en: 'Note a like case', zh: '登记同类情况' },
    event: 'LikeCaseNoted',
    by: ['case'],
    from: ['asked', 'offered', 'planned', 'visited', 'advised', 'following', 'handedOver', 'closed', 'answeredRemotely'],
    decide: ({ current: { id, facts }, now, input, limits, reference: { oldest, told, ...reference } }) => {
      const count = Math.max(reference.count, input.counted ?? 0);
      // Of two that are noted at once, the second was looked up before the first had told it.
      const toldHere = facts.outbreakAt !== null && now < facts.outbreakAt + limits.outbreakDays * DAY;
      if (told || toldHere || count < limits.outbreakCases) return {};
      // Of those that were asked at once, some saw another as the oldest; one alone tells it.
      if (oldest !== null && oldest !== id && input.counted === undefined)
        return { effects: [actOn(oldest, 'noteLike', { counted: count })] };
      const words = { ...matter(facts), count, days: limits.outbreakDays, metres: limits.outbreakMetres };
      return {
        facts: { outbreakAt: now },
        notify: [
          notify({ role: 'guidanceSecretary' }, 'outbreak', words),
          notify({ role: 'handler', unit: facts.symptom.department }, 'outbreak', words),
        ],
      };
    },
  },
};
