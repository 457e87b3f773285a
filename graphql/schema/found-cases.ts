import { ApiError } from '../../activities/acting/api-error.ts';
import { OVERSEERS } from '../../activities/acting/visibility.ts';
import { digitsIn } from '../../activities/case-texts.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { folded } from '../../workflows/kernel/text.ts';
import type { Context } from '../context.ts';
import { type CaseOf, readsPersonal } from './masking.ts';
import { processesOf } from './process.ts';

/** Cases that one search may find; whoever finds more narrows it. */
const MOST_FOUND = 5_000;

export type Search = {
  readonly text?: string | null | undefined;
  readonly process?: readonly string[] | null | undefined;
  readonly openedFrom?: string | null | undefined;
  readonly openedBefore?: string | null | undefined;
};

/**
 * Cases whose number this is, or that say it: in their title, for staff in what was written on them, and for roles that read personal data
 * in names, numbers and addresses. Every sign counts as itself; full-width signs are as narrow ones, capital letters as small ones.
 */
export const foundBy = async (context: Context, search: Search): Promise<Prisma.CaseWhereInput | undefined> => {
  const text = folded(search.text ?? '').trim();
  if (text === '') return undefined;
  await context.take('searches');
  context.readings.search();
  const digits = /^[\d\s()+./转-]+$/.test(text) ? digitsIn(text) : '';
  const { actor } = context.caller;
  const rows = await context.read<{ id: string }>(`SELECT id FROM find_cases($1) id`, {
    texts: [...new Set([text, ...(digits.length > 3 ? [digits] : [])])],
    person: actor.id,
    scopes: scopesOf(context),
    ...(search.process ? { process: search.process } : {}),
    ...(search.openedFrom ? { from: search.openedFrom } : {}),
    ...(search.openedBefore ? { before: search.openedBefore } : {}),
    most: MOST_FOUND + 1,
  });
  if (rows.length > MOST_FOUND) {
    throw new ApiError('INVALID_INPUT', {
      en: `More than ${MOST_FOUND} cases say “${search.text}”. Write more of it, or narrow the search by openedFrom, openedBefore or process.`,
      zh: `含有“${search.text}”的案件超过${MOST_FOUND}件。请补充关键词，或用openedFrom、openedBefore、process缩小范围。`,
    });
  }
  return { id: { in: [...rows.map(({ id }) => id), text.toUpperCase()] } };
};

/** Notes cases that words have found, for those who find by what is personal: that a case is among them tells of people, whatever else of it is shown. */
export const noteFound = <Row extends Found>(context: Context, text: string | null | undefined, rows: Row[]): Row[] => {
  const words = folded(text ?? '').trim();
  if (words === '') return rows;
  for (const row of rows) {
    const id = row.caseId ?? row.id;
    const process = processesOf(context).get(row.process);
    if (id !== words.toUpperCase() && readsPersonal(context.caller.actor, process, row))
      context.readings.shown(process, { ...row, id }, 'found', []);
  }
  return rows;
};

type Found = Pick<CaseOf, 'id' | 'process' | 'unit' | 'area'> & { readonly caseId?: string; readonly openedBy?: string };

/** Where somebody works on cases or oversees them, and whether they read there what is personal; alike grants of several processes as one. */
const scopesOf = (context: Context): readonly object[] => {
  const { actor } = context.caller;
  const each = [...processesOf(context).values()].flatMap(({ name, staff, personal }) =>
    actor.grants
      .filter(({ role }) => [...OVERSEERS, ...staff].includes(role))
      .map(({ role, units, areas }) => ({ name, bounds: { units, areas, personal: personal.includes(role) } })),
  );
  return [...Map.groupBy(each, ({ bounds }) => JSON.stringify(bounds)).values()].map((alike) => ({
    processes: [...new Set(alike.map(({ name }) => name))],
    ...alike[0]?.bounds,
  }));
};
