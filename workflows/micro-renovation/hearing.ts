/** How the residents are asked about a plan: by public notice, opinions that are each answered, and a meeting. */
import { attach } from '../effects/index.ts';
import { yuan } from '../kernel/parts.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { publish } from '../public-notice/parent.ts';
import { planOf } from './drafting.ts';
import { LOTS, PLACES } from './facts/plan.ts';
import type { Facts } from './facts.ts';
import { sharesPassed } from './sharing.ts';
import { ALL, LEAD, notify } from './telling.ts';
import { type Done, type Renovation, type RulesOf, STATES } from './vocabulary.ts';

/** An amount as a notice shows it, such as 200,000.00. */
export const shown = (fen: number): string => yuan(fen).replace(/\B(?=(\d{3})+\.)/g, ',');

export const openOpinions = ({ opinions }: Pick<Facts, 'opinions'>): Facts['opinions'] =>
  opinions.filter(({ answer }) => answer === null);

/** Whether the version that stands has been public, and nothing was upheld against it. */
export const isPlanPublic = ({ notice }: Pick<Facts, 'notice'>): boolean => notice?.of === 'plan' && notice.state === 'passed';

/** Whether the residents have met about the version that stands. */
export const hasMet = (facts: Pick<Facts, 'assemblies' | 'plans'>): boolean =>
  facts.assemblies.some(({ version }) => version === planOf(facts)?.version);

/** How rows of a notice are called, by what it is of. */
export const rowKey = (of: 'plan' | 'shares', version: number, n: number | string): string =>
  `${of === 'plan' ? 'P' : 'S'}${version}/${n}`;

const isOf = ({ of, version }: NonNullable<Facts['notice']>, keys: readonly string[]): boolean =>
  keys.some((key) => key.startsWith(rowKey(of, version, '')));

/** What follows from the end of a notice: it passes as a whole, or not at all. */
const ended = (
  { id, facts }: Renovation,
  keys: { readonly passed: readonly string[]; readonly struck: readonly string[] },
): Done => {
  const { notice } = facts;
  if (notice === null || notice.state === 'struck') return {};
  if (isOf(notice, keys.struck)) return { facts: { notice: { ...notice, state: 'struck' } }, notify: [notify(LEAD, 'struck')] };
  if (notice.state === 'passed' || !isOf(notice, keys.passed)) return {};
  const passed = { notice: { ...notice, state: 'passed' as const } };
  if (notice.of === 'plan') return { facts: passed, notify: [notify(LEAD, 'noticePassed')] };
  const owed = sharesPassed(id, facts);
  return { ...owed, facts: { ...owed.facts, ...passed } };
};

const notPublic = ({ current: { facts } }: { readonly current: Renovation }): Refusal | undefined =>
  facts.notice?.state === 'running'
    ? refuse('onNotice', 'The plan is public already. Wait for its end.', '已公示，请待公示结束。')
    : undefined;

export const hearing: RulesOf<
  'publish' | 'rowPassed' | 'noticeEnded' | 'noticeRefused' | 'opine' | 'answerOpinion' | 'noteAssembly'
> = {
  publish: {
    title: { en: 'Publish the plan', zh: '公示方案' },
    event: 'PlanPublished',
    by: ['renovationLead'],
    from: ['reviewed', 'negotiating'],
    to: ['negotiating'],
    guard: (context) =>
      notPublic(context) ??
      (isPlanPublic(context.current.facts)
        ? refuse('publicAlready', 'This version has been public. Go on to the vote.', '本版方案已公示，可组织表决。')
        : undefined),
    decide: ({ current: { facts, state }, actor, now, input: { boards } }) => {
      const plan = planOf(facts);
      if (!plan) return {};
      const notice = publish({
        title: {
          en: `Renovation of ${facts.unit.title.en}, version ${plan.version}`,
          zh: `${facts.unit.title.zh}微改造方案第${plan.version}版`,
        },
        columns: [
          { key: 'work', title: { en: 'Work', zh: '工程项目' } },
          { key: 'where', title: { en: 'Where', zh: '部位' } },
          { key: 'cost', title: { en: 'Cost (yuan)', zh: '造价（元）' } },
        ],
        rows: plan.works.map(({ no, title, lot, where, fen }) => ({
          key: rowKey('plan', plan.version, no),
          values: [`${title.zh} ${title.en}`, `${LOTS[lot][1]}（${PLACES[where][1]}）`, shown(fen)],
          decidedBy: [plan.by, actor.id],
        })),
        places: [{ kind: 'web', name: 'web' }, ...boards.map((name) => ({ kind: 'board' as const, name }))],
        whoMayObject: 'anyone',
      });
      if (isRefusal(notice)) return notice;
      return {
        state: 'negotiating',
        facts: {
          notice: { of: 'plan', version: plan.version, state: 'running', at: now },
          rounds: facts.rounds + (state === 'reviewed' ? 1 : 0),
        },
        effects: [notice],
        notify: [notify(ALL, 'planVersion', { version: plan.version, yuan: yuan(plan.cost) })],
      };
    },
  },
  rowPassed: {
    title: { en: 'Passed its notice', zh: '公示通过' },
    event: 'RowPassed',
    by: ['case'],
    from: STATES,
    // Rows pass one by one; only the end says whether all of them did.
    decide: () => ({}),
  },
  noticeEnded: {
    title: { en: 'Notice ended', zh: '公示结束' },
    event: 'NoticeEnded',
    by: ['case'],
    from: STATES,
    decide: ({ current, input: { end, passed, struck, corrected } }) => {
      const { notice } = current.facts;
      // Corrected rows are on another notice, of whose end the case hears as well.
      if (notice !== null && isOf(notice, corrected) && !isOf(notice, struck)) return {};
      if (end !== 'withdrawn') return ended(current, { passed, struck });
      return notice?.state === 'running'
        ? { facts: { notice: { ...notice, state: 'withdrawn' } }, notify: [notify(LEAD, 'noticeWithdrawn')] }
        : {};
    },
  },
  noticeRefused: {
    title: { en: 'Notice refused', zh: '公示未能发布' },
    event: 'NoticeRefused',
    by: ['case'],
    from: STATES,
    decide: ({ current: { facts }, input: { reason } }) =>
      facts.notice?.state === 'running'
        ? { facts: { notice: { ...facts.notice, state: 'withdrawn' } }, notify: [notify(LEAD, 'noticeRefused', { reason })] }
        : {},
  },
  opine: {
    title: { en: 'Say what you think', zh: '提出意见' },
    event: 'OpinionGiven',
    by: ['householder'],
    from: ['reviewed', 'negotiating'],
    decide: ({ current: { facts }, actor, now, input: { text } }) => ({
      facts: {
        opinions: [
          ...facts.opinions,
          {
            ...{ n: facts.opinions.length + 1, version: planOf(facts)?.version ?? 0, by: actor.id, text, at: now },
            ...{ answer: null, answeredBy: null },
          },
        ],
      },
      notify: [notify(LEAD, 'opinion')],
    }),
  },
  answerOpinion: {
    title: { en: 'Answer an opinion', zh: '答复意见' },
    event: 'OpinionAnswered',
    by: ['renovationLead'],
    from: ['reviewed', 'negotiating'],
    decide: ({ current: { facts }, actor, input: { opinion: n, answer } }) => {
      const opinion = facts.opinions.find((one) => one.n === n);
      if (!opinion)
        return refuse('noSuchOpinion', `There is no opinion ${n}. Look at the list.`, `没有第${n}条意见，请核对列表。`);
      if (opinion.answer !== null) return refuse('answeredOpinion', `Opinion ${n} was answered already.`, `第${n}条意见已答复。`);
      return {
        facts: { opinions: facts.opinions.map((one) => (one.n === n ? { ...one, answer, answeredBy: actor.id } : one)) },
        notify: [notify({ person: opinion.by }, 'opinionAnswered', { answer })],
      };
    },
  },
  noteAssembly: {
    title: { en: 'Note the residents’ meeting', zh: '登记居民议事会' },
    event: 'ResidentsMet',
    by: ['renovationLead'],
    from: ['negotiating'],
    decide: ({ current: { facts }, actor, now, input: { minutes, photos } }) => ({
      facts: {
        assemblies: [...facts.assemblies, { version: planOf(facts)?.version ?? 0, minutes, by: actor.id, at: now }],
      },
      effects: photos.length > 0 ? [attach(photos)] : [],
      notify: [notify(ALL, 'residentsMet')],
    }),
  },
};
