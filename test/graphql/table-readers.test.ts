import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
