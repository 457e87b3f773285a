import { GraphQLError } from 'graphql';
import type { Builder } from '../builder.ts';

/** Of a date, of a text, or of epoch milliseconds. */
const iso = (value: unknown): string =>
  (value instanceof Date ? value : new Date(typeof value === 'number' ? value : String(value))).toISOString();

const text = (name: string, example: string) => (value: unknown) => {
  if (typeof value === 'string') return value;
  throw new GraphQLError(`A ${name} is a text such as ${example}.`, { extensions: { code: 'INVALID_INPUT' } });
};

const day = (value: unknown): string => {
  const given = text('Date', '2026-03-01')(value);
  const at = new Date(`${given}T00:00:00Z`);
  if (!Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === given) return given;
  throw new GraphQLError(`“${given}” is no day of the calendar; write it as 2026-03-01.`, {
    extensions: { code: 'INVALID_INPUT' },
  });
};

/** Values that GraphQL has no words for. */
export const addScalars = (builder: Builder): void => {
  builder.scalarType('DateTime', {
    description: 'A moment with its offset, such as 2026-03-01T17:30:00+08:00; answers are in UTC.',
    serialize: iso,
    parseValue: text('DateTime', '2026-03-01T17:30:00+08:00'),
  });
  builder.scalarType('Date', {
    description: 'A day, such as 2026-03-01, in the tenant’s time zone.',
    serialize: (value) => iso(value).slice(0, 10),
    parseValue: day,
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
