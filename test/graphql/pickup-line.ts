/** Tongyu's pickup line with everything running and a clock that moves, asked over HTTP. */
import { randomUUID } from 'node:crypto';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import type { ProcessManifest } from '../../graphql/manifest.ts';
import { pascal } from '../../graphql/schema/names.ts';
import { tongyu } from '../../prisma/seed/tongyu.ts';
import { producePickupPackage } from '../../processes/produce-pickup.ts';
import type { TestOptions } from '../../testing/test-banjie.ts';
import type { WholeBanjie } from '../../testing/whole-banjie.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';
import { askWithFiles } from './office.ts';
import { FACTS } from './selections.ts';
import '../servers/quiet-runtime.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const DAY = 86_400_000;
const HOUR = 3_600_000;
const ZONE = 8 * HOUR;

const RESULT = `__typename
  ... on ActionDone { replayed case { id state revision ${FACTS('producePickup')} } event { name } }
  ... on Refused { message reason }
  ... on Conflict { message actor }
  ... on InvalidInput { message issues { path message } }`;

export const place = { lat: 28.58, lon: 121.32, address: '小桐村12号' };

export const parcel = (more: object = {}) => ({
  planned: 2500,
  units: 6,
  recipient: { name: '王小明', phone: '10000990001', address: '上海市徐汇区某路1号', region: 'shanghai' },
  ...more,
});

export type PickupLine = {
  readonly banjie: WholeBanjie;
  /** Couriers beside those of the sample, for races. */
  readonly racers: readonly string[];
  token(person: string): string;
  /** The day (YYYY-MM-DD) so many days from now. */
  day(ahead?: number): string;
  /** Lets time pass until this hour of the clock, today or tomorrow. */
  untilHour(hour: number, minute?: number): Promise<void>;
  /** Books syrup, which is sent all the year round. */
  book(person: string, more?: object): Promise<Any>;
  start(person: string, input: object, requestId?: string): Promise<Any>;
  act(person: string, action: string, id: string, input?: object, requestId?: string): Promise<Any>;
  /** The same with one photo at each of these paths of the input. */
  withPhotos(person: string, action: string, id: string, input: object, paths: readonly string[]): Promise<Any>;
  /** The same with several photos at one path. */
  withPhotosAt(person: string, action: string, id: string, input: object, path: string, many: number): Promise<Any>;
  /** As whoever follows a parcel with its code. */
  follow(parcel: string, code: string, query: string, variables?: object): Promise<Any>;
  collect(person: string, id: string, parcels?: readonly object[], more?: object): Promise<Any>;
  facts(person: string, id: string): Promise<Any>;
  stateOf(id: string): Promise<string>;
  until(id: string, state: string): Promise<void>;
  close(): Promise<void>;
};

/** A slot with room for ten parcels, and one to which fifty couriers are put. */
const raceRows = (racers: readonly string[]) => {
  const slot = { title: { en: 'the race', zh: '抢约' }, grams: 900_000, sameDay: true, dropOff: false };
  return [
    { table: 'pickupSlots', key: 'narrow', value: { ...slot, from: '20:00', to: '20:30', parcels: 10 } },
    { table: 'pickupSlots', key: 'manned', value: { ...slot, from: '21:00', to: '21:30', parcels: 100 } },
    { table: 'pickupRoster', key: 'manned', value: { slot: 'manned', couriers: racers, parcels: 12, grams: 180_000 } },
    { table: 'coldStores', key: 'small', value: { title: { en: 'small cell', zh: '小库位' }, store: 'hub', grams: 10_000 } },
  ];
};

export const openPickupLine = async (
  others: readonly ProcessManifest[] = [],
  more: Pick<TestOptions, 'sendPayment'> = {},
): Promise<PickupLine> => {
  const racers = Array.from({ length: 50 }, (_, n) => `racer-${n + 1}`);
  const street = {
    ...tongyu,
    people: [
      ...tongyu.people,
      ...racers.map((id) => ({
        id,
        name: `Racer ${id}`,
        locale: 'en' as const,
        roles: [{ role: 'courier' }, { role: 'grower' }],
      })),
    ],
    tables: [
      ...(tongyu.tables ?? []),
      ...racers.map((key) => ({ table: 'growers', key, value: { kind: 'smallholder' } })),
      ...raceRows(racers),
    ],
  };
  const banjie = await startOnSharedPostgres({ packages: [producePickupPackage, ...others], tenants: [street], ...more });
  const people = (await (await fetch(`${banjie.url}/dev/people`)).json()) as readonly { id: string; token: string }[];
  const token = (id: string): string => people.find((one) => one.id === id)?.token ?? '';
  const photo = new Blob([new Uint8Array(await samplePhoto({ place, takenAt: '2026:03:01 17:30:00' }))], { type: 'image/jpeg' });
  const only = (answer: Any) => {
    if (answer.errors) throw new Error(answer.errors.map(({ message }: { message: string }) => message).join('\n'));
    return Object.values(answer.data)[0] as Any;
  };
  const mutation = (
    action: string,
    hasInput: boolean,
  ) => `mutation ($caseId: ID!, $requestId: ID!${hasInput ? `, $input: ProducePickup${pascal(action)}!` : ''}) {
    producePickup${pascal(action)}(caseId: $caseId, requestId: $requestId${hasInput ? ', input: $input' : ''}) { ${RESULT} } }`;
  const day = (ahead = 0) => new Date(banjie.now() + ZONE + ahead * DAY).toISOString().slice(0, 10);
  const line: PickupLine = {
    banjie,
    racers,
    token,
    day,
    untilHour: async (hour, minute = 0) => {
      const now = banjie.now() + ZONE;
      const midnight = now - (now % DAY);
      const at = midnight + hour * HOUR + minute * 60_000;
      await banjie.pass(`${at > now ? at - now : at + DAY - now} ms`);
    },
    start: async (person, input, requestId = randomUUID()) =>
      only(
        await banjie.ask(
          person,
          `mutation ($requestId: ID!, $input: ProducePickupStart!) { startProducePickup(requestId: $requestId, input: $input) { ${RESULT} } }`,
          { requestId, input },
        ),
      ),
    book: (person, more = {}) =>
      line.start(person, {
        day: day(1),
        slot: 'dawn530',
        product: 'loquatSyrup',
        pickPoint: place,
        parcels: [parcel()],
        ...more,
      }),
    act: async (person, action, caseId, input, requestId = randomUUID()) =>
      only(await banjie.ask(person, mutation(action, input !== undefined), { caseId, requestId, ...(input ? { input } : {}) })),
    withPhotos: async (person, action, caseId, input, paths) => {
      const files = Object.fromEntries(paths.map((path) => [`variables.input.${path}.0`, photo]));
      return only(
        await askWithFiles(
          { url: banjie.url, token },
          person,
          mutation(action, true),
          { caseId, requestId: randomUUID(), input },
          files,
        ),
      );
    },
    withPhotosAt: async (person, action, caseId, input, path, many) => {
      const files = Object.fromEntries(Array.from({ length: many }, (_, n) => [`variables.input.${path}.${n}`, photo]));
      const variables = { caseId, requestId: randomUUID(), input: { ...input, [path]: Array(many).fill(null) } };
      return only(await askWithFiles({ url: banjie.url, token }, person, mutation(action, true), variables, files));
    },
    follow: async (parcelOf, code, query, variables = {}) =>
      (
        await fetch(`${banjie.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Follow ${parcelOf}:${code}`, 'banjie-tenant': 'tongyu' },
          body: JSON.stringify({ query, variables }),
        })
      ).json(),
    collect: (person, id, parcels = [{ n: 1, grams: 2500, seal: 'S1' }], more = {}) =>
      line.withPhotos(
        person,
        'collect',
        id,
        {
          parcels: parcels.map((one) => ({ photos: [null], ...one })),
          inspected: true,
          identityChecked: true,
          at: place,
          ...more,
        },
        parcels.map((_, at) => `parcels.${at}.photos`),
      ),
    facts: async (person, id) =>
      only(await banjie.ask(person, `query ($id: ID!) { case(id: $id) { ${FACTS('producePickup')} } }`, { id })).facts,
    stateOf: async (id) => only(await banjie.ask('yu-bo', `query ($id: ID!) { case(id: $id) { state } }`, { id })).state,
    until: async (id, state) => {
      await banjie.until(
        () => line.stateOf(id),
        (found) => found === state,
      );
    },
    close: () => banjie.close(),
  };
  return line;
};
