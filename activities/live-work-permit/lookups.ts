/** What the tenant's data says to the rules of the live-line work permit: who the people are, and what the tables hold. */

import type { Title } from '../../workflows/kernel/process.ts';
import type { Line, Section } from '../../workflows/lines/line.ts';
import type { Facts } from '../../workflows/live-work-permit/facts.ts';
import type { Inputs } from '../../workflows/live-work-permit/inputs.ts';
import type { Limits } from '../../workflows/live-work-permit/limits.ts';
import { qualifications } from '../../workflows/live-work-permit/qualifications.ts';
import type { Candidate, Reference } from '../../workflows/live-work-permit/vocabulary.ts';
import { readActor } from '../actors.ts';
import { issue, noPerson, noRow } from '../found.ts';
import { lines, readLine } from '../lines.ts';
import { type ActAsk, defineLookups, type InputIssue, type InputIssues } from '../lookups.ts';
import { readKinds } from '../qualification-kinds.ts';
import { readHeld } from '../qualifications.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { type JobTypeRow, permitJobTypes } from './job-types.ts';

/** The tenant's day of each of these moments (epoch milliseconds), without repeats. */
const daysOf = async (read: TenantRead, moments: readonly number[]): Promise<readonly string[]> => {
  const rows = await read<{ day: string }>(
    `SELECT DISTINCT (to_timestamp(at::double precision / 1000) AT TIME ZONE t.zone)::date AS day
     FROM tenants t, jsonb_array_elements_text($1->'moments') AS at WHERE t.id = current_setting('banjie.tenant', true) ORDER BY 1`,
    { moments },
  );
  return rows.map(({ day }) => day);
};

/** People by id, with what they hold of these kinds; who isn't there, or no longer, isn't in the answer. */
const candidates = async (
  read: TenantRead,
  ids: readonly string[],
  kinds: readonly string[],
): Promise<ReadonlyMap<string, Candidate>> => {
  const unique = [...new Set(ids)];
  const [held, actors] = await Promise.all([readHeld(read, unique, kinds), Promise.all(unique.map((id) => readActor(read, id)))]);
  return new Map(
    actors.flatMap((actor) =>
      actor
        ? [
            [
              actor.id,
              {
                ...actor,
                qualifications: held
                  .filter(({ person }) => person === actor.id)
                  .map(({ kind, from, until }) => ({ kind, from, until })),
              },
            ],
          ]
        : [],
    ),
  );
};

/** Each named person with where they were named; either all of them, or what is wrong. */
const everyone = (found: ReadonlyMap<string, Candidate>, named: readonly { path: InputIssue['path']; id: string }[]) =>
  named.flatMap(({ path, id }) => (found.has(id) ? [] : [noPerson(path, id)]));

type HazardRow = {
  readonly process: string;
  readonly closed: boolean;
  readonly line: Line | null;
  readonly section: Section | null;
};
const HAZARD = `SELECT process, closed, facts->'line' AS line, facts->'section' AS section FROM cases WHERE id = $1->>'hazard'`;

const wrongHazard = (id: string, row: HazardRow | undefined): readonly InputIssue[] => {
  if (row?.process !== 'hazardInspection') {
    return [
      issue(
        ['hazard'],
        `There is no hazard ${id} here; copy its number from its heading.`,
        `没有隐患${id}，请从标题中复制编号。`,
      ),
    ];
  }
  return row.closed ? [issue(['hazard'], `The hazard ${id} is closed; leave it out.`, `隐患${id}已办结，请勿关联。`)] : [];
};

/** A hazard is rectified where it is: on its own line, and on its own section where that is known. */
const elsewhere = (id: string, hazard: HazardRow, line: Line, sections: readonly Section[]): readonly InputIssue[] => {
  if (hazard.process !== 'hazardInspection' || hazard.line === null) return [];
  if (hazard.line.id !== line.id) {
    const { en, zh } = hazard.line.title;
    return [
      issue(
        ['line'],
        `The hazard ${id} lies on ${en}; issue the permit for that line, or leave the hazard out.`,
        `隐患${id}位于${zh}，请按该线路签发，或不关联隐患。`,
      ),
    ];
  }
  const { section } = hazard;
  if (!section || sections.some(({ from, to }) => from <= section.to && section.from <= to)) return [];
  return [
    issue(
      ['sections'],
      `The hazard ${id} lies on ${section.title.en}; name the section of those poles too, or leave the hazard out.`,
      `隐患${id}位于${section.title.zh}，请补充该杆段所在区段，或不关联隐患。`,
    ),
  ];
};

const noSection = (index: number, id: string) =>
  issue(['sections', index], `The line has no section “${id}”; see the table lines.`, `该线路没有区段“${id}”，请查看lines表。`);

type Ask = ActAsk<unknown, Facts, Limits>;

const kindsOf = ({ qualifications }: Facts['job']): readonly string[] => qualifications.map(({ id }) => id);

/** A kind of qualification by its name: the tenant's own, or one that every utility has. */
const named = (kind: string, own: ReadonlyMap<string, Title>) => ({
  id: kind,
  title: own.get(kind) ?? (qualifications as Readonly<Record<string, Title>>)[kind] ?? { en: kind, zh: kind },
});

/** Everybody on the site as of now, and the days from today, or from when work may begin, to its end. */
const crewUntil = async (ask: Ask, until: number) => {
  const { read, now } = ask;
  const { job, leader, guardian, members, from } = ask.current.facts;
  const [found, days] = await Promise.all([
    candidates(
      read,
      [leader, guardian, ...members].map(({ id }) => id),
      kindsOf(job),
    ),
    daysOf(read, [Math.max(now, from), until]),
  ]);
  return { crew: [...found.values()], days };
};

/** People who are to come onto the permit. */
const newcomers = async (
  ask: Ask,
  named: readonly { path: InputIssue['path']; id: string }[],
): Promise<InputIssues | { people: readonly Candidate[]; days: readonly string[] }> => {
  const { read, now } = ask;
  const { job, from, until } = ask.current.facts;
  const [found, days] = await Promise.all([
    candidates(
      read,
      named.map(({ id }) => id),
      kindsOf(job),
    ),
    daysOf(read, [Math.max(now, from), until]),
  ]);
  const issues = everyone(found, named);
  return issues.length > 0 ? { issues } : { people: named.map(({ id }) => found.get(id) as Candidate), days };
};

/** What each act of the permit is judged by, or what in its input the tenant's data doesn't know. */
export const liveWorkPermitLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input }) => {
    const { job: code, line: lineId, sections: sectionIds, hazard, ...sent } = input;
    const [job, own, line, hazards] = await Promise.all([
      readTableRow<JobTypeRow>(read, 'permitJobTypes', code),
      readKinds(read),
      readLine(read, lineId),
      hazard === undefined ? undefined : read<HazardRow>(HAZARD, { hazard }),
    ]);
    const people = [
      { path: ['leader'], id: sent.leader },
      { path: ['permitter'], id: sent.permitter },
      { path: ['guardian'], id: sent.guardian },
      ...sent.members.map((id, index) => ({ path: ['members', index], id })),
    ];
    const [found, days] = await Promise.all([
      candidates(
        read,
        people.map(({ id }) => id),
        job?.qualifications ?? [],
      ),
      daysOf(read, [Date.parse(sent.from), Date.parse(sent.until)]),
    ]);
    const sections = [...new Set(sectionIds)].flatMap((id) => line?.sections.find((section) => section.id === id) ?? []);
    const wrong = [
      ...(job ? [] : [noRow(['job'], code, permitJobTypes)]),
      ...(line ? [] : [noRow(['line'], lineId, lines)]),
      ...(line ? sectionIds.flatMap((id, at) => (line.sections.some((one) => one.id === id) ? [] : [noSection(at, id)])) : []),
      ...(hazard === undefined ? [] : wrongHazard(hazard, hazards?.[0])),
      ...(hazard !== undefined && hazards?.[0] && line ? elsewhere(hazard, hazards[0], line, sections) : []),
      ...everyone(found, people),
    ];
    if (!job || !line || wrong.length > 0) return { issues: wrong };
    const the = (id: string) => found.get(id) as Candidate;
    return {
      reference: {
        job: { ...job, qualifications: job.qualifications.map((kind) => named(kind, own)) },
        line: { id: line.id, title: line.title },
        sections,
        leader: the(sent.leader),
        permitter: the(sent.permitter),
        guardian: the(sent.guardian),
        members: sent.members.map(the),
        days,
      },
    };
  },
  confirmStep: async (ask) => {
    const { read, now, actor } = ask;
    const { job, leader, guardian } = ask.current.facts;
    const people = [actor.id, leader.id, guardian.id];
    const [found, days] = await Promise.all([candidates(read, people, kindsOf(job)), daysOf(read, [now])]);
    return { reference: { crew: [...found.values()], days } };
  },
  resume: async (ask) => ({ reference: await crewUntil(ask, ask.now) }),
  permit: async (ask) => ({ reference: await crewUntil(ask, ask.current.facts.until) }),
  extend: async (ask) => ({
    reference: await crewUntil(ask, Date.parse(ask.input.until)),
  }),
  changeMembers: async (ask) => {
    const { add } = ask.input;
    const found = await newcomers(
      ask,
      add.map((id, index) => ({ path: ['add', index], id })),
    );
    return 'issues' in found ? found : { reference: { added: found.people, days: found.days } };
  },
  changeGuardian: async (ask) => {
    const found = await newcomers(ask, [{ path: ['guardian'], id: ask.input.guardian }]);
    return 'issues' in found ? found : { reference: { guardian: found.people[0] as Candidate, days: found.days } };
  },
  changeLeader: async (ask) => {
    const found = await newcomers(ask, [{ path: ['leader'], id: ask.input.leader }]);
    return 'issues' in found ? found : { reference: { leader: found.people[0] as Candidate, days: found.days } };
  },
});
