/** How the alliance decides: each member body has a vote, which it may change until the time is over. */
import { setRow } from '../effects/index.ts';
import { answered, ended, mayAnswer, withoutThose } from '../kernel/answers.ts';
import { both } from '../kernel/parts.ts';
import { type Notice, refuse } from '../kernel/process.ts';
import { countOf, outcomeOf } from './ballot.ts';
import type { Facts } from './facts.ts';
import { isBetter } from './result.ts';
import { endedAs, figuresOf, notify, resultNow } from './trial.ts';
import type { RulesOf } from './vocabulary.ts';

const toldOfAdoption = ({ scheme, product, proposer }: Facts, from: string): readonly Notice[] =>
  [
    { person: proposer.id },
    ...(['grower', 'stationClerk', 'courier', 'allianceSecretary'] as const).map((role) => ({ role })),
  ].map((to) => notify(to, 'adopted', { ...both('scheme', scheme.title), ...both('product', product.title), from }));

export const deciding: RulesOf<'vote' | 'decide'> = {
  vote: {
    title: { en: 'Vote', zh: '表决' },
    description: {
      en: 'One vote for each member body; it may be changed until the time is over.',
      zh: '每个成员单位一票，截止前可更改。',
    },
    event: 'Voted',
    by: ['allianceMember'],
    anywhere: true,
    from: ['deciding'],
    guard: ({ current: { facts }, actor }) =>
      facts.votes && mayAnswer(facts.votes, actor.unit ?? '')
        ? undefined
        : refuse(
            'noSeat',
            'Those vote who speak for a member body of the alliance. Have your unit entered among its members before the next vote.',
            '由联盟成员单位的代表表决。请在下次表决前将您的单位登记为成员。',
          ),
    decide: ({ current: { facts }, actor, now, input: { vote, reason }, reference: { members } }) => {
      if (!members.includes(actor.unit ?? ''))
        return refuse(
          'noMember',
          'Your body is no longer a member of the alliance, so its vote wouldn’t count. Have it entered among the members first.',
          '您所在单位已不是联盟成员，其票不计入。请先重新登记为成员。',
        );
      if (vote !== 'adopt' && reason === undefined)
        return refuse('noReason', 'Say why it isn’t to be adopted.', '不赞成采用的请说明理由。');
      if (!facts.votes) return {};
      const before = facts.votes.given.find(({ of }) => of === actor.unit);
      const given = { of: actor.unit ?? '', by: actor.id, at: now, answer: { vote, reason: reason ?? null } };
      return {
        facts: { votes: answered(facts.votes, given) },
        // Two may speak for a body.
        notify: before && before.by !== actor.id ? [notify({ person: before.by }, 'voteReplaced', { name: actor.name })] : [],
      };
    },
  },
  decide: {
    title: { en: 'Count the votes', zh: '计票' },
    description: {
      en: 'Adopted by two thirds of the votes, where half of the members vote and less is lost; once, another run of shipping.',
      zh: '半数以上成员投票、三分之二赞成且损耗更低的采用；可再试一轮，仅一次。',
    },
    event: 'Decided',
    by: ['clock:vote'],
    from: ['deciding'],
    to: ['adopted', 'dropped', 'settling', 'shipping'],
    decide: ({ current: { id, facts }, now, reference: { members, from, products, isSent }, limits }) => {
      if (!facts.votes) return {};
      const gone = facts.votes.asked.filter((body) => !members.includes(body));
      const votes = ended(withoutThose(facts.votes, gone), now);
      const count = countOf(votes);
      const result = facts.result ?? resultNow(facts);
      const outcome = outcomeOf(count, { ...limits, better: isBetter(result), run: facts.run });
      const decision = { outcome, ...count, from: outcome === 'adopted' ? from : null, at: now };
      const { scheme, product } = facts;
      switch (outcome) {
        case 'adopted': {
          const ends = endedAs(id, facts, 'adopted');
          return {
            state: ends.state,
            facts: { votes, decision, ...ends.facts },
            effects: [
              setRow(
                {
                  table: 'packagingSchemes',
                  key: scheme.key,
                  from,
                  value: { title: scheme.title, products, adopted: true, costFen: scheme.costFen, grams: scheme.grams },
                },
                ...(isSent ? [{ table: 'products', key: product.id, from, value: { scheme: scheme.key } }] : []),
              ),
              ...ends.effects,
            ],
            notify: [...toldOfAdoption(facts, from), ...ends.notify],
          };
        }
        case 'more':
          return {
            state: 'shipping',
            facts: { votes, decision, run: facts.run + 1, shippingEnded: null },
            notify: [
              notify({ person: facts.proposer.id }, 'moreWanted', { more: count.more, cast: count.cast }),
              notify({ role: 'allianceSecretary' }, 'moreWanted', { more: count.more, cast: count.cast }),
            ],
          };
        case 'dropped': {
          const words = { ...figuresOf(result), yes: count.yes, cast: count.cast, members: count.members };
          const ends = endedAs(id, facts, 'dropped');
          return {
            state: ends.state,
            facts: { votes, decision, ...ends.facts },
            effects: ends.effects,
            notify: [
              notify({ person: facts.proposer.id }, 'dropped', words),
              notify({ role: 'allianceSecretary' }, 'dropped', words),
              ...ends.notify,
            ],
          };
        }
      }
    },
  },
};
