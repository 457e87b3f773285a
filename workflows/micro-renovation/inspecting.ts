/** How the works are accepted: on the spot, with a household present, lot by lot. */
import { attach } from '../effects/index.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { CONTRACTOR } from './contracting.ts';
import type { Facts } from './facts.ts';
import { ALL, homeAt, LEAD, noSuchDoor, notify } from './telling.ts';
import type { Done, RulesOf } from './vocabulary.ts';
import { lotOf } from './working.ts';

type Given = {
  readonly by: string;
  readonly now: number;
  readonly door: string;
  readonly heritage: boolean;
  readonly opinion: string | null;
};

/** What follows where all lots have passed and no household refuses. */
const accepted = ({ by, now, door, heritage, opinion }: Given, lots: Facts['lots']): Done => ({
  state: 'settling',
  facts: {
    lots,
    dispute: null,
    accepted: { at: now, by, door, heritage, opinion },
  },
  notify: [notify(CONTRACTOR, 'toSettle'), notify(ALL, 'accepted')],
});

export const inspecting: RulesOf<'inspect' | 'lookTogether' | 'independentOpinion'> = {
  inspect: {
    title: { en: 'Inspect', zh: '竣工验收' },
    description: { en: 'With a household present; what isn’t right goes back to work.', zh: '须有住户到场；不合格的标段返工。' },
    event: 'Inspected',
    by: ['siteSupervisor'],
    from: ['inspecting'],
    to: ['settling', 'works'],
    guard: ({ current: { facts } }) =>
      facts.dispute === null
        ? undefined
        : refuse('householdRefuses', 'A household refuses; look at it together first.', '住户有异议，请先联合查看。'),
    decide: ({ current: { facts }, actor, now, input: { door, householdAgrees, words, heritage, findings, photos } }) => {
      if (door === undefined)
        return refuse(
          'noHousehold',
          'Nothing is accepted without a household present. Make an appointment with one, and name its door.',
          '没有住户到场不得验收，请预约住户并填写门牌。',
        );
      if (!homeAt(facts, door)) return noSuchDoor(door);
      if (facts.listed && !heritage)
        return refuse('heritageMissing', 'Heritage has to be present at a listed house.', '文保或历史建筑须有古城保护人员到场。');
      const wrong = findings.map(({ lot }) => lotOf(facts, lot)).find((lot): lot is Refusal => isRefusal(lot));
      if (wrong) return wrong;
      const lots = facts.lots.map((lot) => {
        const found = findings.filter((one) => one.lot === lot.lot).map(({ text }) => text);
        return found.length > 0
          ? { ...lot, state: 'running' as const, doneAt: null, findings: found }
          : { ...lot, state: 'passed' as const, findings: [] };
      });
      const effects = photos.length > 0 ? [attach(photos)] : [];
      if (findings.length > 0)
        return {
          state: 'works',
          facts: { lots },
          effects,
          notify: [
            notify(CONTRACTOR, 'findings', { count: findings.length }),
            notify(ALL, 'findings', { count: findings.length }),
          ],
        };
      if (!householdAgrees)
        return {
          facts: { lots, dispute: { door, words: words ?? '', at: now, looked: false } },
          effects,
          notify: [notify({ role: 'siteSupervisor' }, 'toLook', { door }), notify(LEAD, 'toLook', { door })],
        };
      return { ...accepted({ by: actor.id, now, door, heritage, opinion: null }, lots), effects };
    },
  },
  lookTogether: {
    title: { en: 'Look together', zh: '联合查看' },
    description: {
      en: 'With the household that refuses; where it still does, somebody independent says what is right.',
      zh: '与有异议的住户共同查看；仍有异议的委托第三方出具意见。',
    },
    event: 'LookedTogether',
    by: ['siteSupervisor', 'renovationLead'],
    from: ['inspecting'],
    to: ['settling', 'works'],
    guard: ({ current: { facts } }) =>
      facts.dispute === null
        ? refuse('noDispute', 'No household refuses.', '没有住户异议。')
        : facts.dispute.looked
          ? refuse(
              'lookedAlready',
              'They have looked together; somebody independent says what is right.',
              '已联合查看，请委托第三方出具意见。',
            )
          : undefined,
    decide: ({ current: { facts }, actor, now, input: { householdAgrees, lots: back, words } }) => {
      const { dispute } = facts;
      if (dispute === null) return {};
      if (back.length > 0) return returned(facts, back, words);
      return householdAgrees
        ? accepted({ by: actor.id, now, door: dispute.door, heritage: facts.listed, opinion: null }, facts.lots)
        : { reason: words, facts: { dispute: { ...dispute, looked: true } }, notify: [notify(LEAD, 'toAskOpinion')] };
    },
  },
  independentOpinion: {
    title: { en: 'Enter an independent opinion', zh: '登记第三方意见' },
    event: 'OpinionEntered',
    by: ['renovationLead'],
    from: ['inspecting'],
    to: ['settling', 'works'],
    guard: ({ current: { facts } }) =>
      facts.dispute?.looked
        ? undefined
        : refuse('lookFirst', 'Look at it together with the household first.', '请先与住户联合查看。'),
    decide: ({ current: { facts }, actor, now, input: { expert, words, lots: back } }) => {
      const { dispute } = facts;
      if (dispute === null) return {};
      if (back.length > 0) return returned(facts, back, words);
      return accepted(
        { by: actor.id, now, door: dispute.door, heritage: facts.listed, opinion: `${expert}: ${words}` },
        facts.lots,
      );
    },
  },
};

/** Lots that go back to work. */
const returned = (facts: Facts, back: readonly Facts['lots'][number]['lot'][], words: string): Done | Refusal => {
  const wrong = back.map((lot) => lotOf(facts, lot)).find((lot): lot is Refusal => isRefusal(lot));
  if (wrong) return wrong;
  return {
    state: 'works',
    reason: words,
    facts: {
      dispute: null,
      lots: facts.lots.map((lot) =>
        back.includes(lot.lot) ? { ...lot, state: 'running' as const, doneAt: null, findings: [words] } : lot,
      ),
    },
    notify: [notify(CONTRACTOR, 'findings', { count: back.length }), notify(ALL, 'findings', { count: back.length })],
  };
};
