/** What the tenant's data says to the rules of a guidance. */
import type { Unit } from '../../workflows/academy/units.ts';
import type { Facts } from '../../workflows/field-guidance/facts.ts';
import type { Inputs } from '../../workflows/field-guidance/inputs.ts';
import type { Limits } from '../../workflows/field-guidance/limits.ts';
import type { Reference, Registered } from '../../workflows/field-guidance/vocabulary.ts';
import { type Actor, holdsRole } from '../../workflows/kernel/process.ts';
import { idsOf } from '../../workflows/kernel/standing-in.ts';
import { readActor } from '../actors.ts';
import { readMoments } from '../days.ts';
import { readDepartment } from '../departments.ts';
import { sameKnowledge } from '../desk-question/knowledge.ts';
import { issue, noPerson, noRow } from '../found.ts';
import { type ActAsk, defineLookups, type InputIssue } from '../lookups.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readCandidates, readOpen } from './experts.ts';
import { readLike } from './like-cases.ts';
import { type CropRow, crops, type ExpertRow, type InputRow, type PlotRow, plots, type SymptomRow, symptoms } from './tables.ts';

const unitOf = async (read: TenantRead, id: string | undefined): Promise<(Unit & { readonly kind: string }) | null> =>
  id === undefined
    ? null
    : ((await read<Unit & { kind: string }>(`SELECT id, kind, en, zh FROM units WHERE id = $1->>'id'`, { id }))[0] ?? null);

const withoutKind = (unit: (Unit & { readonly kind?: string }) | null): Unit | null =>
  unit && { id: unit.id, en: unit.en, zh: unit.zh };

/** The day of the tenant on which a moment lies. */
const readDayOf = async (read: TenantRead, at: number): Promise<string> =>
  (
    await read<{ day: string }>(
      `SELECT (to_timestamp(($1->>'at')::float8 / 1000) AT TIME ZONE zone)::date::text AS day FROM tenants WHERE id = current_setting('banjie.tenant', true)`,
      { at },
    )
  )[0]?.day ?? '';

const endsOf = async (read: TenantRead, days: readonly string[]): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(Object.entries(await readMoments(read, days)).map(([day, { endsAt }]) => [day, endsAt]));

const daysOf = ({ advice }: Facts): readonly string[] => advice?.measures.map(({ day }) => day) ?? [];

const candidates = async ({ read, current, limits }: ActAsk<unknown, Facts, Limits>) => ({
  reference: { candidates: await readCandidates(read, current.facts, limits) },
});

/** Whose plot it is, and how they have agreed to be spoken for. */
const growerOf = async (
  read: TenantRead,
  actor: Actor,
  { grower, consent }: Inputs['start'],
): Promise<{ readonly grower?: Awaited<ReturnType<typeof readActor>>; readonly issues: readonly InputIssue[] }> => {
  if (grower === undefined && holdsRole(actor, ['grower'])) return { grower: actor, issues: [] };
  if (grower === undefined)
    return {
      issues: [issue(['grower'], 'Say for whom you ask: name the grower.', '请填写代为提问的种植户。')],
    };
  const person = await readActor(read, grower);
  if (!person || !holdsRole(person, ['grower'])) return { issues: [noPerson(['grower'], grower)] };
  if (person.id === actor.id) return { grower: actor, issues: [] };
  if (!holdsRole(actor, ['stationClerk']))
    return {
      issues: [
        issue(
          ['grower'],
          'You ask for your own plot; for somebody else the clerk of the station does.',
          '只能就本人地块提问；代他人提问请由站务员办理。',
        ),
      ],
    };
  return consent === undefined
    ? {
        issues: [
          issue(['consent'], 'Say how the grower has agreed to it: spoken or signed.', '请填写种植户的同意方式：口头或签字。'),
        ],
      }
    : { grower: person, issues: [] };
};

type Where = Pick<Reference['start'], 'plot' | 'place' | 'mu'> & { readonly village: string | null };

/** Where it is: the plot that is named, a place without a number, or the grower's only plot. */
const whereOf = async (
  read: TenantRead,
  grower: string,
  { plot, place, mu }: Inputs['start'],
): Promise<{ readonly where?: Where; readonly issues: readonly InputIssue[] }> => {
  const rows = await readTable<PlotRow>(read, 'plots');
  const whole = (id: string, row: PlotRow): Where => ({ plot: id, place: row.place, mu: row.mu, village: row.village ?? null });
  if (plot !== undefined) {
    const row = rows.get(plot);
    // Whether others have such a plot isn't said.
    return row?.grower === grower ? { where: whole(plot, row), issues: [] } : { issues: [noRow(['plot'], plot, plots)] };
  }
  if (place)
    return { where: { plot: null, place: { lat: place.lat, lon: place.lon }, mu: mu ?? null, village: null }, issues: [] };
  const theirs = [...rows].filter(([, row]) => row.grower === grower);
  const [only] = theirs;
  return only && theirs.length === 1
    ? { where: whole(...only), issues: [] }
    : {
        issues: [
          issue(
            ['plot'],
            theirs.length > 1
              ? `Say which plot: ${theirs.map(([id]) => id).join(', ')}.`
              : 'Say where it is: give the place of the plot.',
            theirs.length > 1 ? `请选择地块：${theirs.map(([id]) => id).join('、')}。` : '请填写地块位置。',
          ),
        ],
      };
};

export const fieldGuidanceLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, actor, input, limits, now }) => {
    const [crop, symptom, who] = await Promise.all([
      readTableRow<CropRow>(read, 'crops', input.crop),
      readTableRow<SymptomRow>(read, 'symptoms', input.symptom),
      growerOf(read, actor, input),
    ]);
    const at = who.grower ? await whereOf(read, who.grower.id, input) : { issues: [] };
    const issues = [
      ...(crop ? [] : [noRow(['crop'], input.crop, crops)]),
      ...(symptom ? [] : [noRow(['symptom'], input.symptom, symptoms)]),
      ...who.issues,
      ...at.issues,
    ];
    if (!crop || !symptom || !who.grower || !('where' in at) || !at.where || issues.length > 0) return { issues };
    const { village, ...where } = at.where;
    const [unit, home] = await Promise.all([unitOf(read, who.grower.unit), unitOf(read, village ?? undefined)]);
    const like = await readLike(read, { symptom: input.symptom, place: where.place, village }, { now, limits });
    return {
      reference: {
        grower: who.grower,
        coop: unit?.kind === 'coop' ? withoutKind(unit) : null,
        crop: { id: input.crop, title: crop.title },
        symptom: {
          id: input.symptom,
          title: symptom.title,
          remote: symptom.remote,
          handOver: symptom.handOver,
          department: symptom.department,
          specialities: [...symptom.specialities],
        },
        urgent: input.urgent || symptom.urgent,
        ...where,
        village: withoutKind(home),
        like: like[0]?.id ?? null,
      },
    };
  },
  triage: async (ask) => {
    const { read, current, input } = ask;
    const [{ reference }, found] = await Promise.all([
      candidates(ask),
      input.way === 'handOver' ? readDepartment(read, input.department ?? current.facts.symptom.department) : undefined,
    ]);
    if (found && 'issue' in found && input.department !== undefined) return { issues: [found.issue] };
    const department = found && 'department' in found ? withoutKind(found.department) : null;
    return { reference: { ...reference, department } };
  },
  accept: async ({ read, actor, limits }) => {
    const [open, row] = await Promise.all([readOpen(read, actor.id), readTableRow<ExpertRow>(read, 'experts', actor.id)]);
    return { reference: { open, load: row?.load ?? limits.openPerExpert } };
  },
  decline: candidates,
  offerNext: candidates,
  passOn: candidates,
  appoint: async ({ read, input: { expert } }) => {
    const found = await readActor(read, expert);
    return found ? { reference: { expert: found } } : { issues: [noPerson(['expert'], expert)] };
  },
  visit: async ({ read, now }) => ({ reference: { month: (await readDayOf(read, now)).slice(0, 7) } }),
  advise: async ({ read, actor, current, input, now }) => {
    const [today, products, people, ends] = await Promise.all([
      readDayOf(read, now),
      readTable<InputRow>(read, 'registeredInputs'),
      readTable<ExpertRow>(read, 'experts'),
      endsOf(
        read,
        input.measures.map(({ day }) => day),
      ),
    ]);
    const registered = (product: string): Registered | null => {
      const row = products.get(product);
      if (!row?.crops.includes(current.facts.crop.id)) return null;
      const { title, dose, safetyDays, supplier = null } = row;
      return { product, title, dose, safetyDays, supplier };
    };
    return {
      reference: {
        today,
        inputs: input.measures.map((measure) => (measure.input ? registered(measure.input.product) : null)),
        // A deputy's own stakes count as well, and so do those to whom they are related.
        stakes: [...idsOf(actor).flatMap((id) => people.get(id)?.stake ?? []), ...(actor.related ?? [])],
        ends,
      },
    };
  },
  remind: async ({ read, current }) => ({ reference: { ends: await endsOf(read, daysOf(current.facts)) } }),
  followUp: async ({ read, current, now }) => {
    const [today, asked, ends] = await Promise.all([
      readDayOf(read, now),
      readDayOf(read, current.openedAt),
      endsOf(read, daysOf(current.facts)),
    ]);
    return { reference: { today, asked, ends } };
  },
  reviewAdvice: async ({ read, caseId, input: { question } }) => {
    const alike = question === undefined ? [] : await sameKnowledge(read, { question, caseId });
    return { reference: { alike: alike.map(({ id, question: asked }) => ({ id, question: asked })) } };
  },
  noteLike: async ({ read, current: { facts }, limits, now }) => {
    const like = await readLike(
      read,
      { symptom: facts.symptom.id, place: facts.place, village: facts.village?.id ?? null },
      { now, limits },
    );
    return {
      reference: {
        // Who asks twice about a plot has it once.
        count: new Set(like.map(({ where }) => where)).size,
        oldest: like[0]?.id ?? null,
        told: like.some(({ told }) => told),
      },
    };
  },
});
