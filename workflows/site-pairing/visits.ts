/** Visits of the site: planned, logged by the group, confirmed by the site, and what is found there. */
import { creditLines } from '../credits/accrual.ts';
import { credit, openCase } from '../effects/index.ts';
import { clipped } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import type { Difficulty, Facts, Visit } from './facts.ts';
import { notify, onlyGroup, onlySides, onlySite, openOf, tellGroup } from './group.ts';
import type { RulesOf } from './vocabulary.ts';

const outside = (day: string, { since, until }: Facts) =>
  since === null || day < since || day > until
    ? refuse(
        'outsidePairing',
        `${day} lies outside the pairing, which lasts from ${since ?? 'the agreement'} to ${until}; only visits within it count.`,
        `${day}不在结对期内（${since ?? '同意之日'}至${until}），仅结对期内的走访有效。`,
      )
    : undefined;

const noSuchVisit = (n: number, some: readonly { n: number }[]) => {
  const waiting = some.map((visit) => visit.n).join(', ');
  return refuse(
    'noSuchVisit',
    waiting ? `There is no such visit ${n}; those there are: ${waiting}.` : 'There is no such visit.',
    waiting ? `没有第${n}次走访，现有：${waiting}。` : '没有该次走访。',
  );
};

const waitingVisit = ({ visits }: Facts, n: number): Visit | undefined => visits.waiting.find((visit) => visit.n === n);

export const visiting: RulesOf<
  'planVisit' | 'cancelVisit' | 'logVisit' | 'confirmVisit' | 'rejectVisit' | 'raiseDifficulty' | 'noteDifficulty'
> = {
  planVisit: {
    title: { en: 'Plan a visit', zh: '计划走访' },
    event: 'VisitPlanned',
    by: ['lecturer'],
    from: ['active'],
    guard: onlyGroup,
    decide: ({ current: { facts }, actor, input, reference: { today } }) => {
      if (input.day < today)
        return refuse('dayPast', `${input.day} is past; log a visit that took place.`, `${input.day}已过，已完成的走访请登记。`);
      const wrong = outside(input.day, facts);
      if (wrong) return wrong;
      const { visits } = facts;
      const n = visits.count + 1;
      const { day, place, purpose } = input;
      return {
        facts: { visits: { ...visits, count: n, planned: [...visits.planned, { n, day, place, purpose, by: actor.id }] } },
        notify: [notify({ person: facts.worker.id }, 'visitPlanned', { visit: n, day, place, purpose })],
      };
    },
  },
  cancelVisit: {
    title: { en: 'Cancel a planned visit', zh: '取消走访' },
    event: 'VisitCancelled',
    by: ['lecturer', 'siteWorker'],
    from: ['active'],
    guard: onlySides,
    decide: ({ current: { facts }, actor, input }) => {
      const { visits } = facts;
      if (!visits.planned.some(({ n }) => n === input.visit)) return noSuchVisit(input.visit, visits.planned);
      const told = { visit: input.visit, name: actor.name, reason: input.reason };
      return {
        reason: input.reason,
        facts: { visits: { ...visits, planned: visits.planned.filter(({ n }) => n !== input.visit) } },
        notify: [notify({ person: facts.worker.id }, 'visitCancelled', told), ...tellGroup(facts, 'visitCancelled', told)],
      };
    },
  },
  logVisit: {
    title: { en: 'Log a visit', zh: '登记走访' },
    description: { en: 'Counts when the site has confirmed it.', zh: '经站点确认后生效。' },
    event: 'VisitLogged',
    by: ['lecturer'],
    from: ['active', 'closing'],
    guard: onlyGroup,
    decide: ({ current: { facts }, actor, input, reference: { today } }) => {
      const { visits } = facts;
      if (input.day > today)
        return refuse(
          'visitToCome',
          `${input.day} is still to come; log the visit when it has taken place.`,
          `${input.day}尚未到来，请在走访后登记。`,
        );
      const wrong = outside(input.day, facts);
      if (wrong) return wrong;
      const stranger = input.lecturers.find((id) => !facts.lecturers.some((lecturer) => lecturer.id === id));
      if (stranger !== undefined)
        return refuse(
          'notInTheGroup',
          `“${stranger}” isn’t in the group of this pairing; name those of the group who were there.`,
          `“${stranger}”不在本结对讲师组，请填写到场的组员。`,
        );
      if (input.visit !== undefined && !visits.planned.some(({ n }) => n === input.visit))
        return noSuchVisit(input.visit, visits.planned);
      if (visits.days.includes(input.day) || visits.waiting.some(({ day }) => day === input.day))
        return refuse(
          'oneADay',
          `A visit on ${input.day} was logged already; one a day counts.`,
          `${input.day}已登记走访，每日仅计一次。`,
        );
      const n = input.visit ?? visits.count + 1;
      const { day, place, done } = input;
      const visit: Visit = { n, day, place, done, by: actor.id, lecturers: [...new Set(input.lecturers)] };
      const after = {
        ...visits,
        count: Math.max(visits.count, n),
        planned: visits.planned.filter((plan) => plan.n !== n),
        waiting: [...visits.waiting, visit],
      };
      return {
        facts: { visits: after },
        notify: [notify({ person: facts.worker.id }, 'visitLogged', { visit: n, name: actor.name, day, done })],
      };
    },
  },
  confirmVisit: {
    title: { en: 'Confirm a visit', zh: '确认走访' },
    description: { en: 'Those who were there get the credits of a visit.', zh: '到场讲师记走访学分。' },
    event: 'VisitConfirmed',
    by: ['siteWorker'],
    from: ['active', 'closing'],
    guard: onlySite,
    decide: ({ current: { state, facts }, input, reference: { credits } }) => {
      const visit = waitingVisit(facts, input.visit);
      if (!visit || !credits) return noSuchVisit(input.visit, facts.visits.waiting);
      const { visits } = facts;
      const after = {
        ...visits,
        waiting: visits.waiting.filter(({ n }) => n !== visit.n),
        confirmed: visits.confirmed + 1,
        days: [...visits.days, visit.day],
      };
      const lines = visit.lecturers.flatMap((lecturer) => creditLines(credits, lecturer, `visit ${visit.n}`));
      return {
        facts: { visits: after },
        ...(state === 'active' ? { clocks: { start: { visit: 'default' } } } : {}),
        effects: lines.length > 0 ? [credit(...lines)] : [],
        notify: tellGroup(facts, 'visitConfirmed', { day: visit.day }),
      };
    },
  },
  rejectVisit: {
    title: { en: 'Reject a visit', zh: '不予确认走访' },
    event: 'VisitRejected',
    by: ['siteWorker'],
    from: ['active', 'closing'],
    guard: onlySite,
    decide: ({ current: { facts }, input }) => {
      const visit = waitingVisit(facts, input.visit);
      if (!visit) return noSuchVisit(input.visit, facts.visits.waiting);
      const after = { ...facts.visits, waiting: facts.visits.waiting.filter(({ n }) => n !== visit.n) };
      return {
        reason: input.reason,
        facts: { visits: after },
        notify: [notify({ person: visit.by }, 'visitRejected', { day: visit.day, reason: input.reason })],
      };
    },
  },
  raiseDifficulty: {
    title: { en: 'Raise a difficulty', zh: '提出困难' },
    description: {
      en: 'Opens a case with each department, which answers it within its limit; the pairing closes when none is open.',
      zh: '逐一转为各部门限时答复的独立案件，全部办结后结对方可完成。',
    },
    event: 'DifficultyRaised',
    by: ['lecturer', 'siteWorker'],
    from: ['active'],
    guard: onlySides,
    decide: ({ current: { id, facts }, actor, now, input: { text }, reference: { departments }, limits }) => {
      const most = limits.mostOpenDifficulties;
      if (openOf(facts).length + departments.length > most)
        return refuse(
          'tooManyOpen',
          `At most ${most} difficulties of this pairing are open at once, each department counted; have some of them closed first.`,
          `本结对未办结困难最多${most}项（按部门计），请先办结部分困难。`,
        );
      const first = facts.difficulties.length + 1;
      const raised = departments.map(
        (department, at): Difficulty => ({
          n: first + at,
          title: clipped(text),
          department: department.id,
          first,
          caseId: null,
          state: 'open',
          at: now,
        }),
      );
      return {
        facts: { difficulties: [...facts.difficulties, ...raised] },
        effects: raised.map(({ n, department }) =>
          openCase('siteDifficulty', {
            pairing: id,
            difficulty: n,
            text,
            department,
            others: raised.flatMap((other) => (other.n === n ? [] : [other.department])),
            site: facts.site.id,
            raisedBy: actor.id,
            worker: facts.worker.id,
          }),
        ),
      };
    },
  },
  noteDifficulty: {
    title: { en: 'Note how a difficulty stands', zh: '记录困难进展' },
    event: 'DifficultyNoted',
    by: ['case'],
    from: ['active', 'closing', 'closed', 'ended'],
    decide: ({ current: { facts }, actor, input }) => {
      const reference = facts.difficulties.find(({ n }) => n === input.difficulty);
      if (!reference || actor.id !== `case:${input.caseId}` || (reference.caseId !== null && reference.caseId !== input.caseId))
        return refuse('notOfThisPairing', 'This difficulty isn’t one of this pairing.', '该困难不属于本结对。');
      // Notes may overtake each other on their way.
      const late = reference.caseId !== null && input.at < reference.at;
      const noted: Difficulty = late ? reference : { ...reference, caseId: input.caseId, state: input.state, at: input.at };
      const difficulties = facts.difficulties.map((one) => (one === reference ? noted : one));
      const together = difficulties.filter(({ first }) => first === reference.first);
      return {
        facts: { difficulties },
        notify:
          !late && openOf({ ...facts, difficulties: together }).length === 0
            ? tellGroup(facts, 'difficultyOver', { difficulty: reference.title })
            : [],
      };
    },
  },
};
