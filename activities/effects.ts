/** What acts do beyond their own cases: the kinds that Banjie ships, those of packages, and the order in which they are written. */
import { ApplicationFailure } from '@temporalio/common';
import type { Pool } from 'pg';
import { acts } from '../workflows/effects/acts.ts';
import { attachments } from '../workflows/effects/attachments.ts';
import { bookings } from '../workflows/effects/bookings.ts';
import { codes } from '../workflows/effects/codes.ts';
import type { Effect, EffectDefinition } from '../workflows/effects/effect.ts';
import { followCodes } from '../workflows/effects/follow-code.ts';
import { holds } from '../workflows/effects/holds.ts';
import { knowledge } from '../workflows/effects/knowledge.ts';
import { ledger } from '../workflows/effects/ledger.ts';
import { links } from '../workflows/effects/links.ts';
import { measurements } from '../workflows/effects/measurements.ts';
import { notices } from '../workflows/effects/notices.ts';
import { opening } from '../workflows/effects/opening.ts';
import { parties } from '../workflows/effects/parties.ts';
import { payments } from '../workflows/effects/payments.ts';
import { qualifications } from '../workflows/effects/qualifications.ts';

/** The kinds that `record_transition` calls by name. */
export const shippedEffects: readonly EffectDefinition[] = [
  holds,
  bookings,
  parties,
  attachments,
  links,
  followCodes,
  notices,
  acts,
  opening,
  qualifications,
  knowledge,
  measurements,
  payments,
  codes,
  ledger,
];

/** Kinds of effect by name, and refusals by their SQLSTATE. */
export type EffectCatalogue = {
  readonly kinds: ReadonlyMap<string, EffectDefinition>;
  readonly refusals: ReadonlyMap<string, EffectDefinition['refusals'][string]>;
};

/** The shipped kinds with those of packages. Fails where two have one name or one SQLSTATE, or one has a place outside the others'. */
export const effectCatalogue = (foreign: readonly EffectDefinition[]): EffectCatalogue => {
  const kinds = new Map(shippedEffects.map((definition) => [definition.kind, definition]));
  const refusals = new Map(shippedEffects.flatMap((definition) => Object.entries(definition.refusals)));
  // Two packages of one author may share an effect.
  for (const definition of new Set(foreign)) {
    const { kind, order } = definition;
    if (!/^[a-z][a-z0-9_]{0,50}$/.test(kind))
      throw new RangeError(`The effect “${kind}” needs a name in snake case, as in the SQL function effect_guest_book.`);
    if (kinds.has(kind)) throw new RangeError(`There are two effects “${kind}”. Rename one of them.`);
    if (!(order > holds.order && order < ledger.order))
      throw new RangeError(`The effect “${kind}” needs an order between ${holds.order} and ${ledger.order}.`);
    kinds.set(kind, definition);
    for (const [code, words] of Object.entries(definition.refusals)) {
      if (refusals.has(code) || code.startsWith('BJ'))
        throw new RangeError(`The SQLSTATE ${code} of the effect “${kind}” is taken. Choose another.`);
      refusals.set(code, words);
    }
  }
  return { kinds, refusals };
};

/** Effects as they are stored: those of one kind as one, in the order in which all acts lock, and none without items. */
export const inLockOrder = ({ kinds }: EffectCatalogue, effects: readonly Effect[]): readonly Effect[] => {
  const orderOf = ({ kind }: Effect): number => {
    const order = kinds.get(kind)?.order;
    if (order !== undefined) return order;
    throw ApplicationFailure.nonRetryable(`The effect ${kind} isn't known to this worker.`, 'UnknownEffect');
  };
  return [...Map.groupBy(effects, ({ kind }) => kind)]
    .map(([kind, parts]) => {
      const items = parts.flatMap(({ items }) => items);
      return { kind, items: kinds.get(kind)?.stored?.(items) ?? items };
    })
    .filter(({ items }) => items.length > 0)
    .toSorted((one, other) => orderOf(one) - orderOf(other));
};

/** Kinds of effect whose SQL function the database lacks. */
export const missingEffects = async (
  pool: Pool,
  kinds: readonly Pick<EffectDefinition, 'kind'>[],
): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ kind: string }>(
    `SELECT DISTINCT kind FROM unnest($1::text[]) kind WHERE to_regprocedure('effect_' || kind || '(jsonb, jsonb)') IS NULL ORDER BY kind`,
    [kinds.map(({ kind }) => kind)],
  );
  return rows.map(({ kind }) => kind);
};
