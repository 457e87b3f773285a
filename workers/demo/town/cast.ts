/** Who plays in the town of firms, and the words that its chapters share. */
import { clockFace } from '../case-record.ts';
import type { Stage } from '../stage.ts';
import { inTenant, type TenantStage } from '../tenant-stage.ts';

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
export type Town = TenantStage & {
  state(id: string): Promise<string>;
  /** Cases that lead to this one, by the kind of their link. */
  from(id: string, kind: string): Promise<readonly string[]>;
  /** A moment as the clock of the town shows it. */
  when(at: string): string;
};

export const openTown = async (stage: Stage): Promise<Town> => {
  const town = await inTenant(stage, AUDITOR);
  return {
    ...town,
    state: async (id) => (await stage.ask(AUDITOR, 'query ($id: ID!) { case(id: $id) { state } }', { id })).case.state,
    from: async (id, kind) => {
      const found = (await stage.ask(AUDITOR, 'query ($id: ID!) { case(id: $id) { linkedFrom { from kind } } }', { id })).case;
      const links: readonly { readonly from: string; readonly kind: string }[] = found.linkedFrom;
      return links.filter((link) => link.kind === kind).map((link) => link.from);
    },
    when: clockFace(town.zone),
  };
};

/** An amount as people write it, such as 20,000.00. */
export const yuan = (fen: number): string =>
  (fen / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
