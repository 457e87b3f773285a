/** Facts and inputs as lines that people read, from the marks of their schemas. */

import type { Budget, Title } from '../../workflows/kernel/process.ts';
import { type Context, inLanguage } from '../context.ts';
import { budgetText } from '../schema/budget.ts';
import { type CaseOf, type EventOf, factsPart, inputPart, shownFacts, shownInput } from '../schema/masking.ts';
import { areaTitle, personId, personName, unitTitle } from '../schema/names-of.ts';
import type { SheetEntry, SheetKind } from '../schema/sheet.ts';
import { isPerson, isPlace, isTitle, isUpload, type Part } from './part.ts';

/** What a case knows, what matters most first; nothing of what rules alone need. */
export const sheetOf = async (context: Context, of: CaseOf, facts: unknown): Promise<SheetEntry[]> =>
  linesOf(context, of, factsPart(context, of.process), shownFacts(context, of, facts));

/** What was sent with an act. */
export const inputSheet = async (context: Context, event: EventOf): Promise<SheetEntry[]> =>
  linesOf(context, event.case, inputPart(context, event), shownInput(context, event));

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const linesOf = async (context: Context, of: CaseOf, part: Part, value: object): Promise<SheetEntry[]> => {
  const fields = Object.entries(part.properties ?? {}).filter(([, field]) => field['x-weight'] !== 'internal');
  const known = value as Readonly<Record<string, unknown>>;
  const lines = await Promise.all(
    fields
      .filter(([key]) => !isEmpty(known[key]))
      .map(([key, field]) => lineOf(context, of, { key, title: field['x-title'] ?? { en: key, zh: key } }, field, known[key])),
  );
  const others = part.additionalProperties;
  const rest =
    typeof others === 'object'
      ? await Promise.all(
          Object.entries(known)
            .filter(([key, one]) => !part.properties?.[key] && !isEmpty(one))
            .map(([key, one]) => lineOf(context, of, { key, title: others['x-title'] ?? { en: key, zh: key } }, others, one)),
        )
      : [];
  const all = [...lines, ...rest];
  return [...all.filter(({ weight }) => weight === 'main'), ...all.filter(({ weight }) => weight === 'detail')];
};

const kindOf = (part: Part): SheetKind => {
  const pick = part['x-pick'];
  if (isUpload(part)) return 'photos';
  if (part.graphql === 'Budget') return 'budget';
  if (part.graphql === 'DateTime' || part.format === 'date-time') return 'moment';
  if (part.graphql === 'Date' || part.format === 'date') return 'day';
  if (isPerson(part)) return 'person';
  if (pick === 'unit' || pick === 'area') return pick;
  if (pick === 'case' || pick?.startsWith('case:')) return 'case';
  if (part.enum || part['x-values']) return 'choice';
  if (part.type === 'boolean') return 'yesNo';
  if (part.type === 'array') return 'list';
  if (part.type === 'object') return isTitle(part) ? 'title' : isPlace(part) ? 'place' : 'group';
  const widget = part['x-widget'];
  if (widget === 'money' || widget === 'percent' || widget === 'stars') return widget;
  return part.type === 'number' || part.type === 'integer' ? 'number' : 'text';
};

const lineOf = async (
  context: Context,
  of: CaseOf,
  { key, title }: { key: string; title: Title },
  part: Part,
  value: unknown,
): Promise<SheetEntry> => {
  const kind = kindOf(part);
  const weight = part['x-weight'] === 'main' ? 'main' : 'detail';
  const line = { key, title, kind, weight } as const;
  if (kind === 'group') {
    const entries = await linesOf(context, of, part, value as object);
    return { ...line, value: null, entries, display: groupWords(context, part, value as Record<string, unknown>, entries) };
  }
  if (kind === 'list') {
    const entries = await Promise.all(
      (value as unknown[]).map((one, at) => lineOf(context, of, { key: String(at), title }, part.items ?? {}, one)),
    );
    const between = context.caller.locale === 'zh' ? '、' : ', ';
    return { ...line, value: null, entries, display: entries.map(({ display }) => display).join(between) };
  }
  const plain = kind === 'person' ? await personId(context, of, String(value)) : plainly(kind, value);
  return { ...line, value: plain, entries: [], display: await displayOf(context, of, kind, part, value) };
};

/** A named thing by its name; of another group its lines with their titles. */
const groupWords = (
  context: Context,
  part: Part,
  value: Readonly<Record<string, unknown>>,
  entries: readonly SheetEntry[],
): string => {
  const { locale } = context.caller;
  const own = value[locale];
  if (typeof own === 'string') return own;
  const named = entries.find(({ key, kind }) => key === 'title' && kind === 'title') ?? entries.find(({ key }) => key === 'name');
  if (named && ('id' in (part.properties ?? {}) || 'code' in (part.properties ?? {}))) return named.display;
  const [colon, end] = locale === 'zh' ? ['：', '；'] : [': ', '; '];
  return entries.map(({ title, display }) => `${inLanguage(context, title)}${colon}${display}`).join(end);
};

/** Moments and days as the API writes them elsewhere. */
const plainly = (kind: SheetKind, value: unknown): unknown =>
  kind === 'moment' && typeof value === 'number' ? new Date(value).toISOString() : value;

const yesNo = { true: { en: 'yes', zh: '是' }, false: { en: 'no', zh: '否' } } as const;

const displayOf = async (context: Context, of: CaseOf, kind: SheetKind, part: Part, value: unknown): Promise<string> => {
  const { locale } = context.caller;
  const text = String(value);
  switch (kind) {
    case 'title':
      return inLanguage(context, value as Title);
    case 'budget':
      return budgetText(context, value as Budget);
    case 'yesNo':
      return inLanguage(context, yesNo[value === true ? 'true' : 'false']);
    case 'choice': {
      const title = part['x-values']?.[text];
      return title ? inLanguage(context, title) : text;
    }
    case 'moment':
      return momentWords(value as number | string, (await context.calendar()).zone, locale);
    case 'person':
      return (await personName(context, of, text)) ?? text;
    case 'unit': {
      const title = await unitTitle(context, text);
      return title ? inLanguage(context, title) : text;
    }
    case 'area': {
      const title = await areaTitle(context, text);
      return title ? inLanguage(context, title) : text;
    }
    case 'money':
      return `¥${((value as number) / 100).toFixed(2)}`;
    case 'percent':
      return `${text} %`;
    case 'place': {
      const { lat, lon, address } = value as { lat: number; lon: number; address?: string | null };
      return address ?? `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
    }
    case 'photos': {
      const count = (value as unknown[]).length;
      return locale === 'zh' ? `${count}张` : `${count}`;
    }
    case 'case':
    case 'day':
    case 'group':
    case 'list':
    case 'number':
    case 'stars':
    case 'text':
      return text;
  }
};

/** A moment by the tenant's wall clock. */
const momentWords = (at: number | string, zone: string, locale: 'en' | 'zh'): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(at));
