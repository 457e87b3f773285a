/** What an export is asked for in its address. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { isMoment } from '../../workflows/kernel/text.ts';
import { among } from '../schema/known.ts';
import { OUTCOMES, type Outcome, type People } from './exported.ts';

const LISTS = ['process', 'caseId', 'name', 'action', 'role', 'unit', 'code', 'outcome'] as const;
const SINGLE = ['actor', 'from', 'before', 'byClock', 'late', 'people'] as const;
/** Values of one list, as in the API. */
const MOST = 500;

export type Asked = {
  readonly [name in Exclude<(typeof LISTS)[number], 'outcome'>]?: readonly string[];
} & {
  readonly actor?: string;
  readonly from?: string;
  readonly before?: string;
  readonly byClock?: boolean;
  readonly late?: boolean;
  readonly outcomes: ReadonlySet<Outcome>;
  readonly people: People;
};

/** Lists are named once for each value. What isn't known is refused: an export would say more than was meant. */
export const askedIn = (params: URLSearchParams): Asked => {
  for (const name of params.keys()) among('parameter', name, [...LISTS, ...SINGLE]);
  const lists = LISTS.flatMap((name) => {
    const values = params.getAll(name);
    if (values.length > MOST) throw wrong(name, `at most ${MOST} values`, `最多${MOST}个值`);
    return values.length > 0 ? [[name, values] as const] : [];
  });
  const { outcome = ['done'], ...filters } = Object.fromEntries(lists);
  for (const one of outcome) among('outcome', one, OUTCOMES);
  const text = (name: (typeof SINGLE)[number]) => params.get(name) ?? undefined;
  const people = text('people') ?? 'ids';
  among('choice for people', people, ['ids', 'names']);
  const moments = (['from', 'before'] as const).flatMap((name) => {
    const at = text(name);
    if (at === undefined) return [];
    // In an address, a plus sign is a space.
    const moment = at.replace(/ (\d\d:\d\d)$/, '+$1');
    if (isMoment(moment)) return [[name, moment] as const];
    throw wrong(name, 'a moment with its offset, such as 2026-03-01T17:30:00Z', '带时区的时间，如2026-03-01T17:30:00Z');
  });
  const flags = (['byClock', 'late'] as const).flatMap((name) => {
    const flag = text(name);
    if (flag === undefined) return [];
    if (flag !== 'true' && flag !== 'false') throw wrong(name, 'true or false', 'true或false');
    return [[name, flag === 'true'] as const];
  });
  const actor = text('actor');
  return {
    ...filters,
    ...(actor === undefined ? {} : { actor }),
    ...Object.fromEntries([...moments, ...flags]),
    outcomes: new Set(outcome as Outcome[]),
    people: people as People,
  };
};

const wrong = (name: string, en: string, zh: string): ApiError =>
  new ApiError('INVALID_INPUT', { en: `“${name}” takes ${en}.`, zh: `“${name}”应为${zh}。` });
