/** Who plays in the town of firms, and the words that its chapters share. */
import { clockFace } from '../case-record.ts';
import type { Stage } from '../stage.ts';

export const ADMIN = 'guan-shu';
export const AUDITOR = 'ke-zheng';
export const CLERK = 'gan-ning';
export const REVIEWER = 'rao-min';
export const FINANCE = 'chai-jing';
export const TREASURER = 'weng-bo';
export const CASHIER = 'xun-lei';
export const BANK = 'town-bank';
export const PUBLISHER = 'xiang-nan';

/** What every chapter is told with. */
export type Town = Stage & {
  name(id: string): string;
  /** What a person reads of the facts of a case. */
  facts(reader: string, type: string, id: string, fields: string): ReturnType<Stage['ask']>;
  state(id: string): Promise<string>;
  /** Cases that lead to this one, by the kind of their link. */
  from(id: string, kind: string): Promise<readonly string[]>;
  /** The day (YYYY-MM-DD) so many days from now by the clock of the town. */
  day(ahead?: number): string;
  /** A moment as the clock of the town shows it. */
  when(at: string): string;
};

const DAY = 86_400_000;

export const openTown = async (stage: Stage): Promise<Town> => {
  const { calendar } = await stage.ask(AUDITOR, '{ calendar }');
  return {
    ...stage,
    name: (id) => stage.person(id).name,
    facts: async (reader, type, id, fields) =>
      (await stage.ask(reader, `query ($id: ID!) { case(id: $id) { ... on ${type} { facts { ${fields} } } } }`, { id })).case
        .facts,
    state: async (id) => (await stage.ask(AUDITOR, 'query ($id: ID!) { case(id: $id) { state } }', { id })).case.state,
    from: async (id, kind) => {
      const found = (await stage.ask(AUDITOR, 'query ($id: ID!) { case(id: $id) { linkedFrom { from kind } } }', { id })).case;
      const links: readonly { readonly from: string; readonly kind: string }[] = found.linkedFrom;
      return links.filter((link) => link.kind === kind).map((link) => link.from);
    },
    day: (ahead = 0) => new Date(Date.now() + ahead * DAY).toLocaleString('sv', { timeZone: calendar.zone }).slice(0, 10),
    when: clockFace(calendar.zone),
  };
};

/** An amount as people write it, such as 20,000.00. */
export const yuan = (fen: number): string =>
  (fen / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
