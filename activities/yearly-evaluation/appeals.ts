/** What the decided appeals of an evaluation change in it, and how many wait for a decision. */
import type { Frozen } from '../../workflows/yearly-evaluation/inputs.ts';
import type { TenantRead } from '../tenant-read.ts';
import { type Evaluation, type EvaluationLine, freeze, judged, readEvaluation, readFrozen } from './evaluation.ts';

/** An upheld appeal: the credits that it gave, as far as they weren't cut or taken back, and what else was wrong with the line. */
export type Upheld = {
  readonly id: string;
  readonly person: string;
  readonly credits: number;
  readonly group: string | null;
  readonly required: number | null;
  readonly exempt: boolean;
};

/** The evaluation with what was decided, one after another; each line that an appeal has changed names the last. */
export const withAppeals = (evaluation: Evaluation, upheld: readonly Upheld[], now: number): Evaluation => {
  const byPerson = Map.groupBy(upheld, ({ person }) => person);
  return {
    ...evaluation,
    takenAt: new Date(now).toISOString(),
    people: evaluation.people.map((line) =>
      (byPerson.get(line.person) ?? []).reduce((before, appeal) => putRight(evaluation, before, appeal), line),
    ),
  };
};

const putRight = ({ requirements }: Evaluation, line: EvaluationLine, appeal: Upheld): EvaluationLine => {
  const group = appeal.group ?? line.group;
  const ofGroup = group === line.group ? line.required : (requirements[group]?.credits ?? line.required);
  return judged({
    ...line,
    group,
    required: appeal.required ?? ofGroup,
    credits: line.credits + appeal.credits,
    exempt: line.exempt || appeal.exempt,
    appeal: appeal.id,
  });
};

/** What was upheld of a year, also against an evaluation that is void now. Its credits are in the ledger already. */
const UPHELD = `SELECT id, facts->>'person' AS person, facts#>>'{decision,group}' AS group, (facts#>>'{decision,required}')::int AS required,
    coalesce((facts#>>'{decision,exempt}')::boolean, false) AS exempt, 0 AS credits
  FROM cases WHERE process = 'creditAppeal' AND state = 'upheld' AND facts->>'year' = $1->>'year' ORDER BY id`;

/** The evaluation of a year as it is now, with what the upheld appeals of that year have put right. */
export const evaluationOfNow = async (read: TenantRead, of: Parameters<typeof readEvaluation>[1]): Promise<Evaluation> =>
  withAppeals(await readEvaluation(read, of), await read<Upheld>(UPHELD, { year: of.year }), of.now);

const APPEALS = `SELECT c.id, c.state, c.facts->>'person' AS person, c.facts#>>'{decision,group}' AS group,
    (c.facts#>>'{decision,required}')::int AS required, coalesce((c.facts#>>'{decision,exempt}')::boolean, false) AS exempt,
    coalesce((SELECT sum(l.amount)::int FROM ledger_lines l WHERE l.case_id = c.id AND l.asset = 'credits' AND l.reverses IS NULL
      AND NOT EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = l.id AND back.rule NOT LIKE '%:expired')), 0) AS credits
  FROM cases c WHERE c.process = 'creditAppeal' AND c.facts->>'evaluation' = $1->>'evaluation' AND c.state IN ('filed', 'upheld')
  ORDER BY c.id`;

/** How the appeals of an evaluation stand; where none waits, the result with what was decided, put away under its hash. */
export const settlement = async (
  read: TenantRead,
  { id, sha256, now }: { readonly id: string; readonly sha256: string | undefined; readonly now: number },
): Promise<{ readonly open: number; readonly final: Frozen | null }> => {
  const appeals = await read<Upheld & { readonly state: string }>(APPEALS, { evaluation: id });
  const open = appeals.filter(({ state }) => state === 'filed').length;
  if (open > 0 || sha256 === undefined) return { open, final: null };
  return { open, final: await freeze(read, withAppeals(await readFrozen(read, sha256), appeals, now)) };
};
