import { GraphQLError } from 'graphql';
import { ApiError } from '../../activities/acting/api-error.ts';
import { isDay, isMoment } from '../../workflows/kernel/text.ts';
import type { Builder } from '../builder.ts';

/** Of a date, of a text, or of epoch milliseconds. */
const iso = (value: unknown): string =>
  (value instanceof Date ? value : new Date(typeof value === 'number' ? value : String(value))).toISOString();

/** A text of this form, or a sentence that shows one. */
const formed =
  (is: (text: string) => boolean, { en, zh, example }: { en: string; zh: string; example: string }) =>
  (value: unknown): string => {
    if (typeof value === 'string' && is(value)) return value;
    const given = typeof value === 'string' ? value.slice(0, 60) : String(value);
    throw new ApiError('INVALID_INPUT', {
      en: `“${given}” is no ${en}; write it as ${example}.`,
      zh: `“${given}”不是${zh}，请写成${example}。`,
    });
  };

/** A whole number that is kept exactly. */
const cents = (value: unknown): number => {
  const given = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof given === 'number' && Number.isSafeInteger(given)) return given;
  throw new ApiError('INVALID_INPUT', {
    en: `“${String(value).slice(0, 60)}” is no amount in whole cents; write it as 1250 for 12.50 yuan.`,
    zh: `“${String(value).slice(0, 60)}”不是以分为单位的整数金额，请写成1250（即12.50元）。`,
  });
};

/** Values that GraphQL has no words for. */
export const addScalars = (builder: Builder): void => {
  builder.scalarType('DateTime', {
    description: 'A moment with its offset, such as 2026-03-01T17:30:00+08:00; answers are in UTC.',
    serialize: iso,
    parseValue: formed(isMoment, {
      en: 'moment with its offset',
      zh: '带时区的有效时间',
      example: '2026-03-01T17:30:00+08:00',
    }),
  });
  builder.scalarType('Date', {
    description: 'A day, such as 2026-03-01, in the tenant’s time zone.',
    serialize: (value) => iso(value).slice(0, 10),
    parseValue: formed(isDay, { en: 'day of the calendar', zh: '有效日期', example: '2026-03-01' }),
  });
  builder.scalarType('Fen', {
    description: 'Whole cents of yuan, also above the 21 million yuan that an Int can say. 金额（分）',
    serialize: cents,
    parseValue: cents,
  });
  for (const [name, description, specifiedByURL] of [
    [
      'JSONSchema',
      'A JSON Schema (draft 2020-12) of what a form asks for, with titles and help in the language of the request and marks beginning with x-.',
      'https://json-schema.org/draft/2020-12/schema',
    ],
    ['GeoJSON', 'A geometry as GeoJSON in WGS 84.', 'https://datatracker.ietf.org/doc/html/rfc7946'],
  ] as const) {
    builder.scalarType(name, {
      description,
      specifiedByURL,
      serialize: (value) => value,
      parseValue: (value) => value,
    });
  }
  builder.scalarType('JSON', { description: 'Any value.', serialize: (value) => value, parseValue: (value) => value });
  builder.scalarType('Upload', {
    description: 'A file, sent as multipart/form-data after the GraphQL multipart request specification.',
    serialize: () => {
      throw new TypeError('Files are only sent.');
    },
    parseValue: (value) => {
      if (typeof value === 'object' && value !== null && 'arrayBuffer' in value && typeof value.arrayBuffer === 'function')
        return value as File;
      throw new GraphQLError(
        'Send a file in a multipart request; see https://github.com/jaydenseric/graphql-multipart-request-spec.',
        {
          extensions: { code: 'INVALID_INPUT' },
        },
      );
    },
  });
};
