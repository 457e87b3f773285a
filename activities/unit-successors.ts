/** Units that take over the work of others: the table `unitSuccessors`, which every tenant has. */
import { z } from 'zod';
import { titled } from '../workflows/kernel/describe.ts';
import { unitId } from '../workflows/kernel/inputs.ts';
import type { TableRule } from './tables.ts';
import type { TenantRead } from './tenant-read.ts';

export const SUCCESSORS = 'unitSuccessors';

type Row = { readonly successor: string };

export const unitSuccessors: TableRule = {
  title: { en: 'Successors of units', zh: '单位承接关系' },
  key: { en: 'Id of the unit whose work is taken over', zh: '被承接单位编号' },
  row: z.strictObject({
    successor: titled('Successor', '承接单位', unitId(), [
      'It has the work of the other one as soon as that is dissolved.',
      '原单位撤销后，其工作由该单位承接。',
    ]),
  }),
  check: (rows) => {
    for (const unit of rows.keys()) {
      const passed = new Set([unit]);
      for (let next = successorIn(rows, unit); next !== undefined; next = successorIn(rows, next)) {
        if (passed.has(next))
          return {
            en: `“${next}” would take over its own work in the end; choose a unit outside this line.`,
            zh: `“${next}”最终将承接自身工作，请选择其他单位。`,
          };
        passed.add(next);
      }
    }
    return undefined;
  },
};

const successorIn = (rows: ReadonlyMap<string, unknown>, unit: string): string | undefined =>
  (rows.get(unit) as Row | undefined)?.successor;

/** Of units that were dissolved, those that have their work today. */
export const readHeirs = async (read: TenantRead): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (await read<{ unit: string; heir: string }>('SELECT unit, heir FROM unit_heirs()')).map(({ unit, heir }) => [unit, heir]),
  );
