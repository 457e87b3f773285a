/** What others say to a public notice, and what is decided on it. */
import { addParties } from '../effects/index.ts';
import { clipped, unique } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Notice, type Recipient, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Objection } from './facts.ts';
import type { Limits } from './limits.ts';
import { decidedIt, notify, openOf, peopleOf, settling, unsettled, words } from './rows.ts';
import { PUBLIC, type PublicNotice, type RulesOf } from './vocabulary.ts';

const isSignedIn = ({ id }: Actor): boolean => id !== 'anonymous';

/** Whoever made an objection, with or without an account: each is a party of their own. */
export const objector = ({ n, by }: Pick<Objection, 'n' | 'by'>): Recipient =>
  by === null ? { party: `objector:${n}` } : { person: by };

const RESULTS = {
  upheld: { resultEn: 'upheld', resultZh: '成立' },
  rejected: { resultEn: 'not upheld', resultZh: '不成立' },
  corrected: { resultEn: 'the row is corrected', resultZh: '条目已更正' },
  over: { resultEn: 'the notice was taken back', resultZh: '公示已撤销' },
} as const;

/** Objections that are over, and who hears of it: those who made them with the reason, and those whose rows they are without a name. */
export const closing = (
  facts: Facts,
  which: (objection: Objection) => boolean,
  { state, reason, by }: { readonly state: keyof typeof RESULTS; readonly reason: string; readonly by: string },
): { readonly objections: readonly Objection[]; readonly told: readonly Notice[] } => {
  const closed = openOf(facts).filter(which);
  return {
    objections: facts.objections.map((one) => (closed.includes(one) ? { ...one, state, reason, decidedBy: by } : one)),
    told: closed.flatMap((one) => [
      notify(objector(one), 'decided', { ...words(facts), ...RESULTS[state], n: one.n, reason }),
      ...peopleOf(facts, one.rows).map((person) =>
        notify({ person }, 'rowDecided', { ...words(facts), ...RESULTS[state], rows: one.rows.join(', '), reason }),
      ),
    ]),
  };
};

const isOver = (): Refusal =>
  refuse(
    'windowOver',
    'The time in which one could object is over. Ask the office that published it what you can do now.',
    '公示异议期已过，请向公示单位咨询其他途径。',
  );

/** One person has some objections open at a time, and a notice no more than can be decided: the next one is for the office to take in by hand. */
const tooMany = ({ objections }: Facts, by: string | null, limits: Limits): Refusal | undefined => {
  if (by !== null && objections.filter((one) => one.by === by && one.state === 'open').length >= limits.objectionsPerPerson)
    return refuse(
      'ownObjectionsOpen',
      `You have ${limits.objectionsPerPerson} open objections to this notice. Take one of them back and put it together with this one, or wait until they are decided.`,
      `您对本公示已有${limits.objectionsPerPerson}条未决异议，请撤回后合并提交，或待处理后再提。`,
    );
  return objections.length < limits.objectionsMax
    ? undefined
    : refuse(
        'objectionsFull',
        `This notice has ${limits.objectionsMax} objections, more than are decided here. Give yours to the office that published it, in writing.`,
        `本公示异议已达${limits.objectionsMax}条，请以书面形式向公示单位提出。`,
      );
};

/** Who may object by what they are; those without an account where anybody may. */
const mayObject = ({ facts }: PublicNotice, actor: Actor): boolean => {
  const role = { anyone: undefined, households: 'resident', firms: 'firmAgent' }[facts.whoMayObject];
  return role === undefined || actor.grants.some((grant) => grant.role === role);
};

export const objecting: RulesOf<'object' | 'leaveTip' | 'retract' | 'decide'> = {
  object: {
    title: { en: 'Object', zh: '提出异议' },
    description: {
      en: 'By name, with or without an account. What has no name is left as a tip.',
      zh: '须实名，无账号也可提出；匿名内容请作为线索提交。',
    },
    event: 'Objected',
    by: ['anonymous', ...PUBLIC],
    anywhere: true,
    evenOwn: true,
    from: ['published', 'deciding'],
    guard: ({ current, actor }) => {
      if (current.state === 'deciding') return isOver();
      return mayObject(current, actor)
        ? undefined
        : refuse(
            'mayNotObject',
            'Only those whom this notice is for may object. Sign in as one of them, or leave a tip.',
            '仅公示所列对象可提出异议，请以相应身份登录，或提交线索。',
          );
    },
    decide: ({ current: { facts, ...current }, actor, input, limits, reference: { at, windowEndsAt, due } }) => {
      if (windowEndsAt !== null && at >= windowEndsAt) return isOver();
      if (!isSignedIn(actor) && (input.name === undefined || (input.phone === undefined && input.email === undefined)))
        return refuse(
          'needsName',
          'An objection needs your name, and a telephone number or an e-mail address for the answer. Without them, leave a tip.',
          '提出异议须填写姓名和电话或电子邮箱，以便答复；不愿具名的请提交线索。',
        );
      const keys = unique(input.rows);
      const open = unsettled(facts).map(({ key }) => key);
      const unknown = keys.find((key) => !open.includes(key));
      if (unknown !== undefined)
        return refuse(
          'noSuchRow',
          `Row ${unknown} isn’t open on this notice; choose from its list.`,
          `条目${unknown}不在公示中或已有结果，请从列表中选择。`,
        );
      const n = facts.objections.length + 1;
      const by = isSignedIn(actor) ? actor.id : null;
      const many = tooMany(facts, by, limits);
      if (many) return many;
      const made: Objection = {
        ...{ n, rows: keys, by, text: [...input.text].slice(0, 300).join(''), at, due },
        ...{ state: 'open', decidedBy: null, reason: null },
      };
      const { name, phone, email } = input;
      return settling(
        { ...current, facts },
        {
          confidential: true,
          facts: { objections: [...facts.objections, made] },
          effects: [
            addParties({
              role: `objector:${n}`,
              ...(by === null ? {} : { person: by }),
              // Whoever is signed in is who they are, whatever name they send.
              ...(by !== null || name === undefined ? {} : { name }),
              ...(phone === undefined ? {} : { phone }),
              ...(email === undefined ? {} : { email }),
            }),
          ],
          notify: [
            ...(['leader', 'noticeOfficer'] as const).map((role) =>
              notify({ role }, 'objected', { ...words(facts), n, rows: clipped(keys.join(', ')) }),
            ),
          ],
        },
      );
    },
  },
  leaveTip: {
    title: { en: 'Leave a tip', zh: '提交线索' },
    description: {
      en: 'Without a name. Where you are signed in, the deciding leader alone reads whose it is; sign out to tell nobody.',
      zh: '匿名提交。已登录的，仅处理异议的分管领导可见提交人；如不愿任何人知晓，请退出登录后提交。',
    },
    event: 'TipLeft',
    by: ['anonymous', ...PUBLIC],
    anywhere: true,
    from: ['published', 'deciding'],
    decide: ({ current: { facts } }) => ({
      confidential: true,
      facts: { tips: facts.tips + 1 },
      notify: [notify({ role: 'noticeOfficer' }, 'tipLeft', words(facts))],
    }),
  },
  retract: {
    title: { en: 'Take an objection back', zh: '撤回异议' },
    description: {
      en: 'Whoever made it does so; for somebody without an account the leader enters how they said so.',
      zh: '由异议人撤回；无账号的，由分管领导注明其撤回方式后登记。',
    },
    event: 'ObjectionRetracted',
    by: [...PUBLIC, 'leader'],
    anywhere: true,
    evenOwn: true,
    from: ['published', 'deciding'],
    to: ['deciding', 'passed', 'partlyPassed'],
    decide: ({ current, actor, input }) => {
      const { facts } = current;
      const found = openOf(facts).find(({ n }) => n === input.objection);
      if (!found) return notOpen(facts, input.objection);
      const forThem = found.by === null && input.said !== undefined && holdsRole(actor, ['leader']);
      if (found.by !== actor.id && !forThem)
        return refuse(
          'notYours',
          'Whoever made the objection takes it back. For somebody without an account the leader says how they did.',
          '异议由提出人撤回；无账号的异议人，由分管领导注明撤回方式。',
        );
      const objections = facts.objections.map((one) => (one === found ? ({ ...one, state: 'retracted' } as const) : one));
      return settling(current, { confidential: true, facts: { objections } });
    },
  },
  decide: {
    title: { en: 'Decide on an objection', zh: '处理异议' },
    event: 'ObjectionDecided',
    by: ['leader'],
    from: ['published', 'deciding'],
    to: ['deciding', 'passed', 'partlyPassed'],
    guard: ({ current: { facts }, actor }) => {
      const open = openOf(facts);
      if (open.length === 0) return refuse('nothingToDecide', 'No objection is open. Wait for one.', '暂无待处理异议。');
      return open.every((objection) => decidedIt(facts, actor, objection)) ? decidedRow() : undefined;
    },
    decide: ({ current, actor, input: { objection: n, upheld, reason } }) => {
      const { facts } = current;
      const found = openOf(facts).find((one) => one.n === n);
      if (!found) return notOpen(facts, n);
      if (decidedIt(facts, actor, found)) return decidedRow();
      const state = upheld ? 'upheld' : 'rejected';
      const { objections, told } = closing(facts, (one) => one.n === n, { state, reason, by: actor.id });
      const struck = upheld ? unique([...facts.struck, ...unsettledOf(facts, found.rows)]) : facts.struck;
      return settling(current, { reason, facts: { objections, struck }, notify: told });
    },
  },
};

const unsettledOf = (facts: Facts, keys: readonly string[]): readonly string[] =>
  unsettled(facts)
    .filter(({ key }) => keys.includes(key))
    .map(({ key }) => key);

const decidedRow = (): Refusal =>
  refuse(
    'decidedRow',
    'You, or somebody related to you, decided what is objected to. Leave it to another leader.',
    '该条目由您或与您有利害关系的人决定，请由其他领导处理。',
  );

const notOpen = (facts: Facts, n: number): Refusal => {
  const open = openOf(facts).map((one) => one.n);
  const [en, zh] =
    open.length === 0 ? ['none is', '暂无待处理异议'] : [`these are: ${open.join(', ')}`, `待处理：${open.join('、')}`];
  return refuse('noSuchObjection', `Objection ${n} isn’t open; ${en}.`, `异议${n}不在待处理之列；${zh}。`);
};
