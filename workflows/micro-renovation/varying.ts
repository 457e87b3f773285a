/** How the works are changed while they go on: much of it, or anything new inside a home, needs those whom it concerns. */
import { countsOf } from '../kernel/ballot-register.ts';
import { yuan } from '../kernel/parts.ts';
import { holdsRole, isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { MORE_THAN_HALF, reaches } from '../kernel/thresholds.ts';
import { CONTRACTOR } from './contracting.ts';
import { LOTS } from './facts/plan.ts';
import type { Facts, Variation } from './facts.ts';
import type { Limits } from './limits.ts';
import { homeAt, householdsFor, LEAD, LEADER, noSuchDoor, notify, one } from './telling.ts';
import type { Done, RulesOf } from './vocabulary.ts';
import { changedLot, lotOf } from './working.ts';

/** Whether a change is more than the share of a lot that the office decides on by itself. */
export const needsConsent = (fen: number, lotFen: number, { variationShare }: Pick<Limits, 'variationShare'>): boolean =>
  Math.abs(fen) * 1000 > lotFen * variationShare;

/** Households that a change concerns, with what they own: of one home, or all. */
const concerned = (facts: Facts, door: string | null) => {
  const homes = facts.homes.filter((home) => !home.disputed && (door === null || home.door === door));
  const names = [
    ...new Set(
      homes.map(
        ({ owners, representative }) =>
          (owners.find(({ household }) => household === representative) ?? owners[0])?.household ?? '',
      ),
    ),
  ];
  return names.map((household) => ({
    household,
    weight: homes
      .filter(({ owners }) => owners.some((owner) => owner.household === household))
      .reduce((sum, { area }) => sum + area, 0),
  }));
};

const open = ({ variations }: Pick<Facts, 'variations'>, n: number): Variation | Refusal =>
  variations.find((variation) => variation.n === n && variation.state === 'open') ??
  refuse('noSuchVariation', `No variation ${n} is open. Look at the list.`, `没有待定的第${n}项变更，请核对列表。`);

const withVariation = (facts: Facts, changed: Variation): Facts['variations'] =>
  facts.variations.map((variation) => (variation.n === changed.n ? changed : variation));

/** What is agreed changes the price of its lot. */
const settled = (facts: Facts, variation: Variation, state: 'agreed' | 'refused'): Done => {
  const lot = facts.lots.find((one) => one.lot === variation.lot);
  return {
    facts: {
      variations: withVariation(facts, { ...variation, state }),
      ...(state === 'agreed' && lot ? { lots: changedLot(facts, variation.lot, { fen: lot.fen + variation.fen }) } : {}),
    },
    notify: [LEAD, CONTRACTOR].map((to) =>
      notify(to, state === 'agreed' ? 'variationAgreed' : 'variationRefused', { n: variation.n }),
    ),
  };
};

export const varying: RulesOf<'vary' | 'consent' | 'approveVariation' | 'dropVariation'> = {
  vary: {
    title: { en: 'Propose a variation', zh: '提出变更' },
    description: {
      en: 'More than a tenth of a lot, or anything new inside a home, needs the consent of those concerned; else supervisor and leader decide.',
      zh: '超过标段造价一成或涉及户内新增的须经相关住户同意，其余由监理和分管领导审批。',
    },
    event: 'VariationProposed',
    by: ['renovationLead'],
    from: ['works', 'settling'],
    decide: ({ current: { facts }, actor, now, input: { lot: name, text, fen, door }, limits }) => {
      const lot = lotOf(facts, name);
      if (isRefusal(lot)) return lot;
      if (door !== undefined && !homeAt(facts, door)) return noSuchDoor(door);
      if (fen === 0) return refuse('nothingVaried', 'Say by how much it is more or less.', '请填写增减金额。');
      if (lot.fen + fen < 0)
        return refuse(
          'belowNothing',
          `The lot costs ${yuan(lot.fen)} yuan; take off no more than that.`,
          `该标段造价为${yuan(lot.fen)}元，减少额不得超过。`,
        );
      const needs = door !== undefined || needsConsent(fen, lot.fen, limits) ? ('consent' as const) : ('office' as const);
      const asked = needs === 'consent' ? concerned(facts, door ?? null) : [];
      const variation: Variation = {
        ...{
          n: facts.variations.length + 1,
          lot: name,
          text,
          fen,
          door: door ?? null,
          needs,
          asked: asked.map(({ household }) => household),
        },
        ...{ said: [], supervisor: null, by: actor.id, at: now, state: 'open' },
      };
      const words = { n: variation.n, yuan: yuan(fen), lotEn: LOTS[name][0], lotZh: LOTS[name][1] };
      return {
        facts: { variations: [...facts.variations, variation] },
        notify:
          needs === 'consent'
            ? asked.map(({ household }) => notify(one(household), 'toConsent', words))
            : [notify({ role: 'siteSupervisor' }, 'toApprove', words)],
      };
    },
  },
  consent: {
    title: { en: 'Say yes or no to a variation', zh: '变更表态' },
    event: 'Consented',
    by: ['householder'],
    from: ['works', 'settling'],
    decide: ({ current: { facts }, actor, input: { n, yes } }) => {
      const variation = open(facts, n);
      if (isRefusal(variation)) return variation;
      const mine = householdsFor(actor).filter((household) => variation.asked.includes(household));
      if (mine.length === 0) return refuse('notConcerned', 'This variation doesn’t concern your home.', '该变更不涉及您户。');
      const said = [
        ...variation.said.filter(({ voter }) => !mine.includes(voter)),
        ...mine.map((voter) => ({ voter, yes, by: actor.id })),
      ];
      const after = { ...variation, said };
      const all = concerned(facts, variation.door);
      const [whole, agreeing, against] = [
        countsOf(all),
        countsOf(all.filter(({ household }) => said.some((word) => word.voter === household && word.yes))),
        countsOf(all.filter(({ household }) => said.some((word) => word.voter === household && !word.yes))),
      ];
      const carried =
        reaches(agreeing.persons, whole.persons, MORE_THAN_HALF) && reaches(agreeing.weight, whole.weight, MORE_THAN_HALF);
      if (carried) return settled(facts, after, 'agreed');
      // Nobody’s silence is a yes; a no of half of them can’t be outvoted any more.
      const lost = against.persons * 2 >= whole.persons || against.weight * 2 >= whole.weight;
      return lost ? settled(facts, after, 'refused') : { facts: { variations: withVariation(facts, after) } };
    },
  },
  approveVariation: {
    title: { en: 'Approve a variation', zh: '审批变更' },
    description: { en: 'The supervisor first, then the leader.', zh: '监理先行，分管领导审批。' },
    event: 'VariationApproved',
    by: ['siteSupervisor', 'leader'],
    from: ['works', 'settling'],
    decide: ({ current: { facts }, actor, input: { n } }) => {
      const variation = open(facts, n);
      if (isRefusal(variation)) return variation;
      if (variation.needs === 'consent')
        return refuse('needsConsent', 'Those whom it concerns say yes or no to it.', '该变更须经相关住户同意。');
      if (variation.by === actor.id || variation.supervisor === actor.id)
        return refuse('otherPerson', 'Somebody else does this step.', '本环节须由他人办理。');
      const isLeader = holdsRole(actor, ['leader']);
      if (variation.supervisor === null && !holdsRole(actor, ['siteSupervisor']))
        return refuse('supervisorFirst', 'The supervisor looks at it first.', '须先由监理审核。');
      if (variation.supervisor === null)
        return {
          facts: { variations: withVariation(facts, { ...variation, supervisor: actor.id }) },
          notify: [
            notify(LEADER, 'toApprove', {
              n,
              yuan: yuan(variation.fen),
              lotEn: LOTS[variation.lot][0],
              lotZh: LOTS[variation.lot][1],
            }),
          ],
        };
      return isLeader
        ? settled(facts, variation, 'agreed')
        : refuse('leaderNext', 'The leader decides now.', '须由分管领导审批。');
    },
  },
  dropVariation: {
    title: { en: 'Drop a variation', zh: '撤回变更' },
    event: 'VariationDropped',
    by: ['renovationLead', 'leader'],
    from: ['works', 'settling'],
    decide: ({ current: { facts }, input: { n } }) => {
      const variation = open(facts, n);
      return isRefusal(variation) ? variation : settled(facts, variation, 'refused');
    },
  },
};
