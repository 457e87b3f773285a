/** How much an item pays a firm, in whole cents. Pure. */
import type { Evidence } from '../evidence.ts';
import { honoursOf } from './conditions.ts';
import type { Asks, FirmFacts, Honour, Judged, Kind, PolicyItem } from './item.ts';
import { yuan } from './words.ts';

type Reckoned = { readonly judged: Judged; readonly fen?: number };

const pays = (fen: number, en: string, zh: string): Reckoned => ({
  judged: { key: 'amount', is: 'yes', because: { en, zh } },
  fen,
});
const no = (en: string, zh: string): Reckoned => ({ judged: { key: 'amount', is: 'no', because: { en, zh } } });
const ask = (asks: Asks, en: string, zh: string): Reckoned => ({
  judged: { key: 'amount', is: 'unknown', because: { en, zh }, asks },
});

/** The firm's entry in the list that the item asks for. */
const entryOf = ({ conditions }: PolicyItem, facts: FirmFacts): Honour | undefined =>
  conditions.flatMap((one) => (one.condition === 'honour' ? honoursOf(facts, one.list) : []))[0];

const ofInvoices = (
  { perMille, mostFen }: Extract<Kind, { kind: 'percentOfInvoices' }>,
  { invoices = [] }: Evidence,
): Reckoned => {
  if (invoices.length === 0)
    return ask('invoices', 'There is no invoice yet. Enter those that count.', '尚无发票，请录入符合条件的发票。');
  const sum = invoices.reduce((all, { fen }) => all + fen, 0);
  // In two parts, so that a long sum stays exact.
  const part = Math.floor(sum / 1000) * perMille + Math.floor(((sum % 1000) * perMille) / 1000);
  const fen = Math.min(part, mostFen);
  if (fen === 0) return no('The invoices come to nothing.', '按发票核算金额为0。');
  const most = part > mostFen ? { en: `, at most ${yuan(mostFen)}`, zh: `，最高${yuan(mostFen)}元` } : { en: '', zh: '' };
  return pays(fen, `${perMille} ‰ of ${yuan(sum)} yuan${most.en}.`, `发票合计${yuan(sum)}元的${perMille}‰${most.zh}。`);
};

const byUnit = ({ fen, most, unit }: Extract<Kind, { kind: 'perUnit' }>, units: number | undefined): Reckoned => {
  if (units === undefined)
    return ask('units', `The number isn’t known (${unit.en}). Enter it.`, `数量未知（${unit.zh}），请录入。`);
  const paid = Math.min(units, most);
  if (paid === 0) return no(`There is none (${unit.en}).`, `数量为0（${unit.zh}）。`);
  return pays(
    paid * fen,
    `${yuan(fen)} yuan for each of ${paid} (${unit.en})${units > most ? `, ${most} at most` : ''}.`,
    `每${unit.zh}${yuan(fen)}元，计${paid}${units > most ? `（最多${most}）` : ''}。`,
  );
};

/** The highest step that is reached. */
const reached = <S extends { readonly fen: number }>(steps: readonly S[], from: (step: S) => boolean): S | undefined =>
  steps.filter(from).toSorted((one, other) => other.fen - one.fen)[0];

const ofRevenue = ({ steps }: Extract<Kind, { kind: 'tierOfRevenue' }>, { revenueFen }: Evidence): Reckoned => {
  if (revenueFen === undefined)
    return ask('revenueFen', 'Its revenue isn’t known. Send it with the yearly accounts.', '营业收入未知，请补充年度报表。');
  const step = reached(steps, ({ fromFen }) => revenueFen >= fromFen);
  return step
    ? pays(step.fen, `For a revenue from ${yuan(step.fromFen)} yuan.`, `营业收入达到${yuan(step.fromFen)}元。`)
    : no(`Its revenue of ${yuan(revenueFen)} yuan reaches no step.`, `营业收入${yuan(revenueFen)}元，未达到任一档次。`);
};

const ofHonour = ({ steps }: Extract<Kind, { kind: 'tierOfHonour' }>, item: PolicyItem, facts: FirmFacts): Reckoned => {
  const entry = entryOf(item, facts);
  if (entry === undefined && facts.lists.length === 0)
    return ask('honourLists', 'No list is entered yet. The town office enters it.', '名单尚未录入，由镇政府录入。');
  const step = reached(steps, ({ level }) => entry?.level === level);
  return step
    ? pays(step.fen, `For ${step.level}.`, `等级${step.level}。`)
    : no('No list names it with a level that is paid.', '名单中无可奖励的等级。');
};

const ofShare = ({ steps }: Extract<Kind, { kind: 'share' }>, { revenueFen, rdFen }: Evidence): Reckoned => {
  if (revenueFen === undefined || rdFen === undefined)
    return ask(
      revenueFen === undefined ? 'revenueFen' : 'rdFen',
      'What was spent on research, or the revenue, isn’t known. Send the yearly accounts.',
      '研发费用或营业收入未知，请补充年度报表。',
    );
  if (revenueFen === 0) return no('It had no revenue.', '无营业收入。');
  const perMille = Math.floor((rdFen * 1000) / revenueFen);
  const step = reached(steps, ({ fromPerMille }) => rdFen * 1000 >= fromPerMille * revenueFen);
  return step
    ? pays(
        step.fen,
        `${perMille} ‰ of its revenue went into research, from ${step.fromPerMille} ‰.`,
        `研发投入占比${perMille}‰，达到${step.fromPerMille}‰。`,
      )
    : no(`${perMille} ‰ of its revenue went into research; no step is reached.`, `研发投入占比${perMille}‰，未达到任一档次。`);
};

export const reckon = (item: PolicyItem, facts: FirmFacts, evidence: Evidence): Reckoned => {
  const { amount } = item;
  switch (amount.kind) {
    case 'fixed':
      return pays(amount.fen, `A fixed sum of ${yuan(amount.fen)} yuan.`, `定额${yuan(amount.fen)}元。`);
    case 'percentOfInvoices':
      return ofInvoices(amount, evidence);
    case 'perUnit':
      return byUnit(amount, entryOf(item, facts)?.units ?? evidence.units);
    case 'tierOfRevenue':
      return ofRevenue(amount, evidence);
    case 'tierOfHonour':
      return ofHonour(amount, item, facts);
    case 'share':
      return ofShare(amount, evidence);
  }
};

/** The most that an item pays once, whatever is found out. */
export const mostOnce = ({ amount }: Pick<PolicyItem, 'amount'>): number => {
  switch (amount.kind) {
    case 'fixed':
      return amount.fen;
    case 'percentOfInvoices':
      return amount.mostFen;
    case 'perUnit':
      return amount.fen * amount.most;
    case 'tierOfRevenue':
    case 'tierOfHonour':
    case 'share':
      return Math.max(0, ...amount.steps.map(({ fen }) => fen));
  }
};
