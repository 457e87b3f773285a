/** What is sent: values that fit, names that the house knows, and values that nobody should send. */
import fc, { type GeneratorValue } from 'fast-check';
import { type GraphQLInputType, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

/** Draws from what there is; the same draws come again with the same seed. */
export type Draw = GeneratorValue;

/** Names of the house by what they are names of, such as `unit` or `table:lines`. */
export type Names = ReadonlyMap<string, readonly string[]>;

export const one = <Value>(draw: Draw, values: readonly Value[]): Value =>
  values[draw(fc.nat, { max: values.length - 1 })] as Value;
/** True in so many of a hundred draws. */
export const seldom = (draw: Draw, percent: number): boolean => draw(fc.nat, { max: 99 }) < percent;

const NASTY: readonly string[] = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\u202egnp',
    '\u200b',
    '👨‍👩‍👧',
    'ﬁ①２',
    '__proto__',
    'constructor',
    'null',
    'undefined',
    '-1',
    'NaN',
  ],
  ...[
    "'; DROP TABLE cases; --",
    '" OR 1=1',
    '$1',
    '%',
    '_',
    '\\',
    '{{7*7}}',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '%00',
  ],
  ...['9'.repeat(30), '1e309', '2026-02-30', '+275760-09-13T00:00:00Z', '-271821-04-20', '0000-00-00T00:00:00Z', '24:60'],
  ...[
    'x'.repeat(201),
    'x'.repeat(5_001),
    '津'.repeat(3_000),
    '{'.repeat(500),
    'RXZlbnQ6MQ==',
    'clock:handle',
    'case:x',
    'follower:x',
    'anonymous',
  ],
];
const NUMBERS: readonly number[] = [
  0,
  1,
  2,
  -1,
  3,
  100,
  101,
  2_026,
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 31,
  2 ** 53,
  0.5,
  1e300,
  30.003,
  120.573,
];
const MOMENTS: readonly string[] = [
  '2020-01-01T00:00:00Z',
  '2026-06-01T08:00:00+08:00',
  '2200-12-31T23:59:59Z',
  '1900-01-01T00:00:00Z',
];

const all = (names: Names): readonly string[] => [...names.values()].flat();

/** A text for a field of this name: one of the house, any other of them, or what nobody should send. */
export const textFor = (draw: Draw, names: Names, name: string): string => {
  if (seldom(draw, 25)) return one(draw, NASTY);
  const own = names.get(name);
  if (own && own.length > 0 && seldom(draw, 85)) return one(draw, own);
  return seldom(draw, 60) ? one(draw, all(names)) : draw(fc.string, { maxLength: 40 });
};

const anything = (draw: Draw): unknown => {
  if (seldom(draw, 10)) return one(draw, NASTY);
  if (seldom(draw, 5)) return JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`);
  return draw(() => fc.jsonValue({ maxDepth: 3 }));
};

const shape = (draw: Draw): unknown => {
  const at = () => [one(draw, [120, 120.5, 181, -500]), one(draw, [30, 30.1, 91, 0])];
  const ring = [at(), at(), at()];
  return one<unknown>(draw, [
    { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
    { type: 'MultiPolygon', coordinates: [[[...ring, ring[0]]]] },
    { type: 'Point', coordinates: at() },
    { type: 'Polygon', coordinates: [Array.from({ length: 1_500 }, (_, n) => [120 + n / 1e5, 30 + (n % 7) / 1e3])] },
    null,
  ]);
};

/** A value for an argument of a question or a change. */
export const valueFor = (draw: Draw, names: Names, name: string, type: GraphQLInputType): unknown => {
  if (isNonNullType(type)) return valueFor(draw, names, name, type.ofType);
  if (isListType(type)) {
    const many = seldom(draw, 3) ? 600 : draw(fc.nat, { max: 3 });
    const few = Array.from({ length: Math.min(many, 4) }, () => valueFor(draw, names, name, type.ofType));
    return many > 4 ? Array.from({ length: many }, (_, n) => few[n % few.length]) : few;
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || seldom(draw, 40));
    const given = type.isOneOf ? fields.slice(0, 1) : fields;
    return Object.fromEntries(given.map((field) => [field.name, valueFor(draw, names, field.name, field.type)]));
  }
  if (isEnumType(type)) return one(draw, type.getValues()).name;
  switch (getNamedType(type).name) {
    case 'Int':
    case 'Float':
      return one(draw, NUMBERS);
    case 'Boolean':
      return draw(fc.boolean);
    case 'DateTime':
      return seldom(draw, 80) ? one(draw, MOMENTS) : one(draw, NASTY);
    case 'Date':
      return seldom(draw, 80) ? one(draw, MOMENTS).slice(0, 10) : one(draw, NASTY);
    case 'JSON':
      return anything(draw);
    case 'GeoJSON':
      return seldom(draw, 80) ? shape(draw) : anything(draw);
    case 'Upload':
      return one<unknown>(draw, [null, 'x', {}]);
    default:
      return textFor(draw, names, name);
  }
};

/** A form as JSON Schema has it. */
export type Form = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Form[];
  readonly oneOf?: readonly Form[];
  readonly items?: Form;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Form>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly 'x-pick'?: string;
};

/** A value that fits a form, as far as a form says it, so that acts are done. */
export const fitting = (draw: Draw, names: Names, form: Form): unknown => {
  const choices = form.anyOf ?? form.oneOf;
  if (choices && choices.length > 0) return fitting(draw, names, one(draw, choices));
  if ('const' in form) return form.const;
  if (form.enum && form.enum.length > 0) return one(draw, form.enum);
  const picked = names.get(form['x-pick'] ?? '');
  if (picked && picked.length > 0 && form.type === 'string') return one(draw, picked);
  switch (form.type ?? 'any') {
    case 'object': {
      if (form.properties?.lat && form.properties.lon) return { lat: 30.003, lon: 120.573 };
      const parts = Object.entries(form.properties ?? {}).filter(
        ([name]) => form.required?.includes(name) || (name !== 'photos' && seldom(draw, 50)),
      );
      return Object.fromEntries(parts.map(([name, part]) => [name, fitting(draw, names, part)]));
    }
    case 'array': {
      const length = Math.max(form.minItems ?? 0, draw(fc.nat, { max: 2 }));
      return Array.from({ length: Math.min(length, 20) }, () => fitting(draw, names, form.items ?? {}));
    }
    case 'integer':
    case 'number': {
      const least = Math.max(form.minimum ?? 0, -1_000);
      return one(draw, [least, least + 1, Math.min(form.maximum ?? least + 50, least + 50)]);
    }
    case 'boolean':
      return draw(fc.boolean);
    case 'string':
      return fittingText(draw, form);
    default:
      return anything(draw);
  }
};

const fittingText = (draw: Draw, { format = '', pattern = '', maxLength = 2_000 }: Form): string => {
  if (format === 'date-time') return new Date(Date.now() + one(draw, [-1, 1, 24, 72]) * 3_600_000).toISOString();
  if (format === 'date') return new Date(Date.now() + one(draw, [-30, 0, 1, 30]) * 86_400_000).toISOString().slice(0, 10);
  if (format === 'email') return 'li@example.org';
  if (format === 'uri') return 'https://example.org/';
  if (pattern.includes('转')) return '13812345678';
  return one(draw, [
    'Swept.',
    '已清理完毕。',
    'A longer text, with “quotes” and 标点；',
    'x'.repeat(Math.min(maxLength, 2_000)),
  ]).slice(0, maxLength);
};
