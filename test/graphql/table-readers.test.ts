import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongWith } from './administrator.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

/** How many rows somebody reads, or why none. */
const rowsFor = async (person: string | null, name: string, tenant = 'shangyu'): Promise<number | string> => {
  const headers: Record<string, string> = person ? {} : { 'banjie-tenant': tenant };
  const { data, errors } = await office.ask(person, `{ table(name: "${name}") { key value } }`, {}, headers);
  return errors?.[0]?.extensions.code ?? Object.keys(data.table).length;
};

const OF_STAFF = ['priorityCustomers', 'irrigationWells', 'lines'];
const OF_CUSTOMERS = ['powerTracks', 'powerMaterials', 'powerTariffs'];

describe('the tables of a utility', () => {
  it('are for nobody who isn’t signed in, not even by name', async () => {
    for (const name of [...OF_STAFF, ...OF_CUSTOMERS, 'creditRules', 'questionBank']) {
      expect([name, await rowsFor(null, name)]).toEqual([name, 'UNAUTHENTICATED']);
      expect([name, await rowsFor(null, name, 'xiaoshan')]).toEqual([name, 'UNAUTHENTICATED']);
    }
    const { errors } = await office.ask(null, '{ tables { name } }', {}, { 'banjie-tenant': 'shangyu' });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('tell a customer what their application needs, and not whom or what else the utility feeds', async () => {
    for (const name of OF_CUSTOMERS) expect([name, await rowsFor('chen-dahu', name)]).toEqual([name, expect.any(Number)]);
    for (const name of [...OF_STAFF, 'questionBank']) {
      expect([name, await rowsFor('chen-dahu', name)]).toEqual([name, 'FORBIDDEN']);
    }
  });

  it('tell staff where they work', async () => {
    for (const name of OF_STAFF) {
      for (const person of ['yuan-fei', 'jin-lei', 'fan-hao', 'qiu-lin']) {
        expect([name, person, await rowsFor(person, name)]).toEqual([name, person, expect.any(Number)]);
      }
    }
  });
});

describe('the lines of a utility', () => {
  const section = (id: string, from: number, to: number) => ({
    id,
    from,
    to,
    title: { en: `poles ${from} to ${to}`, zh: `${from}至${to}号杆` },
  });
  const wrong = (key: string, ...sections: readonly object[]) =>
    wrongWith(
      office,
      'setTableRow',
      {
        input: {
          table: 'lines',
          key,
          validFrom: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
          value: { title: { en: 'A line', zh: '线路' }, sections },
        },
      },
      { person: 'qiu-lin' },
    );

  it('are divided by poles: sections neither overlap nor share a number, and none runs backwards', async () => {
    expect(await wrong('E701', section('1', 1, 18), section('2', 10, 30))).toEqual([expect.stringContaining('poles in common')]);
    expect(await wrong('E701', section('a', 1, 18), section('A', 19, 30))).toEqual([
      expect.stringContaining('have the number A'),
    ]);
    expect(await wrong('E701', section('1', 18, 1))).toEqual([expect.stringContaining('swap the two poles')]);
    expect(await wrong('E701', section('1', 1, 900))).toEqual([expect.stringContaining('at most 200 poles')]);
    expect(await wrong('E701', section('1', 1, 18), section('2', 19, 30))).toEqual([]);
  });

  it('have Chinese numbers where people write them so, and each number once, however it is written', async () => {
    expect(await wrong('精镇E702', section('1', 1, 18))).toEqual([]);
    for (const twin of ['e551', 'Ｅ５５１'])
      expect(await wrong(twin, section('1', 1, 18))).toEqual([expect.stringContaining('“E551” already')]);
  });
});
