/** The dual assessment 双考核: a theory test and a practice, each counting for its own time, and both needed at once. */
import { isAcademy } from '../academy/administration.ts';
import { addParties, hold } from '../effects/index.ts';
import { isGone } from '../kernel/parts.ts';
import { defineProcess, holdsRole, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { practice } from './practice.ts';
import { ends, notify, seat, unbegun } from './result.ts';
import { keepsTheBank, theory } from './theory.ts';
import { type Reference, roles } from './vocabulary.ts';

const DAY = 24 * 60;

export const dualAssessment = defineProcess<Inputs, Facts, Reference>()({
  name: 'dualAssessment',
  code: 'DA',
  version: 1,
  title: { en: 'Dual assessment', zh: '双考核' },
  states: {
    open: { en: 'open', zh: '考核中' },
    sitting: { en: 'with a paper under way', zh: '答卷中' },
    passed: { en: 'passed', zh: '已通过' },
    failed: { en: 'failed', zh: '未通过' },
    withdrawn: { en: 'withdrawn', zh: '已退出' },
    lapsed: { en: 'lapsed', zh: '已失效' },
  },
  closed: ['passed', 'failed', 'withdrawn', 'lapsed'],
  clocks: {
    paper: {
      title: { en: 'Time for the paper', zh: '答卷时限' },
      budget: { clockMinutes: 60 },
      own: ({ terms }: Facts) => ({ clockMinutes: terms.minutes }),
      ladder: [{ at: 100, act: 'closePaper' }],
    },
    completion: {
      title: { en: 'Time to pass both parts', zh: '考核期限' },
      budget: { clockMinutes: 365 * DAY },
      ladder: [
        { at: 80, notify: [{ role: 'academyAdmin' }, { party: 'candidate' }] },
        { at: 100, act: 'lapse' },
      ],
    },
  },
  roles,
  fallback: 'academyAdmin',
  lifecycle,
  parts: ({ person }) => [{ person: person.id, role: 'trainee' }],
  inPerson: ({ person }) => [person.id],
  limits: {},
  staff: ['academyAdmin', 'examiner', 'personnel', 'leader'],
  personal: ['academyAdmin', 'personnel'],
  start: {
    title: { en: 'Open an assessment', zh: '发起考核' },
    description: {
      en: 'For yourself, or by the academy for somebody. A theory test and a practice follow, in any order.',
      zh: '本人报考，或由学院为学员发起；理论与实操先后不限。',
    },
    event: 'Opened',
    by: ['academyAdmin', 'trainee'],
    to: ['open'],
    decide: ({ actor, input, reference: { terms, person, today, again } }) => {
      if (person.id !== actor.id && !holdsRole(actor, ['academyAdmin']))
        return refuse(
          'othersAssessment',
          'You may open an assessment for yourself; others are assessed by the academy.',
          '您只能为本人报考，他人由学院发起。',
        );
      if (!holdsRole(person, ['trainee']))
        return refuse(
          'notATrainee',
          `${person.name} isn’t a trainee of the academy; have the role entered first.`,
          `${person.name}不是学员，请先登记角色。`,
        );
      const keeper = keepsTheBank(person);
      if (keeper) return keeper;
      if (again !== null && today < again)
        return refuse(
          'failedLately',
          `An assessment of this kind ended without success; the next one is possible from ${again} on.`,
          `此前同类考核未通过，须自${again}起方可重新报考。`,
        );
      const facts: Facts = {
        kind: input.kind,
        terms,
        person: { id: person.id, name: person.name },
        paper: null,
        sittings: 0,
        theory: unbegun,
        practice: unbegun,
      };
      return {
        state: 'open',
        title: `${terms.title.zh} ${terms.title.en}: ${person.name}`,
        facts,
        ...(person.unit === undefined ? {} : { unit: person.unit }),
        notify: person.id === actor.id ? [] : [notify({ person: person.id }, 'opened')],
        effects: [
          hold({
            resource: seat(terms, person.id),
            title: { en: `The assessment of ${person.name}`, zh: `${person.name}的同类考核` },
          }),
          addParties({ role: 'candidate', person: person.id }),
        ],
      };
    },
  },
  actions: {
    ...theory,
    ...practice,
    withdraw: {
      title: { en: 'Withdraw', zh: '退出考核' },
      event: 'Withdrawn',
      by: ['trainee', 'academyAdmin'],
      from: ['open', 'sitting'],
      to: ['withdrawn'],
      guard: (context) => {
        const { current, actor } = context;
        const { person } = current.facts;
        if (person.id !== actor.id && !isAcademy(context))
          return refuse('othersAssessment', 'The candidate withdraws, or the academy.', '由考核本人或学院办理退出。');
        // Withdrawing doesn't spare a candidate a paper that goes badly.
        return current.state === 'sitting' && !isGone(current, person.id)
          ? refuse(
              'paperUnderWay',
              'A paper is under way; withdraw when it has been sent or collected.',
              '正在答卷，请在交卷或收卷后办理退出。',
            )
          : undefined;
      },
      decide: ({ current, actor, input: { reason } }) =>
        ends(current, 'withdrawn', {
          reason,
          notify:
            current.facts.person.id === actor.id ? [] : [notify({ person: current.facts.person.id }, 'withdrawn', { reason })],
        }),
    },
    lapse: {
      title: { en: 'Lapse', zh: '失效' },
      description: { en: 'Both parts weren’t passed in time.', zh: '未在期限内通过两项考核。' },
      event: 'Lapsed',
      by: ['clock:completion'],
      from: ['open', 'sitting'],
      to: ['lapsed'],
      decide: ({ current }) => ends(current, 'lapsed', { notify: [notify({ person: current.facts.person.id }, 'lapsed')] }),
    },
  },
});
