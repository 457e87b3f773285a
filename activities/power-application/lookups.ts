/** What the tenant's data says to the rules of a power application: one question for each act. */
import type { Title } from '../../workflows/kernel/process.ts';
import type { Line } from '../../workflows/lines/line.ts';
import type { Contact, Facts } from '../../workflows/power-application/facts.ts';
import type { Inputs, SchemeInput } from '../../workflows/power-application/inputs.ts';
import type { Limits } from '../../workflows/power-application/limits.ts';
import type { Material, TrackRow } from '../../workflows/power-application/track.ts';
import type { Days, Named, Reference, SchemeKnown, Tariff } from '../../workflows/power-application/vocabulary.ts';
import { readActor } from '../actors.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import { noPerson, noRow, noUnit } from '../found.ts';
import { lines, readLine } from '../lines.ts';
import { type ActAsk, defineLookups, type InputIssues } from '../lookups.ts';
import { maskedPhone } from '../masked-phone.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { chooseTrack } from './choose-track.ts';
import { daysOf, type Ledgered } from './days.ts';
import { isSigningCode } from './signing-code.ts';
import { powerTariffs } from './tables.ts';

/** The day it is, the hall that has new applications, and the account manager with the fewest open ones. */
const OFFICE = `SELECT day::text, (SELECT u.id FROM units u WHERE u.kind = 'hall' AND (u.ended_on IS NULL OR u.ended_on > day) ORDER BY u.path LIMIT 1) AS hall,
  (SELECT jsonb_build_object('id', p.id, 'name', p.name, 'phone', p.phone) FROM people p
    WHERE (p.ended_on IS NULL OR p.ended_on > day) AND EXISTS (SELECT 1 FROM person_roles r WHERE r.tenant = p.tenant AND r.person_id = p.id
      AND r.role = 'accountManager' AND r.unit IS NULL AND r.area IS NULL AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day))
    ORDER BY (SELECT count(*) FROM cases c WHERE c.process = 'powerApplication' AND NOT c.closed AND c.facts#>>'{manager,id}' = p.id), p.id LIMIT 1) AS manager
  FROM tenant_today(current_setting('banjie.tenant', true)) AS day`;

const named = ({ id, title }: Pick<Line, 'id' | 'title'>) => ({ id, title });

/** What a scheme names, of which the customer's tables know; what they don't know is said, all of it. */
const schemeParts = async (
  read: TenantRead,
  input: { readonly [K in 'tariff' | 'line' | 'reserveLine' | 'station']?: string | undefined },
  below: readonly string[],
): Promise<{ parts: Reference['changeScheme'] } | InputIssues> => {
  const { tariff: code, line: lineId, reserveLine: reserveId, station: stationId } = input;
  const [tariff, line, reserve, station] = await Promise.all([
    code === undefined ? undefined : readTableRow<Omit<Tariff, 'code'>>(read, 'powerTariffs', code),
    lineId === undefined ? undefined : readLine(read, lineId),
    reserveId === undefined ? undefined : readLine(read, reserveId),
    stationId === undefined ? undefined : readStation(read, stationId),
  ]);
  const issues = [
    ...(code !== undefined && !tariff ? [noRow([...below, 'tariff'], code, powerTariffs)] : []),
    ...(lineId !== undefined && !line ? [noRow([...below, 'line'], lineId, lines)] : []),
    ...(reserveId !== undefined && !reserve ? [noRow([...below, 'reserveLine'], reserveId, lines)] : []),
    ...(stationId !== undefined && !station ? [noUnit([...below, 'station'], stationId)] : []),
  ];
  if (issues.length > 0) return { issues };
  return {
    parts: {
      tariff: code !== undefined && tariff ? { code, ...tariff } : null,
      line: line ? named(line) : null,
      reserveLine: reserve ? named(reserve) : null,
      station: station ?? null,
    },
  };
};

const whole = async (
  read: TenantRead,
  input: SchemeInput,
  below: readonly string[],
): Promise<{ reference: SchemeKnown } | InputIssues> => {
  const found = await schemeParts(read, input, below);
  if ('issues' in found) return found;
  const { tariff, line, reserveLine, station } = found.parts;
  // A part that was named and isn't there has been said to be an issue.
  if (!tariff || !line || !station) throw new Error('A whole scheme names a tariff, a line and a station.');
  return { reference: { tariff, line, reserveLine, station } };
};

const readStation = async (read: TenantRead, id: string): Promise<Named | undefined> => {
  const [unit] = await read<Named>(
    `SELECT id, jsonb_build_object('en', en, 'zh', zh) AS title FROM units
     WHERE id = $1->>'id' AND (ended_on IS NULL OR ended_on > tenant_today(current_setting('banjie.tenant', true)))`,
    { id },
  );
  return unit;
};

/** The days of an application so far, by the tenant's calendar. */
export const readDays = async (read: TenantRead, caseId: string, now: number): Promise<Days> => {
  const [calendar, clocks] = await Promise.all([
    clocksCalendar(read),
    read<Ledgered>(
      `SELECT name, run, budget, ledger FROM clocks WHERE case_id = $1->>'caseId' AND name IN ('total', 'customer')`,
      {
        caseId,
      },
    ),
  ]);
  // Whoever asks may be behind the worker by a little: what is on the ledgers has happened.
  const last = Math.max(now, ...clocks.flatMap(({ ledger }) => ledger.map(({ at }) => at)));
  return daysOf(clocks, calendar, last);
};

const days = async ({ read, caseId, now }: ActAsk<unknown, Facts, Limits>) => ({
  reference: { days: await readDays(read, caseId, now) },
});

/** Where a customer reaches one of ours. */
const phoneOf = async (read: TenantRead, person: string): Promise<string | null> =>
  (await read<{ phone: string | null }>(`SELECT phone FROM people WHERE id = $1->>'person'`, { person }))[0]?.phone ?? null;

/** What each act of an application is judged by, or what in its input the tenant's data doesn't know. */
export const powerApplicationLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input }) => {
    const { customerClass, voltage, sources, kilowatts, line: lineId } = input;
    const [office] = await read<{ day: string; hall: string | null; manager: Contact | null }>(OFFICE);
    if (!office) throw new Error('A question to the calendar has always one answer.');
    const [tracks, classRow, line] = await Promise.all([
      readTable<TrackRow>(read, 'powerTracks'),
      readTableRow<{ title: Title; materials: readonly Material[] }>(read, 'powerMaterials', customerClass),
      lineId === undefined ? undefined : readLine(read, lineId),
    ]);
    if (lineId !== undefined && !line) return { issues: [noRow(['line'], lineId, lines)] };
    const matter = {
      customerClass,
      classTitle: classRow?.title ?? { en: customerClass, zh: customerClass },
      voltage,
      sources: sources === 2 ? 2 : 1,
      kilowatts,
      day: office.day,
    } as const;
    return {
      reference: {
        track: chooseTrack(tracks, matter),
        customerClass: classRow ?? null,
        line: line ? named(line) : null,
        hall: office.hall,
        manager: office.manager,
      },
    };
  },
  accept: async ({ read, actor, input }) => {
    const { scheme } = input;
    const phone = await phoneOf(read, actor.id);
    if (!scheme) return { reference: { scheme: null, phone } };
    const found = await whole(read, scheme, ['scheme']);
    return 'issues' in found ? found : { reference: { scheme: found.reference, phone } };
  },
  giveNotice: async ({ read, actor }) => ({ reference: { phone: await phoneOf(read, actor.id) } }),
  giveSecondNotice: async ({ read, actor }) => ({ reference: { phone: await phoneOf(read, actor.id) } }),
  drawScheme: ({ read, input }) => whole(read, input, []),
  changeScheme: async ({ read, input }) => {
    const found = await schemeParts(read, input, []);
    return 'issues' in found ? found : { reference: found.parts };
  },
  sendCode: async ({ read, caseId }) => {
    const [party] = await read<{ phone: string | null }>(
      `SELECT phone FROM parties WHERE case_id = $1->>'caseId' AND role = 'customer' AND ended_revision IS NULL`,
      { caseId },
    );
    return { reference: { telephone: party?.phone ? maskedPhone(party.phone) : null } };
  },
  sign: async ({ tenant, caseId, input: { code }, current, secret }) => {
    const { signingCode: sent } = current.facts;
    const codeIsRight =
      code !== undefined && secret !== undefined && sent !== null && isSigningCode(secret, code, { tenant, caseId, ...sent });
    return { reference: { codeIsRight } };
  },
  transferManager: async ({ read, input }) => {
    const person = await readActor(read, input.person);
    return person
      ? { reference: { person, phone: await phoneOf(read, person.id) } }
      : { issues: [noPerson(['person'], input.person)] };
  },
  connect: days,
  withdraw: days,
  reject: days,
  decideAppeal: days,
});
