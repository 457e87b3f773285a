import type { z } from 'zod';
import type { EffectDefinition } from '../workflows/effects/index.ts';
import type { AnyProcess, Title } from '../workflows/kernel/process.ts';
import type { Template } from '../workflows/kernel/template.ts';
import type { InputIssue, Lookups } from './lookups.ts';
import type { TableRule } from './tables.ts';
import type { TenantRead } from './tenant-read.ts';

/** A text that a caseworker may start from in a state. */
export type Reply = Title & { readonly id: string; readonly state: string };

/** What keeps a category from becoming so. */
export type CategoryCheck = (
  read: TenantRead,
  category: {
    readonly code: string;
    readonly en: string;
    readonly zh: string;
    readonly owner: string | null;
    readonly retired: boolean;
  },
) => Promise<readonly InputIssue[]>;

/** What a secret word is made of. */
export type SecretWordAsk = {
  /** Key of what is derived. */
  readonly secret: string;
  readonly tenant: string;
  readonly caseId: string;
  readonly params: Readonly<Record<string, unknown>>;
};

/** A process with its data and texts: all that the activities and the derived part of the API know of it. */
export type ProcessPackage = {
  /** Released versions of the rules, oldest first; new cases open with the last. */
  readonly versions: readonly AnyProcess[];
  /** What callers must send, by action and `start`. */
  readonly inputs: Readonly<Record<string, z.ZodObject>>;
  /** What a case knows about itself, described for people; the API's types, the docs and the masking follow from it. */
  readonly facts: z.ZodObject;
  readonly lookups?: Lookups;
  /** Asked before a category of the process is changed. */
  readonly checkCategory?: CategoryCheck;
  /** The tenant's tables that its lookups read, by name. */
  readonly tables?: Readonly<Record<string, TableRule>>;
  /** Kinds of qualification that its rules ask for or give. */
  readonly qualifications?: Readonly<Record<string, Title>>;
  /** What it says to people, by the name that the rules use; a tenant's own texts go before these. */
  readonly notices?: Readonly<Record<string, Template>>;
  /**
   * Words of notices that stand in no record, such as a code to sign with, by notice and word: made when an SMS is sent, for its receiver
   * alone.
   */
  readonly secretWords?: Readonly<Record<string, Readonly<Record<string, (of: SecretWordAsk) => string>>>>;
  /** Texts for caseworkers; a tenant's own go before these. */
  readonly replies?: readonly Reply[];
  /** Whether the photos that people of whom a case is about have sent are erased with what else is theirs. */
  readonly erasesPhotos?: boolean;
  /** Kinds of effect that it adds to those that Banjie ships. */
  readonly effects?: readonly EffectDefinition[];
  /**
   * What it has in the database. `tables` are scripts that are run once each, in this order; `functions` are files that are run again when
   * they have changed, such as those of its effects. `secure_table('guest_book')` gives a table its rights.
   */
  readonly sql?: { readonly tables?: readonly URL[]; readonly functions?: readonly URL[] };
  /** The module that exports the workflow function, named like the process. */
  readonly workflows: URL;
};

/** The rules by which a new case of a process opens. */
export const newest = ({ versions }: ProcessPackage): AnyProcess => {
  const process = versions.at(-1);
  if (!process) throw new RangeError('A process package has at least one version of its rules.');
  return process;
};
