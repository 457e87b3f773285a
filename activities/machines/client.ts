/** Acts as a machine: a person of the tenant whose roles are checked like anybody's. */
import type { z } from 'zod';
import type { ActionOf, ActOnCase, AnyPackage, CaseEnd, Machine, OpenCase, Sent } from '../../workflows/machines/contract.ts';
import { actOnCase, startCase } from '../acting/act.ts';
import { ApiError, noSuchCase } from '../acting/api-error.ts';
import type { ActAnswer, Acting, ActServices } from '../acting/services.ts';
import { isFile } from '../acting/uploads.ts';
import { maySeeCase } from '../acting/visibility.ts';
import { readActor } from '../actors.ts';
import { newest } from '../process-package.ts';
import { tenantRead } from '../tenant-read.ts';

/** Opens a case as this machine. */
export const openAs = async (services: ActServices, as: Machine, ask: OpenCase): Promise<ActAnswer> => {
  const issue = writtenPhotos(services, ask.process, 'start', ask.input);
  return issue ?? startCase(services, await actingAs(services, as), ask);
};

/** Acts on a case as this machine. */
export const actAs = async (services: ActServices, as: Machine, ask: ActOnCase): Promise<ActAnswer> => {
  const issue = writtenPhotos(services, ask.process, ask.action, ask.input);
  return issue ?? actOnCase(services, await actingAs(services, as), ask);
};

/** The end of a case, where it is closed; where it is open, the workflow that is named hears of it. */
export const endAs = async (
  services: ActServices,
  as: Machine,
  { caseId, workflowId }: { readonly caseId: string; readonly workflowId?: string },
): Promise<CaseEnd | undefined> => {
  const { tenant, actor } = await actingAs(services, as);
  const processes = new Map([...services.packages].map(([name, pkg]) => [name, newest(pkg)]));
  if (!(await maySeeCase(tenantRead(services.pool, tenant), actor, processes, caseId))) throw noSuchCase(caseId);
  const { rows } = await services.pool.query<{ found: CaseEnd & { closed: boolean; goesOnAs: string | null } }>(
    'SELECT wait_for_end($1, $2, $3) AS found',
    [tenant, caseId, workflowId ?? null],
  );
  if (!rows[0]) throw noSuchCase(caseId);
  const { closed, state, revision, goesOnAs } = rows[0].found;
  return closed ? { caseId, state, revision, ...(goesOnAs === null ? {} : { goesOnAs }) } : undefined;
};

const actingAs = async ({ pool }: ActServices, { tenant, person }: Machine): Promise<Acting> => {
  const actor = await readActor(tenantRead(pool, tenant), person);
  if (actor) return { tenant, actor };
  throw new ApiError('FORBIDDEN', {
    en: `Nobody called “${person}” is entered in “${tenant}” (any more). An administrator enters them (setPerson) and gives them roles (giveRole).`,
    zh: `“${tenant}”中没有（或不再有）人员“${person}”。请管理员登记该人员（setPerson）并授予角色（giveRole）。`,
  });
};

/** A photo is a file: what is written down of one might be somebody else's. */
const writtenPhotos = ({ packages }: ActServices, process: string, action: string, input: unknown): ActAnswer | undefined => {
  const shape: Readonly<Record<string, z.ZodType>> = packages.get(process)?.inputs[action]?.shape ?? {};
  const sent = (typeof input === 'object' && input !== null ? input : {}) as Readonly<Record<string, unknown>>;
  const issues = Object.entries(shape).flatMap(([field, schema]) =>
    schema.meta()?.['x-widget'] === 'photo' && [sent[field] ?? []].flat().some((one) => !isFile(one))
      ? [{ path: ['input', field], message: NO_FILE }]
      : [],
  );
  return issues.length > 0 ? { kind: 'invalid', issues } : undefined;
};

const NO_FILE = {
  en: 'Photos are files, and no workflow holds one. Leave them out here, and send them by the API.',
  zh: '照片须以文件形式提交，工作流无法携带。请在此留空，并通过API上传。',
};

/** Cases of one process, for a program that has Banjie mounted and acts as a machine. What isn't done is an answer as well. */
export class BanjieClient<Of extends AnyPackage> {
  private readonly services: ActServices;
  private readonly process: string;
  private readonly as: Machine;

  /** `new BanjieClient<typeof issueReportPackage>(banjie.services, 'issueReport', { tenant, person })`. */
  constructor(services: ActServices, process: string, as: Machine) {
    this.services = services;
    this.process = process;
    this.as = as;
  }

  /** Opens a case; the same requestId opens it once. */
  open(requestId: string, input: Sent<Of, 'start'>): Promise<ActAnswer> {
    return openAs(this.services, this.as, { process: this.process, input, requestId });
  }

  /** Acts on a case; the same requestId does it once. */
  act<Action extends ActionOf<Of>>(
    requestId: string,
    caseId: string,
    action: Action,
    input: Sent<Of, Action>,
    expectedRevision?: number,
  ): Promise<ActAnswer> {
    const ask = { process: this.process, caseId, action, input, requestId };
    return actAs(this.services, this.as, expectedRevision === undefined ? ask : { ...ask, expectedRevision });
  }

  /** The end of a case, where it is closed. */
  end(caseId: string): Promise<CaseEnd | undefined> {
    return endAs(this.services, this.as, { caseId });
  }
}
