/** What lots of one account come to, told in the plainest way: a list, the oldest first. */

type Lot = { readonly line: Line; readonly until: number; rest: number };
export type Line = {
  id?: string;
  readonly way: 'in' | 'out';
  readonly amount: number;
  readonly taken: (readonly [Lot, number])[];
  expired: number;
  back: boolean;
};

export class Account {
  balance = 0;
  readonly lots: Lot[] = [];
  readonly lines: Line[] = [];

  left(day: number): number {
    return this.lots.reduce((sum, lot) => sum + (lot.until >= day ? lot.rest : 0), 0);
  }

  /** What comes from day `until` on counts no more. */
  get(amount: number, until: number): Line {
    const line: Line = { way: 'in', amount, taken: [], expired: 0, back: false };
    this.lines.push(line);
    this.lots.push({ line, until, rest: amount });
    this.balance += amount;
    this.payDebt();
    return line;
  }

  spend(amount: number, day: number): Line {
    const line: Line = { way: 'out', amount, taken: [], expired: 0, back: false };
    this.lines.push(line);
    this.balance -= amount;
    this.take(
      amount,
      this.lots.filter(({ until }) => until >= day),
      line,
    );
    return line;
  }

  takeBack(line: Line): void {
    line.back = true;
    if (line.way === 'out') {
      for (const [lot, amount] of line.taken) lot.rest += amount;
      this.balance += line.amount;
      this.payDebt();
      return;
    }
    const amount = line.amount - line.expired;
    this.balance -= amount;
    this.take(
      amount,
      [...this.lots].sort((a, b) => Number(b.line === line) - Number(a.line === line)),
    );
  }

  expire(day: number): void {
    for (const lot of this.lots.filter(({ until }) => until < day)) {
      lot.line.expired += lot.rest;
      this.balance -= lot.rest;
      lot.rest = 0;
    }
  }

  private payDebt(): void {
    this.take(this.lots.reduce((sum, { rest }) => sum + rest, 0) - Math.max(0, this.balance), this.lots);
  }

  private take(amount: number, lots: readonly Lot[], line?: Line): void {
    let missing = amount;
    for (const lot of lots) {
      const taken = Math.min(missing, lot.rest);
      lot.rest -= taken;
      missing -= taken;
      if (taken > 0) line?.taken.push([lot, taken]);
    }
  }
}
