/** What a policy item pays for, what is known of a firm, and what is judged of the two. Pure. */
import type { Title } from '../../kernel/process.ts';
import type { Evidence, FirmSize } from '../evidence.ts';

export type Track = 'automatic' | 'fast' | 'normal';

/** How much is paid: kinds are coded once, and an item says its numbers. */
export type Kind =
  | { readonly kind: 'fixed'; readonly fen: number }
  | { readonly kind: 'percentOfInvoices'; readonly perMille: number; readonly mostFen: number }
  | { readonly kind: 'perUnit'; readonly fen: number; readonly most: number; readonly unit: Title }
  | { readonly kind: 'tierOfRevenue'; readonly steps: readonly { readonly fromFen: number; readonly fen: number }[] }
  | { readonly kind: 'tierOfHonour'; readonly steps: readonly { readonly level: string; readonly fen: number }[] }
  | { readonly kind: 'share'; readonly steps: readonly { readonly fromPerMille: number; readonly fen: number }[] };

export type Condition =
  | { readonly condition: 'inDistrict' }
  | { readonly condition: 'activeSince'; readonly months: number }
  | { readonly condition: 'size'; readonly sizes: readonly FirmSize[] }
  | { readonly condition: 'industry'; readonly industries: readonly string[] }
  | { readonly condition: 'revenue'; readonly fromFen?: number | undefined; readonly toFen?: number | undefined }
  | { readonly condition: 'honour'; readonly list: string }
  | { readonly condition: 'noSeriousBreach' }
  | { readonly condition: 'noSafetyVeto' }
  | { readonly condition: 'taxFiled' }
  | { readonly condition: 'staffInsured' };

/** A row of the table `policyItems`. */
export type PolicyItem = {
  readonly title: Title;
  readonly track: Track;
  readonly amount: Kind;
  readonly conditions: readonly Condition[];
  /** The document behind it. */
  readonly document: string;
  /** The years for which it pays. */
  readonly years: { readonly from: number; readonly to: number };
  /** When of the year it is applied for, or of the year after; all the year where nothing is said. */
  readonly window?: { readonly from: string; readonly to: string; readonly nextYear?: boolean | undefined } | undefined;
  /** Whether a firm to whom it is offered has to take it; it is paid without where the account is known. */
  readonly needsTap?: boolean | undefined;
  /** Working days from submission to money, of the normal track. */
  readonly wholeDays?: number | undefined;
  /** The most that one firm gets of it over all years. */
  readonly ceilingFen?: number | undefined;
};

/** An entry of a list of honours that names the firm. */
export type Honour = {
  readonly list: string;
  /** The key of the row in `honourLists`, and its document. */
  readonly row: string;
  readonly document: string;
  readonly day: string;
  readonly validUntil?: string | undefined;
  readonly level?: string | undefined;
  readonly units?: number | undefined;
};

/** Something that keeps a firm, or one whose successor it is, from money for a time. */
export type Veto = {
  readonly kind: string;
  readonly title: Title;
  readonly register: 'credit' | 'safety' | 'environment';
  readonly firm: string;
  readonly document: string;
  readonly from: string;
  readonly until: string | null;
};

/** What the tenant's registers say about a firm, as of a day. */
export type FirmFacts = {
  readonly day: string;
  readonly firm: string;
  readonly name: string;
  readonly state: string;
  /** The day from which it has this state. */
  readonly stateFrom: string;
  readonly foundedOn: string | null;
  readonly size: string | null;
  readonly industry: string | null;
  readonly honours: readonly Honour[];
  /** The lists that somebody has entered at all. */
  readonly lists: readonly string[];
  readonly vetoes: readonly Veto[];
  /** Codes of the firms in whose place it goes on. */
  readonly before: readonly string[];
};

export type Answer = 'yes' | 'no' | 'unknown';

/** What is asked for where something isn't known: a field of the evidence, or a list that the house has to enter. */
export type Asks = keyof Evidence | 'honourLists';

/** What becomes of one condition; the amount is one, too. */
export type Judged = {
  readonly key: Condition['condition'] | 'amount';
  readonly is: Answer;
  readonly because: Title;
  readonly asks?: Asks;
};

export type Judgement = {
  readonly conditions: readonly Judged[];
  /** Where it can be reckoned and is above nothing. */
  readonly amount?: { readonly fen: number; readonly how: Title };
};
