/** How a site pairing begins, changes hands and ends. */
import { addParties, endParties, hold, release } from '../effects/index.ts';
import { holdsRole, type Notice, type Process, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { groupOf, notify, onlySite, openOf, placeOf, tellGroup, unfit } from './group.ts';
import type { Inputs } from './inputs.ts';
import type { Clock, Reference, Role, RulesOf, State } from './vocabulary.ts';

const person = ({ id, name }: { id: string; name: string }) => ({ id, name });

export const proposing: Process<Inputs, Facts, Reference, State, Clock, Role>['start'] = {
  title: { en: 'Propose to pair a site', zh: '提议村社结对' },
  description: {
    en: 'A lecturer group and a village site; the site’s worker agrees.',
    zh: '讲师组与村社结对，由站点工作人员同意。',
  },
  event: 'Proposed',
  by: ['academyAdmin', 'lecturer'],
  to: ['proposed'],
  decide: ({ actor, input, reference: { site, worker, lecturers, today } }) => {
    if (site.kind !== 'villageSite')
      return refuse('notASite', `${site.en} isn’t a village site; choose one.`, `${site.zh}不是村社服务点，请另选。`);
    const wrong = unfit({ worker, lecturers, site: site.id });
    if (wrong) return wrong;
    if (new Set(input.lecturers).size < input.lecturers.length)
      return refuse('namedTwice', 'Name each lecturer once.', '每名讲师只填写一次。');
    if (!holdsRole(actor, ['academyAdmin']) && !input.lecturers.includes(actor.id))
      return refuse(
        'othersPairing',
        'You may propose a group to which you belong; others are proposed by the academy.',
        '您只能提议本人所在的讲师组，其他由学院提议。',
      );
    if (input.until <= today)
      return refuse(
        'alreadyOver',
        `The pairing would be over already; give a day after ${today}.`,
        `结对期已过，请填写${today}之后的日期。`,
      );
    const facts: Facts = {
      site: { id: site.id, en: site.en, zh: site.zh },
      worker: person(worker),
      lecturers: lecturers.map(person),
      purpose: input.purpose,
      since: null,
      until: input.until,
      visits: { count: 0, planned: [], waiting: [], confirmed: 0, days: [] },
      difficulties: [],
      ending: null,
    };
    return {
      state: 'proposed',
      title: `${site.zh} ${site.en}`,
      facts,
      unit: site.id,
      effects: [
        addParties({ role: 'site', person: worker.id }, ...lecturers.map(({ id }) => ({ role: 'lecturer', person: id }))),
      ],
      notify: [notify({ person: worker.id }, 'proposed', { ...groupOf(facts), purpose: input.purpose })],
    };
  },
};

/** Visits that were planned and don't take place, told to both sides. */
const droppedVisits = (facts: Facts, name: string, reason: string): readonly Notice[] =>
  facts.visits.planned.flatMap(({ n }) => [
    ...tellGroup(facts, 'visitCancelled', { visit: n, name, reason }),
    notify({ person: facts.worker.id }, 'visitCancelled', { visit: n, name, reason }),
  ]);

export const pairing: RulesOf<
  'agree' | 'decline' | 'changeGroup' | 'changeWorker' | 'remind' | 'endTerm' | 'prolong' | 'lapse' | 'close' | 'end'
> = {
  agree: {
    title: { en: 'Agree for the site', zh: '站点同意' },
    event: 'Agreed',
    by: ['siteWorker'],
    from: ['proposed'],
    to: ['active'],
    guard: onlySite,
    decide: ({ current: { facts }, reference: { today, minutesToEnd } }) => ({
      state: 'active',
      facts: { since: today },
      clocks: { start: { term: { clockMinutes: minutesToEnd } } },
      effects: [hold(placeOf(facts))],
      notify: tellGroup(facts, 'agreed'),
    }),
  },
  decline: {
    title: { en: 'Decline for the site', zh: '站点谢绝' },
    event: 'Declined',
    by: ['siteWorker'],
    from: ['proposed'],
    to: ['declined'],
    guard: onlySite,
    decide: ({ current: { facts }, actor, input: { reason } }) => ({
      state: 'declined',
      reason,
      facts: { ending: { by: actor.id, reason } },
      notify: [...tellGroup(facts, 'declined', { reason }), notify({ role: 'academyAdmin' }, 'declined', { reason })],
    }),
  },
  changeGroup: {
    title: { en: 'Change the group', zh: '调整讲师组' },
    description: {
      en: 'Visits that wait for confirmation stay with the lecturers who made them.',
      zh: '待确认的走访仍归原走访人。',
    },
    event: 'GroupChanged',
    by: ['academyAdmin'],
    from: ['proposed', 'active', 'closing'],
    decide: ({ current: { facts }, input: { reason }, reference: { lecturers } }) => {
      const wrong = unfit({ lecturers });
      if (wrong) return wrong;
      const group = lecturers.map(person);
      const fresh = group.filter(({ id }) => !facts.lecturers.some((before) => before.id === id));
      return {
        reason,
        facts: { lecturers: group },
        effects: [
          endParties(
            ...facts.lecturers
              .filter(({ id }) => !group.some((one) => one.id === id))
              .map(({ id }) => ({ role: 'lecturer', person: id })),
          ),
          addParties(...fresh.map(({ id }) => ({ role: 'lecturer', person: id }))),
        ],
        notify: [
          ...tellGroup({ lecturers: group }, 'groupChanged', { ...groupOf({ lecturers: group }), reason }),
          notify({ person: facts.worker.id }, 'groupChanged', { ...groupOf({ lecturers: group }), reason }),
        ],
      };
    },
  },
  changeWorker: {
    title: { en: 'Name somebody else of the site', zh: '更换站点联系人' },
    event: 'WorkerChanged',
    by: ['academyAdmin'],
    from: ['proposed', 'active', 'closing'],
    decide: ({ current: { facts }, input: { reason }, reference: { worker } }) => {
      const wrong = unfit({ worker, site: facts.site.id });
      if (wrong) return wrong;
      return {
        reason,
        facts: { worker: person(worker) },
        effects: [endParties({ role: 'site', person: facts.worker.id }), addParties({ role: 'site', person: worker.id })],
        notify: [
          ...tellGroup(facts, 'workerChanged', { name: worker.name }),
          notify({ person: worker.id }, 'workerChanged', { name: worker.name }),
        ],
      };
    },
  },
  remind: {
    title: { en: 'Remind the group of a visit', zh: '提醒走访' },
    event: 'Reminded',
    by: ['clock:visit'],
    from: ['active'],
    decide: ({ current: { facts } }) => ({
      clocks: { start: { visit: 'default' } },
      notify: [...tellGroup(facts, 'visitDue'), notify({ role: 'academyAdmin' }, 'visitDue')],
    }),
  },
  endTerm: {
    title: { en: 'The time is over', zh: '结对期满' },
    event: 'TermEnded',
    by: ['clock:term'],
    from: ['active'],
    to: ['closing'],
    decide: ({ current: { facts } }) => ({
      state: 'closing',
      facts: { visits: { ...facts.visits, planned: [] } },
      notify: [
        notify({ person: facts.worker.id }, 'termEnded'),
        ...tellGroup(facts, 'termEnded'),
        ...droppedVisits(facts, '—', 'The time of the pairing is over. 结对期满。'),
      ],
    }),
  },
  prolong: {
    title: { en: 'Prolong the pairing', zh: '延长结对' },
    event: 'Prolonged',
    by: ['academyAdmin'],
    from: ['active', 'closing'],
    to: ['active'],
    decide: ({ current: { facts }, input: { until, reason }, reference: { today, minutesToEnd } }) =>
      until <= today || until <= facts.until
        ? refuse(
            'notLonger',
            `The pairing lasts until ${facts.until} already; give a later day that is still to come.`,
            `结对期现至${facts.until}，请填写其后且尚未到来的日期。`,
          )
        : {
            state: 'active',
            reason,
            facts: { until },
            clocks: { start: { term: { clockMinutes: minutesToEnd } } },
            notify: [
              notify({ person: facts.worker.id }, 'prolonged', { until, reason }),
              ...tellGroup(facts, 'prolonged', { until, reason }),
            ],
          },
  },
  lapse: {
    title: { en: 'End without a word of the site', zh: '逾期自动终止' },
    description: { en: 'Open difficulties go on in their own cases.', zh: '未办结的困难由各自的案件继续跟踪。' },
    event: 'Lapsed',
    by: ['clock:closing'],
    from: ['closing'],
    to: ['ended'],
    decide: ({ current: { facts }, actor }) => ({
      state: 'ended',
      facts: { ending: { by: actor.id, reason: null } },
      effects: [release(placeOf(facts).resource)],
      notify: [...tellGroup(facts, 'ended', { reason: '' }), notify({ person: facts.worker.id }, 'ended', { reason: '' })],
    }),
  },
  close: {
    title: { en: 'Confirm that all is done', zh: '站点确认结对完成' },
    description: {
      en: 'Possible when no difficulty is open, no visit waits for confirmation, and there was one at least.',
      zh: '无未办结困难、无待确认走访且至少走访一次后方可确认。',
    },
    event: 'Closed',
    by: ['siteWorker'],
    from: ['active', 'closing'],
    to: ['closed'],
    guard: (context) => {
      const other = onlySite(context);
      if (other) return other;
      const { facts } = context.current;
      const open = openOf(facts).map(({ title, caseId }) => (caseId === null ? `“${title}”` : `“${title}” (${caseId})`));
      if (open.length > 0)
        return refuse(
          'difficultiesOpen',
          `These difficulties are open still: ${open.join(', ')}. Confirm what was answered, or wait for the answer.`,
          `以下困难尚未办结：${open.join('、')}。请确认已答复的，或等待答复。`,
        );
      if (facts.visits.waiting.length > 0)
        return refuse(
          'visitsWaiting',
          `Visits wait for you: ${facts.visits.waiting.map(({ n }) => n).join(', ')}. Confirm or reject them first.`,
          `走访${facts.visits.waiting.map(({ n }) => n).join('、')}待您确认，请先处理。`,
        );
      return facts.visits.confirmed > 0
        ? undefined
        : refuse(
            'noVisit',
            'There was no visit yet; a pairing without one is ended by the academy.',
            '尚无走访记录，未走访的结对由学院终止。',
          );
    },
    decide: ({ current: { facts }, actor, input: { comment } }) => ({
      state: 'closed',
      facts: { ending: { by: actor.id, reason: comment ?? null } },
      effects: [release(placeOf(facts).resource)],
      notify: [
        ...tellGroup(facts, 'closed', { comment: comment ?? '' }),
        notify({ role: 'academyAdmin' }, 'closed', { comment: comment ?? '' }),
        ...droppedVisits(facts, actor.name, comment ?? ''),
      ],
    }),
  },
  end: {
    title: { en: 'End the pairing early', zh: '提前终止' },
    description: {
      en: 'Open difficulties go on in their own cases.',
      zh: '未办结的困难由各自的案件继续跟踪。',
    },
    event: 'EndedEarly',
    by: ['academyAdmin'],
    from: ['proposed', 'active', 'closing'],
    to: ['ended'],
    decide: ({ current: { facts }, actor, input: { reason } }) => ({
      state: 'ended',
      reason,
      facts: { ending: { by: actor.id, reason } },
      effects: [release(placeOf(facts).resource)],
      notify: [
        ...tellGroup(facts, 'ended', { reason }),
        notify({ person: facts.worker.id }, 'ended', { reason }),
        ...droppedVisits(facts, actor.name, reason),
      ],
    }),
  },
};
