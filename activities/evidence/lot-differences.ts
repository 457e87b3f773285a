/** Where lots of the ledger are others than the lines that opened them and drew on them. Pure. */
import type { Difference } from './differences.ts';
import type { LineRow, LotRow, RecordRows } from './record-rows.ts';

const otherLot = ({ id, owner, asset }: LotRow): Difference => ({
  where: 'ledger_lots',
  en: `The lot ${id} of ${owner} (${asset}) isn’t what its lines come to.`,
  zh: `${owner}的${asset}批次${id}与其分录不符。`,
});

export const lotDifferences = ({ lines, lots, draws, accounts }: RecordRows): Difference[] => {
  const line = new Map(lines.map((one) => [one.id, one]));
  const owned = new Map(lots.map(({ id, owner }) => [id, owner]));
  const wrong: Difference[] = [];
  for (const lot of lots) {
    const opened = line.get(lot.id);
    if (lot.rest !== lot.amount - lot.drawn || (opened && !isOpenedBy(lot, opened))) wrong.push(otherLot(lot));
  }
  for (const { id, from_owner: owner, amount, reverses, rule } of lines) {
    // Of what was taken back, something may be owed; and what went out before there were lots has drawn on none.
    const drawn = draws.filter((draw) => draw.line_id === id && owned.get(draw.lot_id) === owner).map((draw) => draw.amount);
    const sum = drawn.reduce((total, one) => total + one, 0);
    if (drawn.length > 0 && (reverses === null ? sum !== amount : sum > amount))
      wrong.push({
        where: 'ledger_draws',
        en: `The line “${rule}” is ${amount}, and has taken ${sum} from lots.`,
        zh: `分录“${rule}”为${amount}，从批次中支取${sum}。`,
      });
  }
  for (const { owner, asset, balance, lots: left } of accounts)
    if (left !== null && left !== Math.max(0, balance ?? 0))
      wrong.push({
        where: 'ledger_lots',
        en: `The balance of ${owner} (${asset}) is ${balance}; its lots come to ${left}.`,
        zh: `${owner}的${asset}余额为${balance}，各批次合计为${left}。`,
      });
  return wrong;
};

/** What was taken back opens one as well, where it had been taken before there were lots. */
const isOpenedBy = (lot: LotRow, { to_owner, asset, from_owner, amount, until, reverses }: LineRow): boolean =>
  lot.owner === to_owner &&
  lot.asset === asset &&
  lot.source === from_owner &&
  (reverses === null ? lot.amount === amount && lot.until === until : lot.amount <= amount && lot.until === null);
