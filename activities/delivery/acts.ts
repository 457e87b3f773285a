import type { NoticeRow } from '../notice-text.ts';
import type { TenantRead } from '../tenant-read.ts';
import { type DeliveryServices, Undeliverable } from './services.ts';

/**
 * Does what cases ask of other cases, and opens those that they ask for, each under a requestId of its own, so that it is done once; and tells
 * workflows that wait for the end of a case.
 */
export const actsOnCases = async (
  services: DeliveryServices,
  read: TenantRead,
  tenant: string,
  rows: readonly NoticeRow[],
): Promise<(row: NoticeRow) => Promise<void>> => {
  const others = await read<{ id: string; process: string }>(
    `SELECT id, process FROM cases WHERE id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
    { ids: rows.flatMap(({ channel, address }) => (channel === 'act' && address ? [address] : [])) },
  );
  const processes = new Map(others.map(({ id, process }) => [id, process]));
  return async (row) => {
    const from = row.case_id;
    if (row.channel === 'workflow') return services.tellOfEnd({ workflowId: row.address ?? '', caseId: from });
    const refusal =
      row.channel === 'open'
        ? await services.open({
            tenant,
            from,
            process: row.notice,
            input: row.params,
            requestId: `case:${from}:${row.revision}:${row.id}`,
          })
        : await actOn(services, processes, tenant, row);
    if (!refusal) return;
    const unheard =
      row.channel === 'open' && row.address !== null ? await sayRefused(services, row, { tenant, refusal }) : undefined;
    throw new Undeliverable(unheard === undefined ? refusal : `${refusal} The case doesn’t hear of it: ${unheard}`);
  };
};

/** Tells a case that what it opens was refused; says why not where it doesn't hear of it. */
const sayRefused = (
  services: DeliveryServices,
  { case_id: caseId, process, revision, id, address, notice }: NoticeRow,
  { tenant, refusal }: { readonly tenant: string; readonly refusal: string },
): Promise<string | undefined> =>
  services.act({
    ...{ tenant, from: caseId, caseId, process, action: address ?? '' },
    input: { process: notice, reason: [...refusal].slice(0, 1000).join('') },
    requestId: `case:${caseId}:${revision}:${id}:refused`,
  });

const actOn = (
  services: DeliveryServices,
  processes: ReadonlyMap<string, string>,
  tenant: string,
  row: NoticeRow,
): Promise<string | undefined> => {
  const from = row.case_id;
  const caseId = row.address ?? '';
  const process = processes.get(caseId);
  if (!process) throw new Undeliverable(`There is no case ${caseId}.`);
  const requestId = `case:${from}:${row.revision}:${caseId}:${row.notice}`;
  return services.act({ tenant, from, caseId, process, action: row.notice, input: row.params, requestId });
};
