/** Which parts of a case a look-up reads: what it finds holds only as long as these are the same. */
import { ANY, ANY_FACT, ofFact } from '../../workflows/kernel/changes.ts';
import type { Case } from '../../workflows/kernel/process.ts';

/** Never others as long as there is the case; and facts are noted one by one. */
const UNNOTED: readonly string[] = ['id', 'tenant', 'openedBy', 'openedAt', 'facts'];

/** The case as it is handed to a look-up, and the parts of it that were read so far. */
export const noting = (current: Case): { readonly current: Case; readonly parts: () => readonly string[] } => {
  const parts = new Set<string>();
  const facts = noted(
    current.facts as object,
    (name) => parts.add(ofFact(name)),
    () => parts.add(ANY_FACT),
  );
  return {
    current: noted(
      { ...current, facts },
      (name) => UNNOTED.includes(name) || parts.add(name),
      () => parts.add(ANY),
    ),
    parts: () => [...parts],
  };
};

const noted = <T extends object>(of: T, one: (name: string) => void, all: () => void): T =>
  new Proxy(of, {
    get: (target, key) => {
      if (typeof key === 'string') one(key);
      return Reflect.get(target, key);
    },
    has: (target, key) => {
      if (typeof key === 'string') one(key);
      return Reflect.has(target, key);
    },
    ownKeys: (target) => {
      all();
      return Reflect.ownKeys(target);
    },
  });
