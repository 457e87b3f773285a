/** A stage in one tenant, with what the chapters of a longer story ask again and again. */
import type { Stage } from './stage.ts';

const DAY = 86_400_000;

export type TenantStage = Stage & {
  name(id: string): string;
  /** What a person reads of the facts of a case. */
  facts(reader: string, type: string, id: string, fields: string): ReturnType<Stage['ask']>;
  /** The time zone of the tenant. */
  readonly zone: string;
  /** The day (YYYY-MM-DD) so many days from now by the clock of the tenant. */
  day(ahead?: number): string;
};

/** A moment by the clock of a zone, as 2026-03-01 17:30:00. */
export const localIn = (zone: string, at: number): string => new Date(at).toLocaleString('sv', { timeZone: zone });

/** `auditor` is somebody of the tenant. */
export const inTenant = async (stage: Stage, auditor: string): Promise<TenantStage> => {
  const { zone } = (await stage.ask(auditor, '{ calendar }')).calendar;
  return {
    ...stage,
    zone,
    name: (id) => stage.person(id).name,
    facts: async (reader, type, id, fields) =>
      (await stage.ask(reader, `query ($id: ID!) { case(id: $id) { ... on ${type} { facts { ${fields} } } } }`, { id })).case
        .facts,
    day: (ahead = 0) => localIn(zone, Date.now() + ahead * DAY).slice(0, 10),
  };
};
