/** What one request was shown of other people’s personal data. */
import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { OVERSEERS, placeOf } from '../../activities/acting/visibility.ts';
import { type AnyProcess, roleOn } from '../../workflows/kernel/process.ts';
import type { Caller } from '../callers/caller.ts';
import type { Context } from '../context.ts';
import type { ReadingLog, Way } from './reading-log.ts';

/** A case of which something is shown. */
type Of = { readonly id: string; readonly unit: string | null; readonly area: string | null; readonly openedBy?: string };

export type RequestReadings = {
  /** Says what was asked, before anything is shown. */
  begin(way: Way, query: string): void;
  /** What follows was found by words. */
  search(): void;
  /**
   * Notes that something was shown in full. Nothing is noted of a case that is the reader's own, nor of one on which they hold no role:
   * they have to do with it themselves.
   */
  shown(process: AnyProcess | undefined, of: Of, kind: string, people: readonly (string | null)[]): void;
  /** The same of what isn't a case's. */
  shownApart(kind: string, people: readonly (string | null)[]): void;
};

/** An id that is somebody's with an account. */
const isPerson = (id: string | null): id is string => id !== null && id !== 'anonymous' && !id.includes(':');

export const requestReadings = (log: ReadingLog, { tenant, actor }: Caller, now: () => number): RequestReadings => {
  let way: Way = 'list';
  let query = '';
  const note = (role: string | undefined, caseId: string | null, kind: string, people: readonly (string | null)[]): void => {
    if (role === undefined) return;
    log.note({
      ...{ tenant, reader: actor.id, readerName: actor.name, unit: actor.unit, role, way, query, caseId, kind, at: now() },
      people: people.filter(isPerson),
    });
  };
  return {
    begin: (as, asked) => {
      way = as;
      query = asked;
    },
    search: () => {
      if (way === 'list') way = 'search';
    },
    shown: (process, of, kind, people) => {
      if (of.openedBy === actor.id) return;
      note(roleOn(actor, [...(process?.personal ?? []), ...OVERSEERS], placeOf(of)), of.id, kind, people);
    },
    shownApart: (kind, people) => note(roleOn(actor, OVERSEERS), null, kind, people),
  };
};

/** Tells the request’s readings by which question they come. */
export const namedReadings = (): Plugin<Context> => {
  const begin = (args: {
    document: import('graphql').DocumentNode;
    operationName?: string | null;
    contextValue: Context;
  }): void => {
    const { document, operationName, contextValue } = args;
    const operation = document.definitions.find(
      (part): part is OperationDefinitionNode =>
        part.kind === Kind.OPERATION_DEFINITION && (!operationName || part.name?.value === operationName),
    );
    if (!operation) return;
    const names = fieldsIn(document, operation.selectionSet);
    contextValue.readings.begin(wayOf(operation.operation, names), [...names].toSorted().join(', '));
  };
  return {
    onExecute: ({ args }) => begin(args as never),
    onSubscribe: ({ args }) => begin(args as never),
  };
};

const wayOf = (operation: OperationDefinitionNode['operation'], names: ReadonlySet<string>): Way => {
  if (operation === 'mutation') return 'act';
  if (operation === 'subscription') return 'live';
  if (names.has('evidence')) return 'evidence';
  return [...names].every((name) => name === 'case') ? 'case' : 'list';
};

/** Names of the fields at the top, wherever they are written. */
const fieldsIn = (document: import('graphql').DocumentNode, { selections }: SelectionSetNode): ReadonlySet<string> =>
  new Set(
    selections.flatMap((part): string[] => {
      if (part.kind === Kind.FIELD) return part.name.value.startsWith('__') ? [] : [part.name.value];
      if (part.kind === Kind.INLINE_FRAGMENT) return [...fieldsIn(document, part.selectionSet)];
      const fragment = document.definitions.find(
        (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === part.name.value,
      );
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? [...fieldsIn(document, fragment.selectionSet)] : [];
    }),
  );
