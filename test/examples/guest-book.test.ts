import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingEffects } from '../../activities/effects.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { mountBanjie } from '../../workers/mounting.ts';
import { changeOf } from '../graphql/administrator.ts';
import { nextRequest, type Office, openOffice, RESULT } from '../graphql/office.ts';
import { freshDatabase, sharedTemporal } from '../servers/shared.ts';
import { sql } from '../servers/sql.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ packages: [hallBookingPackage] });
  for (const person of ['bai-xue', 'yan-zheng']) await changeOf(office, 'giveRole', { input: { person, role: 'warden' } });
});
afterAll(() => office?.close());

const mutate = async (person: string, name: string, args: string) => {
  const { data, errors } = await office.ask(person, `mutation { ${name}(${args}, requestId: "${nextRequest()}") { ${RESULT} } }`);
  if (errors) throw new Error(errors.map(({ message }) => message).join(' '));
  return data[name];
};
const booked = async (hall: string): Promise<string> => {
  const { case: asked } = await mutate('wang-xiuying', 'startHallBooking', `input: { hall: "${hall}", purpose: "Wedding" }`);
  await mutate('bai-xue', 'hallBookingGrant', `caseId: "${asked.id}"`);
  return asked.id;
};
const giveBack = (caseId: string, words?: string) =>
  mutate('wang-xiuying', 'hallBookingGiveBack', `caseId: "${caseId}", input: {${words ? `words: "${words}"` : ''}}`);

describe('an effect with a table that a package brings', () => {
  it('is written with the act', async () => {
    const id = await booked('Old mill');
    expect(await giveBack(id, 'What a feast')).toMatchObject({ __typename: 'ActionDone', case: { state: 'over' } });
    expect(await office.sql('SELECT tenant, hall, person, words, case_id FROM guest_book')).toEqual([
      { tenant: 'fushan', hall: 'Old mill', person: 'wang-xiuying', words: 'What a feast', case_id: id },
    ]);
  });

  it('refuses in words, and then nothing of the act is kept', async () => {
    const id = await booked('Old mill');
    const record = () =>
      office.sql(
        `SELECT state, revision, (SELECT count(*) FROM events WHERE case_id = c.id) AS events,
           (SELECT count(*) FROM holds WHERE case_id = c.id) AS holds, (SELECT count(*) FROM guest_book) AS entries FROM cases c WHERE id = $1`,
        [id],
      );
    const before = await record();
    expect(await giveBack(id, 'And another one')).toMatchObject({
      __typename: 'Refused',
      reason: 'guestBookSigned',
      message: expect.stringContaining('Old mill'),
    });
    expect(await record()).toEqual(before);
    expect(await giveBack(id)).toMatchObject({ __typename: 'ActionDone', case: { state: 'over' } });
  });

  it('is kept apart by tenant, and can’t be changed by the plain role', async () => {
    const { appUrl } = office.database;
    expect(await sql(appUrl, 'SELECT * FROM guest_book')).toEqual([]);
    await expect(sql(appUrl, `UPDATE guest_book SET words = 'nothing'`)).rejects.toThrow('permission denied');
  });

  it('is missed at the start where the database hasn’t got its function', async () => {
    const [{ appUrl, workerUrl }, temporal] = await Promise.all([freshDatabase(), sharedTemporal()]);
    const { services } = office.program;
    const mounting = mountBanjie({
      appUrl,
      workerUrl,
      temporalAddress: temporal.address,
      temporalNamespace: temporal.namespace,
      taskQueue: 'none',
      packages: [hallBookingPackage],
      dataDir: 'none',
      secret: services.secret,
      oidc: undefined,
      production: false,
      log: services.log,
    });
    await expect(mounting).rejects.toThrow('The database lacks the functions of the effects guest_book.');
    // Processes may share an effect.
    expect(await missingEffects(services.pool, [{ kind: 'no_such' }, { kind: 'no_such' }])).toEqual(['no_such']);
  });
});
