/** What a tenant begins with, as it is written down in this folder. */

import type { WorkingCalendar } from '../../activities/calendar/working-calendar.ts';
import type { Shape } from '../../activities/issue-report/areas.ts';
import type { DispatchRule } from '../../activities/issue-report/dispatch-rules.ts';
import type { Budget, Title } from '../../workflows/kernel/process.ts';
import type { NoticeText } from '../../workflows/kernel/template.ts';

export type SeedUnit = Title & {
  readonly id: string;
  /** None for the root; units stand after the one above them. */
  readonly parent?: string;
  /** street, department, station, community, township, or desk for the one that dispatches. */
  readonly kind: string;
};

/** A role in the whole tenant, or over a unit and all below it, or in an area. */
export type SeedRole = { readonly role: string; readonly unit?: string; readonly area?: string };

export type SeedPerson = {
  /** Also the subject by which the development issuer knows them. */
  readonly id: string;
  readonly name: string;
  readonly unit?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly locale?: 'en' | 'zh';
  readonly roles: readonly SeedRole[];
};

export type SeedArea = Title & { readonly id: string; readonly shape: Shape };

export type SeedCategory = Title & {
  readonly code: string;
  /** `issueReport` when left out. */
  readonly process?: string;
  readonly owner: string | null;
  readonly handle: Budget;
  readonly anonymous?: boolean;
  readonly emergency?: boolean;
  /** The emergency channel, or, without `emergency`, where the matter belongs by law. */
  readonly channel?: Title & { readonly phone?: string; readonly sealed?: boolean };
  readonly retired?: boolean;
  /** The first day on which this row holds (YYYY-MM-DD); the beginning of 2020 when left out. */
  readonly from?: string;
};

/** A row of a table from a day on (YYYY-MM-DD); from the beginning of 2020 when left out. */
export type SeedTableRow = { readonly table: string; readonly key: string; readonly value: unknown; readonly from?: string };

/** What a person is qualified for; days as YYYY-MM-DD, `until` being the last. */
export type SeedQualification = {
  readonly person: string;
  readonly kind: string;
  readonly from: string;
  readonly until?: string;
};

/** A firm or household of the register, with what it was called and its states, the last of which holds, and who acts for it; days as YYYY-MM-DD. */
export type SeedSubject = {
  readonly kind: 'firm' | 'household';
  readonly key: string;
  readonly name: string;
  readonly names: readonly { readonly name: string; readonly from: string }[];
  readonly states: readonly { readonly state: string; readonly from: string; readonly successor?: string }[];
  readonly area?: string;
  readonly address?: string;
  readonly size?: string;
  readonly industry?: string;
  readonly staff?: number;
  readonly floorArea?: number;
  readonly foundedOn?: string;
  readonly agents: readonly { readonly person: string; readonly from: string }[];
};

export type TenantData = {
  readonly tenant: Title & { readonly id: string; readonly code: string; readonly zone: string };
  readonly units: readonly SeedUnit[];
  readonly people: readonly SeedPerson[];
  readonly areas: readonly SeedArea[];
  readonly categories: readonly SeedCategory[];
  readonly calendar: WorkingCalendar;
  readonly rules: readonly DispatchRule[];
  /** Only those that differ from the process's own. */
  readonly limits: readonly { readonly process: string; readonly name: string; readonly value: number | Budget }[];
  /** Rows of the tables by which processes judge. */
  readonly tables?: readonly SeedTableRow[];
  readonly qualifications?: readonly SeedQualification[];
  readonly subjects?: readonly SeedSubject[];
  /** Texts in place of the processes' own. */
  readonly notices?: readonly {
    readonly process: string;
    readonly notice: string;
    readonly channel: string;
    readonly en: NoticeText;
    readonly zh: NoticeText;
  }[];
  /** Replies in place of the processes' own or beside them. */
  readonly replies?: readonly (Title & { readonly process: string; readonly state: string; readonly id: string })[];
};
