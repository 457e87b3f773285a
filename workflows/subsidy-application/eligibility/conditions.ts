/** Whether a firm meets a condition: yes, no, or not known yet, each with what it rests on. Pure. */
import { daysAfter, lastOfMonths } from '../../kernel/days.ts';
import type { Title } from '../../kernel/process.ts';
import { SUBJECT_STATES } from '../../kernel/subjects.ts';
import type { Evidence } from '../evidence.ts';
import type { Asks, Condition, FirmFacts, Honour, Judged, Veto } from './item.ts';
import { listed, yuan } from './words.ts';

type Found = Omit<Judged, 'key'>;

const say = (is: 'yes' | 'no', en: string, zh: string): Found => ({ is, because: { en, zh } });
const ask = (asks: Asks, en: string, zh: string): Found => ({ is: 'unknown', because: { en, zh }, asks });

const inDistrict = ({ state, stateFrom }: FirmFacts): Found => {
  const title: Title = SUBJECT_STATES[state] ?? { en: state, zh: state };
  return state === 'active' || state === 'suspended'
    ? say('yes', `The register has it here: ${title.en}.`, `登记在本地，状态为${title.zh}。`)
    : say('no', `The register says since ${stateFrom}: ${title.en}.`, `登记显示自${stateFrom}起${title.zh}。`);
};

const activeSince = ({ state, day, ...facts }: FirmFacts, { foundedOn: said }: Evidence, months: number): Found => {
  const foundedOn = facts.foundedOn ?? said;
  if (state !== 'active') return say('no', 'The register doesn’t have it as active.', '登记状态非正常经营。');
  if (foundedOn === undefined)
    return ask(
      'foundedOn',
      'The register doesn’t say when it was founded. Send the day and the licence.',
      '登记信息缺少成立日期，请补充日期和营业执照。',
    );
  const from = daysAfter(lastOfMonths(foundedOn, months), 1);
  return from <= day
    ? say('yes', `Founded on ${foundedOn}.`, `成立于${foundedOn}。`)
    : say(
        'no',
        `Founded on ${foundedOn}; ${months} months are over on ${from}.`,
        `成立于${foundedOn}，至${from}满${months}个月。`,
      );
};

const oneOf = (asks: 'size' | 'industry', known: string | null | undefined, wanted: readonly string[]): Found => {
  const words = asks === 'size' ? { en: 'size', zh: '规模' } : { en: 'industry', zh: '行业' };
  if (known === null || known === undefined)
    return ask(
      asks,
      `The register doesn’t say its ${words.en}. Say it, with what shows it.`,
      `登记信息缺少${words.zh}，请补充并附证明。`,
    );
  const { en, zh } = listed(wanted);
  return wanted.includes(known)
    ? say('yes', `Its ${words.en} is ${known}.`, `${words.zh}为${known}。`)
    : say('no', `Its ${words.en} is ${known}; it is for ${en}.`, `${words.zh}为${known}，仅限${zh}。`);
};

const revenue = ({ revenueFen }: Evidence, fromFen: number | undefined, toFen: number | undefined): Found => {
  if (revenueFen === undefined)
    return ask('revenueFen', 'Its revenue isn’t known. Send it with the yearly accounts.', '营业收入未知，请补充年度报表。');
  const said = { en: `Its revenue is ${yuan(revenueFen)} yuan`, zh: `营业收入${yuan(revenueFen)}元` };
  if (fromFen !== undefined && revenueFen < fromFen)
    return say('no', `${said.en}; ${yuan(fromFen)} are the least.`, `${said.zh}，不低于${yuan(fromFen)}元方可申请。`);
  if (toFen !== undefined && revenueFen > toFen)
    return say('no', `${said.en}; ${yuan(toFen)} are the most.`, `${said.zh}，不高于${yuan(toFen)}元方可申请。`);
  return say('yes', `${said.en}.`, `${said.zh}。`);
};

/** Whether a list has the firm for this day: an honour is valid from its day to its last one. */
const holds = ({ day, validUntil }: Honour, on: string): boolean => day <= on && (validUntil === undefined || on <= validUntil);

/** The firm's entries of a list that are valid, the newest first. */
export const honoursOf = ({ honours, day }: FirmFacts, list: string): readonly Honour[] =>
  honours.filter((one) => one.list === list && holds(one, day)).toSorted((one, other) => (one.day < other.day ? 1 : -1));

const honour = (facts: FirmFacts, list: string): Found => {
  const [valid] = honoursOf(facts, list);
  if (valid) return say('yes', `${valid.document} of ${valid.day} names it.`, `${valid.document}（${valid.day}）列有该企业。`);
  if (!facts.lists.includes(list))
    return ask(
      'honourLists',
      `The list ${list} isn’t entered yet. The town office enters it.`,
      `名单${list}尚未录入，由镇政府录入。`,
    );
  const over = facts.honours.find((one) => one.list === list && (one.validUntil ?? facts.day) < facts.day);
  if (over)
    return say('no', `${over.document} was valid until ${over.validUntil}.`, `${over.document}有效期至${over.validUntil}。`);
  return say('no', `The list ${list} doesn’t name it.`, `名单${list}未列该企业。`);
};

const noVeto = ({ vetoes, day, firm }: FirmFacts, registers: readonly Veto['register'][]): Found => {
  const found = vetoes.find(
    ({ register, from, until }) => registers.includes(register) && from <= day && (until === null || day <= until),
  );
  if (!found) return say('yes', `The register has no entry on ${day}.`, `截至${day}无相关记录。`);
  const { title, document, until } = found;
  const of =
    found.firm === firm ? { en: '', zh: '' } : { en: ` of ${found.firm}, whose successor it is`, zh: `（承继自${found.firm}）` };
  return say(
    'no',
    `${title.en}${of.en}: ${document}${until === null ? '' : `, until ${until}`}.`,
    `${title.zh}${of.zh}：${document}${until === null ? '' : `，至${until}止`}。`,
  );
};

const declared = (asks: 'taxFiled' | 'staffInsured', is: boolean | undefined): Found => {
  const words =
    asks === 'taxFiled' ? { en: 'taxes are filed', zh: '依法申报纳税' } : { en: 'staff are insured', zh: '为职工缴纳社保' };
  if (is === undefined)
    return ask(asks, `It isn’t known whether ${words.en}. Say so, with the proof.`, `是否${words.zh}未知，请说明并附证明。`);
  return is
    ? say('yes', `It is declared that ${words.en}.`, `已声明${words.zh}。`)
    : say('no', `Not shown that ${words.en}.`, `未${words.zh}。`);
};

const found = (condition: Condition, facts: FirmFacts, evidence: Evidence): Found => {
  switch (condition.condition) {
    case 'inDistrict':
      return inDistrict(facts);
    case 'activeSince':
      return activeSince(facts, evidence, condition.months);
    case 'size':
      return oneOf('size', facts.size ?? evidence.size, condition.sizes);
    case 'industry':
      return oneOf('industry', facts.industry ?? evidence.industry, condition.industries);
    case 'revenue':
      return revenue(evidence, condition.fromFen, condition.toFen);
    case 'honour':
      return honour(facts, condition.list);
    case 'noSeriousBreach':
      return noVeto(facts, ['credit']);
    case 'noSafetyVeto':
      return noVeto(facts, ['safety', 'environment']);
    case 'taxFiled':
      return declared('taxFiled', evidence.taxFiled);
    case 'staffInsured':
      return declared('staffInsured', evidence.staffInsured);
  }
};

export const judgeCondition = (condition: Condition, facts: FirmFacts, evidence: Evidence): Judged => ({
  key: condition.condition,
  ...found(condition, facts, evidence),
});
