/** What the vote of a renovation comes to: totals for everybody once it is closed, by door for those entitled, nothing while it runs. */
import canonicalize from 'canonicalize';
import { noSuchCase } from '../../activities/acting/api-error.ts';
import { factsFor } from '../../workflows/kernel/audiences.ts';
import type { MatterResult } from '../../workflows/kernel/ballot-count.ts';
import { type Counts, countsOf, type Register } from '../../workflows/kernel/ballot-register.ts';
import { isClosed, type Matter, voteOf } from '../../workflows/kernel/ballots.ts';
import type { Actor, Title } from '../../workflows/kernel/process.ts';
import type { Facts } from '../../workflows/micro-renovation/facts.ts';
import { microRenovation } from '../../workflows/micro-renovation/rules.ts';
import type { Builder } from '../builder.ts';
import type { SchemaModule } from '../schema/schema.ts';
import type { TitleRef } from '../schema/titles.ts';
import { type RenovationRow, readRenovation } from './read.ts';

type ShownMatter = MatterResult & { readonly title: Title };
type ShownVote = {
  readonly doors: readonly string[];
  readonly weight: number;
  readonly way: string;
  readonly choices: readonly { readonly matter: string; readonly choice: string }[];
};
type VoteResult = {
  readonly caseId: string;
  readonly closed: boolean;
  readonly from: number;
  readonly to: number;
  readonly ending: string | null;
  readonly extensions: number;
  readonly base: Counts;
  readonly registerHash: string;
  readonly register: string | null;
  readonly matters: readonly ShownMatter[];
  readonly votes: readonly ShownVote[];
};

const addMatter = (builder: Builder, title: TitleRef) => {
  const counts = builder.objectRef<Counts>('VoteTotals').implement({
    description: 'Something by the two counts of a vote. Margins are below 0 where it is missed.',
    fields: (t) => ({
      persons: t.exposeInt('persons', { description: 'Owners; one with several homes counts once, co-owners together once.' }),
      weight: t.exposeInt('weight', { description: 'Area in 0.01 m².' }),
    }),
  });
  const matter = builder.objectRef<ShownMatter>('VoteMatterResult').implement({
    description: 'What the votes on one matter come to. 表决事项结果',
    fields: (t) => {
      const field = (name: 'took' | 'yes' | 'no' | 'abstain' | 'silentYes' | 'yesMargin', description: string) =>
        t.field({ type: counts, description, resolve: (of) => of[name] });
      return {
        matter: t.exposeString('matter', { description: 'As in the table voteRules.' }),
        title: t.field({ type: title, resolve: (of) => of.title }),
        took: field('took', 'Those who took part: yes, no and abstained.'),
        yes: field('yes', 'Those who agreed.'),
        no: field('no', 'Those who didn’t.'),
        abstain: field('abstain', 'Those who took part and said neither.'),
        silentYes: field('silentYes', 'Silent ones among the yes, where the residents’ own rules say so.'),
        gateReached: t.exposeBoolean('gateReached', { description: 'Whether enough took part, by both counts.' }),
        carried: t.exposeBoolean('carried', { description: 'Whether enough of those who took part agreed, by both counts.' }),
        gateMargin: t.field({
          type: counts,
          nullable: true,
          description: 'took − the least that opens the gate; null without a gate.',
          resolve: (of) => of.gateMargin,
        }),
        yesMargin: field('yesMargin', 'yes − the least that carries it.'),
      };
    },
  });
  return { counts, matter };
};

const addVote = (builder: Builder) => {
  const choice = builder.objectRef<ShownVote['choices'][number]>('VoteByDoorChoice').implement({
    description: 'What was said on one matter.',
    fields: (t) => ({
      matter: t.exposeString('matter'),
      choice: t.exposeString('choice', { description: 'yes, no or abstain.' }),
    }),
  });
  return builder.objectRef<ShownVote>('VoteByDoor').implement({
    description: 'The vote of one owner, for whoever may read it.',
    fields: (t) => ({
      doors: t.exposeStringList('doors'),
      weight: t.exposeInt('weight', { description: 'Area in 0.01 m².' }),
      way: t.exposeString('way', { description: 'self, proxy or paper.' }),
      choices: t.field({ type: [choice], resolve: (of) => of.choices }),
    }),
  });
};

export const voteResultModule: SchemaModule = (builder, { title }) => {
  const { counts, matter } = addMatter(builder, title);
  const vote = addVote(builder);
  const result = builder.objectRef<VoteResult>('VoteResult').implement({
    description: 'The last vote of a renovation. 表决结果',
    fields: (t) => ({
      caseId: t.exposeID('caseId'),
      closed: t.exposeBoolean('closed', { description: 'While it runs, nothing but your own vote is told.' }),
      from: t.field({ type: 'DateTime', resolve: (of) => new Date(of.from) }),
      to: t.field({ type: 'DateTime', resolve: (of) => new Date(of.to) }),
      ending: t.exposeString('ending', { nullable: true, description: 'carried, lost or gateMissed; null while it runs.' }),
      extensions: t.exposeInt('extensions', { description: 'How often its time was extended.' }),
      base: t.field({ type: counts, description: 'All in the register, disputed homes among them.', resolve: (of) => of.base }),
      registerHash: t.exposeString('registerHash', { description: 'SHA-256 of the register in canonical JSON (RFC 8785).' }),
      register: t.exposeString('register', {
        nullable: true,
        description: 'The frozen register in canonical JSON, to be hashed again; for those who read all of it.',
      }),
      matters: t.field({ type: [matter], description: 'Totals; none while it runs.', resolve: (of) => of.matters }),
      votes: t.field({
        type: [vote],
        description: 'By door: your own and those you cast; all of them for the renovation lead once it is closed.',
        resolve: (of) => of.votes,
      }),
    }),
  });
  builder.queryField('voteResult', (t) =>
    t.field({
      type: result,
      nullable: true,
      authScopes: { person: true },
      description: 'What the vote of a renovation comes to; null where there was none. 微改造表决结果',
      args: { caseId: t.arg.id() },
      resolve: async (_, { caseId }, { read, caller }) => {
        const found = await readRenovation(read, caseId);
        if (!found) throw noSuchCase(caseId);
        return resultFor(caller.actor, found);
      },
    }),
  );
};

const resultFor = (actor: Actor, found: RenovationRow): VoteResult | null => {
  const { vote, ballot, result } = found.facts;
  if (!vote || !ballot) return null;
  const read = factsFor(microRenovation, actor, found, found.facts) as Partial<Facts>;
  const register: Register = found.facts.register;
  const titles = new Map(ballot.matters.map(({ key, title }: Matter) => [key, title]));
  return {
    caseId: found.id,
    closed: isClosed(ballot),
    ...{ from: vote.from, to: vote.to, ending: vote.ending, extensions: ballot.extensions },
    base: countsOf(register),
    registerHash: ballot.registerHash,
    // Whoever reads less of it couldn't find its hash.
    register: read.register?.length === register.length ? (canonicalize(register) as string) : null,
    matters: isClosed(ballot)
      ? (result?.matters ?? []).map((one) => ({ ...one, title: titles.get(one.matter) ?? { en: one.matter, zh: one.matter } }))
      : [],
    votes: register.flatMap(({ voter, parts, weight }) => {
      const given = read.ballot && voteOf(read.ballot, voter);
      return given ? [{ doors: parts, weight, ...given.answer }] : [];
    }),
  };
};
