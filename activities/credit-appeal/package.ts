import { facts, type Inputs, inputs } from '../../workflows/credit-appeal/inputs.ts';
import { creditAppeal, type Reference } from '../../workflows/credit-appeal/rules.ts';
import { readAwardRule } from '../credits/award.ts';
import { creditTables } from '../credits/tables.ts';
import type { LookupAnswer, LookupAsk, Lookups } from '../lookups.ts';
import type { ProcessPackage } from '../process-package.ts';
import { readFrozen } from '../yearly-evaluation/evaluation.ts';

type Row = {
  readonly state: string;
  readonly year: number;
  readonly sha256: string | null;
  readonly dueAt: number | null;
  readonly before: string | null;
};

const EVALUATION = `SELECT c.state, (c.facts->>'year')::int AS year, c.facts#>>'{frozen,sha256}' AS sha256,
    (SELECT ms(due_at) FROM clocks k WHERE k.case_id = c.id AND k.name = 'appeals' AND k.state = 'running') AS "dueAt",
    (SELECT a.id FROM cases a WHERE a.process = 'creditAppeal' AND a.facts->>'evaluation' = c.id AND a.facts->>'person' = $1->>'person' LIMIT 1) AS before
  FROM cases c WHERE c.id = $1->>'id' AND c.process = 'yearlyEvaluation'`;

const start = async ({
  read,
  actor,
  input,
  now,
}: LookupAsk): Promise<{ reference: Reference['start'] } | Extract<LookupAnswer, { issues: unknown }>> => {
  const { evaluation: id } = input as Inputs['start'];
  const [row] = await read<Row>(EVALUATION, { id, person: actor.id });
  if (!row) {
    const message = {
      en: `There is no evaluation ${id}; copy the number from its heading.`,
      zh: `没有考评${id}，请从考评标题中复制编号。`,
    };
    return { issues: [{ path: ['evaluation'], message }] };
  }
  const { state, year, sha256, dueAt, before } = row;
  const lines = sha256 === null ? [] : (await readFrozen(read, sha256)).people;
  const line = lines.find(({ person }) => person === actor.id);
  return {
    reference: {
      evaluation: { id, year, state, appealable: state === 'confirmed' && dueAt !== null && now < dueAt },
      line: line ? { required: line.required, credits: line.credits, passed: line.passed } : null,
      before,
    },
  };
};

const uphold: Lookups[string] = async ({ read, input }) => {
  const found = await readAwardRule(read, (input as Inputs['uphold']).award);
  return 'issues' in found ? found : { reference: found };
};

/** The credit appeal 学分申诉, as workers and the API mount it. */
export const creditAppealPackage: ProcessPackage = {
  versions: [creditAppeal],
  inputs,
  facts,
  lookups: { start, uphold },
  tables: creditTables,
  workflows: new URL('../../workflows/credit-appeal/workflow.ts', import.meta.url),
};
