/** How a plan is made and reviewed: by heritage, fire safety and utilities, before anybody is asked to vote on it. */
import { answered, askAll, awaited } from '../kernel/answers.ts';
import { holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { Body, Facts, Plan, Work } from './facts.ts';
import type { Limits } from './limits.ts';
import { priceOf } from './shares.ts';
import { isSurveyed } from './surveying.ts';
import { homeAt, LEAD, noSuchDoor, notify } from './telling.ts';
import type { Renovation, RulesOf } from './vocabulary.ts';

export const planOf = ({ plans }: Pick<Facts, 'plans'>): Plan | undefined => plans.at(-1);

/** Who reviews for which body. */
export const REVIEWERS = {
  heritage: 'heritageReviewer',
  fire: 'fireReviewer',
  utilities: 'utilityReviewer',
} as const satisfies Record<Body, string>;
const ALL_BODIES = Object.keys(REVIEWERS) as readonly Body[];

/** What is wrong with the works of a plan. */
const wrongWorks = (facts: Facts, works: readonly Omit<Work, 'no' | 'fen'>[]): Refusal | undefined => {
  for (const { where, door, title } of works) {
    if (where === 'private' && door === null)
      return refuse('doorMissing', `${title.en} is inside a home. Say behind which door.`, `${title.zh}在户内，请填写门牌。`);
    if (door !== null && !homeAt(facts, door)) return noSuchDoor(door);
  }
  const lots = works.map(({ lot }) => lot);
  return lots.includes('lane') && !lots.includes('cables')
    ? refuse(
        'linesAboveGround',
        'Lines go underground with the paving of a lane. Add the cables to the plan, or leave the lane for later.',
        '巷道铺装须同步管线入地，请在方案中增加管线工程，或暂缓铺装。',
      )
    : undefined;
};

const mayDraft = ({ facts, state }: Renovation): Refusal | undefined => {
  if (state === 'surveying' && !isSurveyed(facts))
    return refuse(
      'notSurveyed',
      `${facts.surveys.filter((one) => one.state === 'open').length} homes are still to be visited. Visit them first.`,
      `还有${facts.surveys.filter((one) => one.state === 'open').length}户未走访，请先走访。`,
    );
  return facts.notice?.state === 'running'
    ? refuse('onNotice', 'The plan is public just now. Wait for the end of its notice.', '方案正在公示，请待公示结束。')
    : undefined;
};

const roundsUsed = ({ facts, state }: Renovation, limits: Limits): Refusal | undefined =>
  state === 'negotiating' && facts.rounds >= limits.roundsMax
    ? refuse(
        'roundsUsed',
        `The residents were asked about ${facts.rounds} versions, which is as many as may be. Put the unit aside, and let the next one have its turn.`,
        `方案已征求${facts.rounds}轮，达到上限，请搁置本单元，按次序办理下一单元。`,
      )
    : undefined;

export const drafting: RulesOf<'draft' | 'review'> = {
  draft: {
    title: { en: 'Make the plan', zh: '编制方案' },
    description: { en: 'Each version goes to those who review it.', zh: '每一版均须会审。' },
    event: 'Drafted',
    by: ['renovationLead'],
    from: ['surveying', 'drafting', 'reviewed', 'negotiating'],
    to: ['drafting'],
    guard: ({ current }) => mayDraft(current),
    decide: ({ current, actor, now, input: { movingOut, differences }, reference: { works: wanted }, limits }) => {
      const { facts } = current;
      const version = (planOf(facts)?.version ?? 0) + 1;
      const wrong = roundsUsed(current, limits) ?? wrongWorks(facts, wanted);
      if (wrong) return wrong;
      if (version > 1 && differences === undefined)
        return refuse('noDifferences', 'Say what is new in this version.', '请说明与上一版的差异。');
      const works = wanted.map((one, n) => ({ ...one, no: n + 1, fen: priceOf(one.quantity, one.unitFen) }));
      return {
        state: 'drafting',
        facts: {
          plans: [
            ...facts.plans,
            {
              ...{ version, works, cost: works.reduce((sum, { fen }) => sum + fen, 0) },
              ...{ movingOut: movingOut ?? null, differences: differences ?? null, by: actor.id, at: now },
            },
          ],
          review: askAll(ALL_BODIES),
          notice: null,
        },
        // A version anew is reviewed in the whole time.
        clocks: { start: { review: 'default' } },
        notify: ALL_BODIES.map((body) => notify({ role: REVIEWERS[body] }, 'toReview', { version })),
      };
    },
  },
  review: {
    title: { en: 'Review', zh: '会审' },
    event: 'Reviewed',
    by: ['heritageReviewer', 'fireReviewer', 'utilityReviewer'],
    from: ['drafting'],
    to: ['reviewed'],
    apart: [{ did: 'draft', who: ({ plans }) => plans.at(-1)?.by ?? null }],
    guard: ({ current: { facts } }) =>
      facts.review === null
        ? refuse('toChange', 'The plan is being changed. Review the next version.', '方案正在修改，请待新版。')
        : undefined,
    decide: ({ current: { facts }, actor, now, input: { body, approves, followsGuide, words } }) => {
      if (facts.review === null) return {};
      if (!holdsRole(actor, [REVIEWERS[body]]))
        return refuse('otherBody', 'You review for another body. Choose yours.', '您不代表该会审单位，请选择本单位。');
      if (body === 'heritage' && facts.listed && followsGuide === undefined)
        return refuse(
          'guideMissing',
          'Say whether the plan of this listed building follows guide and atlas.',
          '文保或历史建筑须说明是否符合导则图则。',
        );
      if (approves && followsGuide === false)
        return refuse(
          'againstGuide',
          'A plan against guide and atlas isn’t agreed to. Say what is to be changed.',
          '方案不符合导则图则，不能同意，请提出修改意见。',
        );
      const answer = { approves, followsGuide: followsGuide ?? null, words };
      const review = answered(facts.review, { of: body, by: actor.id, at: now, answer });
      const all = awaited(review).length === 0;
      const agreed = all && review.given.every((one) => one.answer.approves);
      return {
        ...(agreed ? { state: 'reviewed' as const } : {}),
        facts: { review },
        notify: all ? [agreed ? notify(LEAD, 'toPublish') : notify(LEAD, 'toChange', { words })] : [],
      };
    },
  },
};
