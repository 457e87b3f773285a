/** The whole of a type as a question asks for it, for programs that read everything of it. */
import { type GraphQLField, type GraphQLNamedType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { pascal } from './schema/names.ts';

/** Names and titles that stand beside an id are read from elsewhere, and say nothing new. */
const standsBeside = (name: string, fields: Readonly<Record<string, unknown>>): boolean => {
  const id = /^(.+)(?:Name|Title)s?$/.exec(name)?.[1];
  return id !== undefined && id in fields;
};

const selectionOf = (type: GraphQLNamedType): string => {
  if (!isObjectType(type)) return '';
  // Shared types also have words that are made of the rest.
  if (type.name === 'Title') return '{ en zh }';
  if (type.name === 'Budget') return '{ workingDays dutyMinutes clockMinutes calendarDays rolls toMidnight until repeats }';
  const fields = type.getFields();
  const asked = Object.values<GraphQLField<unknown, unknown>>(fields).filter(({ name }) => !standsBeside(name, fields));
  return `{ ${asked.map(({ name, type: of }) => `${name} ${selectionOf(getNamedType(of))}`.trim()).join(' ')} }`;
};

/** All facts of a case of this process, as a fragment to be put among the fields of a case. */
export const factsOfProcess = (schema: GraphQLSchema, process: string): string => {
  const type = schema.getType(`${pascal(process)}Facts`);
  if (!type) throw new RangeError(`No process ${process} is mounted.`);
  return `... on ${pascal(process)} { facts ${selectionOf(type)} }`;
};

/** What was sent with an act of this process, and which facts it changed, as a fragment to be put among the fields of an event. */
export const eventsOfProcess = (schema: GraphQLSchema, process: string, ...events: readonly string[]): string =>
  events
    .map((event) => {
      const type = schema.getType(`${pascal(process)}${event}Event`);
      if (!isObjectType(type)) throw new RangeError(`The process ${process} has no event ${event}.`);
      const own = (['input', 'changes'] as const).flatMap((name) => {
        const field = type.getFields()[name];
        return field ? [`${name} ${selectionOf(getNamedType(field.type))}`] : [];
      });
      return `... on ${type.name} { ${own.join(' ')} }`;
    })
    .join(' ');
