import { describe, expect, it } from 'vitest';
import { hazardGrades } from '../../activities/hazard-inspection/grades.ts';
import { irrigationWells, priorityCustomers } from '../../activities/protection-plan/tables.ts';
import { shangyu } from '../../prisma/seed/shangyu.ts';
import { hazardInspection } from '../../workflows/hazard-inspection/rules.ts';
import { inspectionRound } from '../../workflows/inspection-round/rules.ts';
import { protectionPlan } from '../../workflows/protection-plan/rules.ts';

const rows = (table: string) => (shangyu.tables ?? []).filter((row) => row.table === table);

describe('the sample utility', () => {
  it.each([hazardInspection, inspectionRound, protectionPlan])(
    'has somebody in every role of $name',
    ({ start, actions, staff }) => {
      // Streets are patrolled elsewhere.
      const held = new Set(['patrolLeader', ...shangyu.people.flatMap(({ roles }) => roles.map(({ role }) => role))]);
      const wanted = [start.by, ...Object.values<{ by: readonly string[] }>(actions).map(({ by }) => by), staff].flat();
      expect(wanted.filter((role) => role !== 'case' && !role.startsWith('clock:') && !held.has(role))).toEqual([]);
    },
  );

  it('has grades, wells and customers of the shape that is asked for, on lines that are there', () => {
    for (const { value } of rows('hazardGrades')) expect(hazardGrades.row.safeParse(value).success).toBe(true);
    const lines = rows('lines').map(({ key }) => key);
    for (const [table, { row }] of Object.entries({ irrigationWells, priorityCustomers })) {
      expect(rows(table).length).toBeGreaterThan(0);
      for (const { value } of rows(table)) {
        expect(row.safeParse(value).success).toBe(true);
        expect(lines).toContain((value as { line: string }).line);
      }
    }
  });
});
