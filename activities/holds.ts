/** What cases compete for: who holds what another case waits for. */
import { type Refusal, refuse, type Title } from '../workflows/kernel/process.ts';
import type { TenantRead } from './tenant-read.ts';

/** A case that holds something. */
export type Blocker = {
  readonly resource: string;
  readonly title: Title;
  readonly caseId: string;
  readonly process: string;
};

/** Who holds these resources, each with its holders in the order in which they came. */
export const readBlockers = (read: TenantRead, resources: readonly string[]): Promise<readonly Blocker[]> =>
  read<Blocker>(
    `SELECT resource, title, case_id AS "caseId", process FROM holds
     WHERE resource IN (SELECT jsonb_array_elements_text($1->'resources')) ORDER BY since, case_id`,
    { resources },
  );

/** Something that as many cases share as may. */
export type Crowd = { readonly title: Title; readonly most: number };

/** The refusal of an act for which there is no room. */
export const fullUp = ({ title, most }: Crowd): Refusal =>
  refuse(
    'full',
    `${title.en} is taken up by ${most} ${most === 1 ? 'case' : 'cases'}, which is as many as may be. Wait until one of them ends, or choose another.`,
    `${title.zh}已达${most}件上限，请待其中一件结束，或另行选择。`,
  );

/** The refusal of an act that waits for another case. */
export const heldBy = ({ title, caseId }: Pick<Blocker, 'title' | 'caseId'>): Refusal =>
  refuse(
    'held',
    `This waits for ${caseId}, which has ${title.en}. You are told when it is free; then send the act again.`,
    `须待${caseId}释放${title.zh}。释放后将通知您，届时请重新提交。`,
  );

/** The refusal of a start: nobody is told later, for there is no case that could wait. */
export const heldFromTheStart = ({ title, caseId }: Pick<Blocker, 'title' | 'caseId'>): Refusal =>
  refuse(
    'held',
    `${caseId} has ${title.en}. Go on with that case, or open this one when it has ended.`,
    `${title.zh}已由${caseId}占用。请在该案件中继续办理，或待其结束后再新建。`,
  );
