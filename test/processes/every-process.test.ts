import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newest } from '../../activities/process-package.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';
import { fieldGuidancePackage } from '../../processes/field-guidance.ts';
import { packagingTrialPackage } from '../../processes/packaging-trial.ts';
import { roomBookingPackage } from '../../processes/room-booking.ts';
import { faultsOf, processChecks } from '../../testing/process-checks.ts';
import { processes } from '../../workers/processes.ts';
import type { AnyProcess, Title } from '../../workflows/kernel/process.ts';

for (const pkg of [...processes, keyLoanPackage, hallBookingPackage])
  describe(`the process ${newest(pkg).name}`, () => {
    for (const [sentence, check] of Object.entries(processChecks)) it(sentence, () => expect(check(pkg)).toEqual([]));
  });

/** Names of people in a schema that nothing marks as personal; those in their office stand with theirs before everybody. */
const openNames = (schema: unknown, path = ''): readonly string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const { title, 'x-title': named, 'x-personal': mark } = schema as { title?: string; 'x-title'?: Title; 'x-personal'?: string };
  if (title === 'NamedOfficial') return [];
  if (named?.zh === '姓名' && mark === undefined) return [path];
  return Object.entries(schema).flatMap(([key, part]) => openNames(part, `${path}/${key}`));
};

it('names of hosts, growers and proposers in facts are marked as personal', () =>
  expect(
    [roomBookingPackage, fieldGuidancePackage, packagingTrialPackage].flatMap((pkg) =>
      openNames(z.toJSONSchema(pkg.facts as z.ZodType, { unrepresentable: 'any' }), newest(pkg).name),
    ),
  ).toEqual([]));

describe('the checks find', () => {
  const { versions } = keyLoanPackage;
  const process = versions.at(-1) as AnyProcess;
  const lent = { ...process.lifecycle.lent };
  const faultsWith = (changes: Partial<AnyProcess>) => faultsOf({ ...keyLoanPackage, versions: [{ ...process, ...changes }] });
  const faultsIn = (state: object) => faultsWith({ lifecycle: { ...process.lifecycle, lent: { ...lent, ...state } } });
  const waitingFor = (task: object) => faultsIn({ tasks: () => [task] }).join();

  it('a state in which nobody is waited for', () =>
    expect(faultsIn({ tasks: () => [] }).join()).toMatch(/In lent nobody is ever waited for/));
  it('work that can’t be done in its state, even by those it falls to', () => {
    expect(waitingFor({ action: 'handOver', role: 'dispatcher' })).toMatch(
      /In lent handOver is waited for, which can't be done there/,
    );
    expect(waitingFor({ action: 'giveBack', person: 'anna', otherwise: { action: 'handOver', role: 'dispatcher' } })).toMatch(
      /In lent handOver is waited for/,
    );
  });
  it('work for a role that doesn’t do it, or that is misspelt', () => {
    expect(waitingFor({ action: 'giveBack', role: 'borower' })).toMatch(/the role borower, which the process doesn't know/);
    expect(waitingFor({ action: 'giveBack', role: 'auditor' })).toMatch(/from auditor, whose it isn't/);
  });
  it('an audience of a fact that isn’t there, or by roles and acts that aren’t', () => {
    const audiences = { keeper: { readBy: ['borower'], sentWith: { lend: 'all', handOver: ['when'] } } } as const;
    expect(faultsWith({ audiences }).join()).toMatch(
      /The audience of keeper names the role borower.*there is no such fact.*comes by lend.*comes by when of handOver/,
    );
  });
  it('a clock that no state runs, or that isn’t there', () => {
    expect(faultsIn({ runs: [] }).join()).toMatch(/The clock loan runs in no state/);
    expect(faultsWith({ clocks: {} }).join()).toMatch(/In lent runs or rests loan, and there is no such clock/);
  });
});
