/** What the decided appeals of an evaluation change in it, and how many wait for a decision. */
import type { Frozen } from '../../workflows/yearly-evaluation/inputs.ts';
import type { TenantRead } from '../tenant-read.ts';
import { type Evaluation, freeze, judged, readFrozen } from './evaluation.ts';

/** An upheld appeal: the credits that it gave, as far as they weren't cut or taken back, and what else was wrong with the line. */
export type Upheld = {
  readonly id: string;
  readonly person: string;
  readonly credits: number;
  readonly group: string | null;
  readonly required: number | null;
  readonly exempt: boolean;
};

/** The evaluation with what was decided; each line that an appeal has changed names it. */
export const withAppeals = (evaluation: Evaluation, upheld: readonly Upheld[], now: number): Evaluation => {
  const byPerson = new Map(upheld.map((appeal) => [appeal.person, appeal]));
  return {
    ...evaluation,
    takenAt: new Date(now).toISOString(),
    people: evaluation.people.map((line) => {
      const appeal = byPerson.get(line.person);
      if (!appeal) return line;
      const group = appeal.group ?? line.group;
      const ofGroup = group === line.group ? line.required : (evaluation.requirements[group]?.credits ?? line.required);
      return judged({
        ...line,
        group,
        required: appeal.required ?? ofGroup,
        credits: line.credits + appeal.credits,
        exempt: line.exempt || appeal.exempt,
        appeal: appeal.id,
      });
    }),
  };
};

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
