import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Case as StoredCase } from '../../prisma/client/client.ts';
import type { Actor, Refusal } from '../../workflows/kernel/process.ts';
import type { InputIssue } from '../lookups.ts';
import type { ProcessPackage } from '../process-package.ts';
import type { Seals } from '../seals.ts';
import { storedRow } from '../stored.ts';
import type { WorkerWatch } from './living-workers.ts';
import type { PhotoService } from './uploads.ts';

/** What starting cases and acting on them needs. */
export type ActServices = {
  /** Connected as the plain role. */
  readonly pool: Pool;
  readonly temporal: Client;
  readonly taskQueue: string;
  /** Knows which processes no worker runs; without it, an act of one waits until its time is over. */
  readonly workers?: WorkerWatch;
  readonly packages: ReadonlyMap<string, ProcessPackage>;
  readonly photos: PhotoService;
  readonly seals: Pick<Seals, 'ofCommand'>;
  /** Cases continue as new after so many history events, instead of when Temporal suggests it; for tests. */
  readonly historyLimit?: number;
  /** Is told of each act that was answered. */
  readonly onAnswer?: ((act: AnsweredAct) => void) | undefined;
  /** What time it is in epoch milliseconds, where that isn't the machine's own. */
  readonly now?: () => number;
  /** Key of follow codes, of links to files and of what lookups derive. */
  readonly secret?: string;
};

/** An act or a start that was answered. */
export type AnsweredAct = { readonly process: string; readonly action: string; readonly outcome: ActAnswer['kind'] };

/** What time it is, in epoch milliseconds. */
export const timeOf = ({ now = Date.now }: Pick<ActServices, 'now'>): number => now();

/** Who acts, in which tenant. */
export type Acting = { readonly tenant: string; readonly actor: Actor };

/** What became of an act, as far as it was to be expected. */
export type ActAnswer =
  | {
      readonly kind: 'done';
      readonly caseId: string;
      readonly revision: number;
      readonly replayed: boolean;
      /** Whether whoever acted stays unnamed. */
      readonly unnamed?: boolean;
    }
  | { readonly kind: 'conflict'; readonly caseId: string; readonly by: string; readonly at: number }
  | { readonly kind: 'refused'; readonly caseId?: string; readonly refusal: Refusal }
  | { readonly kind: 'invalid'; readonly issues: readonly InputIssue[] };

/** What an act came upon: the case, what its requestId stands for, and the tenant's limits. */
export type ActSituation = {
  readonly case: StoredCase | null;
  /** Whether the caller has to do with the case in person. */
  readonly mine: boolean;
  readonly last: { readonly name: string; readonly at: number } | null;
  readonly event: {
    readonly caseId: string;
    readonly revision: number;
    readonly process: string;
    readonly action: string;
    readonly requestHash: string;
  } | null;
  readonly reserved: { readonly caseId: string; readonly requestHash: string } | null;
  readonly limits: Readonly<Record<string, unknown>>;
};

/** Reads all that an act needs to know, in one statement. */
export const readSituation = async (
  { pool }: ActServices,
  { tenant, actor }: Acting,
  at: { process: string; caseId: string | null; requestId: string },
): Promise<ActSituation> => {
  const { rows } = await pool.query<{ situation: ActSituation & { case: object | null } }>({
    name: 'read_act',
    text: 'SELECT read_act($1, $2, $3, $4, $5) AS situation',
    values: [tenant, at.process, at.caseId, at.requestId, actor.id],
  });
  if (!rows[0]) throw new Error('read_act answers with one row.');
  const { situation } = rows[0];
  return { ...situation, case: situation.case && storedRow(situation.case) };
};
