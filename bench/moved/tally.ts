/** What happened, counted by name. */
export type Tally = {
  add(what: string, many?: number): void;
  of(what: string): number;
  all(): ReadonlyMap<string, number>;
};

export const openTally = (): Tally => {
  const counts = new Map<string, number>();
  return {
    add: (what, many = 1) => void counts.set(what, (counts.get(what) ?? 0) + many),
    of: (what) => counts.get(what) ?? 0,
    all: () => counts,
  };
};
