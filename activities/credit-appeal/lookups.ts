import type { Facts, Inputs } from '../../workflows/credit-appeal/inputs.ts';
import type { Reference } from '../../workflows/credit-appeal/rules.ts';
import { readAwardRule, readRoom } from '../credits/award.ts';
import { type CreditRequirement, creditRequirements } from '../credits/tables.ts';
import { noCase, noRow } from '../found.ts';
import { defineLookups } from '../lookups.ts';
import { readTableRow } from '../tables.ts';
import { readFrozen } from '../yearly-evaluation/evaluation.ts';

type Row = {
  readonly state: string;
  readonly year: number;
  readonly confirmedBy: string | null;
  readonly sha256: string | null;
  readonly dueAt: number | null;
  readonly before: string | null;
};

const EVALUATION = `SELECT c.state, (c.facts->>'year')::int AS year, c.facts->>'confirmedBy' AS "confirmedBy", c.facts#>>'{frozen,sha256}' AS sha256,
    (SELECT ms(due_at) FROM clocks k WHERE k.case_id = c.id AND k.name = 'appeals' AND k.state = 'running') AS "dueAt",
    (SELECT a.id FROM cases a WHERE a.process = 'creditAppeal' AND a.facts->>'evaluation' = c.id AND a.facts->>'person' = $1->>'person'
      AND a.state <> 'withdrawn' LIMIT 1) AS before
  FROM cases c WHERE c.id = $1->>'id' AND c.process = 'yearlyEvaluation'`;

const VOIDED = `SELECT 1 FROM cases WHERE id = $1->>'evaluation' AND state = 'voided'`;

export const creditAppealLookups = defineLookups<Reference, Inputs, Facts>()({
  start: async ({ read, actor, input, now }) => {
    const { evaluation: id } = input;
    const [row] = await read<Row>(EVALUATION, { id, person: actor.id });
    if (!row) return { issues: [noCase(['evaluation'], id)] };
    const { state, year, confirmedBy, sha256, dueAt, before } = row;
    const lines = sha256 === null ? [] : (await readFrozen(read, sha256)).people;
    const line = lines.find(({ person }) => person === actor.id);
    return {
      reference: {
        evaluation: { id, year, state, confirmedBy, appealable: state === 'confirmed' && dueAt !== null && now < dueAt },
        line: line ? { required: line.required, credits: line.credits, passed: line.passed } : null,
        before,
      },
    };
  },
  uphold: async ({ read, input, current }) => {
    const { person, evaluation } = current.facts;
    const [voided] = await read(VOIDED, { evaluation });
    const found = await Promise.all(input.awards.map((award, n) => readAwardRule(read, award, ['awards', n, 'kind'])));
    const group =
      input.group === undefined ? null : await readTableRow<CreditRequirement>(read, 'creditRequirements', input.group);
    const issues = [
      ...found.flatMap((one) => ('issues' in one ? one.issues : [])),
      ...(group === undefined ? [noRow(['group'], input.group ?? '', creditRequirements)] : []),
    ];
    if (issues.length > 0) return { issues };
    const rules = await Promise.all(
      found
        .flatMap((one) => ('rule' in one ? [one.rule] : []))
        .map(async (rule) => ({ ...rule, room: await readRoom(read, rule, { person, year: current.facts.year }) })),
    );
    return { reference: { rules, group: group?.title ?? null, voided: voided !== undefined } };
  },
});
