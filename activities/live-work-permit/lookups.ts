/** What the tenant's data says to the rules of the live-line work permit: who the people are, and what the tables hold. */
import type { Facts } from '../../workflows/live-work-permit/facts.ts';
import type { Inputs } from '../../workflows/live-work-permit/inputs.ts';
import type { Limits } from '../../workflows/live-work-permit/limits.ts';
import type { Candidate, JobType, Reference } from '../../workflows/live-work-permit/vocabulary.ts';
import { readActor } from '../actors.ts';
import { readLine } from '../lines.ts';
import type { InputIssue, LookupAsk, Lookups } from '../lookups.ts';
import { readHeld } from '../qualifications.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

type Answer<A extends keyof Reference> = { readonly reference: Reference[A] } | { readonly issues: readonly InputIssue[] };

const issue = (path: InputIssue['path'], en: string, zh: string): InputIssue => ({ path, message: { en, zh } });

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

const noPerson = (path: InputIssue['path'], id: string) =>
  issue(
    path,
    `There is nobody “${id}” on the staff, or no longer; choose somebody from the list of people.`,
    `人员“${id}”不存在或已离岗，请从人员名单中选择。`,
  );

/** Each named person with where they were named; either all of them, or what is wrong. */
const everyone = (found: ReadonlyMap<string, Candidate>, named: readonly { path: InputIssue['path']; id: string }[]) =>
  named.flatMap(({ path, id }) => (found.has(id) ? [] : [noPerson(path, id)]));

const start = async ({ read, input, limits }: LookupAsk): Promise<Answer<'start'>> => {
  const { job: code, line: lineId, sections: sectionIds, hazard, ...sent } = input as Inputs['start'];
  const [job, line, hazards] = await Promise.all([
    readTableRow<JobType>(read, 'permitJobTypes', code),
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
  const sections = [...new Set(sectionIds)].map((id) => line?.sections.find((section) => section.id === id));
  const wrong = [
    ...(job ? [] : [noJob(code)]),
    ...(line ? [] : [noLine(lineId)]),
    ...(line ? sectionIds.flatMap((id, at) => (line.sections.some((one) => one.id === id) ? [] : [noSection(at, id)])) : []),
    ...(hazard === undefined ? [] : wrongHazard(hazard, hazards?.[0])),
    ...everyone(found, people),
  ];
  if (!job || !line || wrong.length > 0) return { issues: wrong };
  const the = (id: string) => found.get(id) as Candidate;
  return {
    reference: {
      limits: limits as Limits,
      job,
      line: { id: line.id, title: line.title },
      sections: sections.flatMap((section) => section ?? []),
      leader: the(sent.leader),
      permitter: the(sent.permitter),
      guardian: the(sent.guardian),
      members: sent.members.map(the),
      days,
    },
  };
};

type HazardRow = { readonly process: string; readonly closed: boolean };
const HAZARD = `SELECT process, closed FROM cases WHERE id = $1->>'hazard'`;

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

const noJob = (code: string) =>
  issue(
    ['job'],
    `There is no job type “${code}”; choose one from the table permitJobTypes.`,
    `没有作业类型“${code}”，请从permitJobTypes表中选择。`,
  );
const noLine = (id: string) =>
  issue(['line'], `There is no line “${id}”; choose one from the table lines.`, `没有线路“${id}”，请从lines表中选择。`);
const noSection = (index: number, id: string) =>
  issue(['sections', index], `The line has no section “${id}”; see the table lines.`, `该线路没有区段“${id}”，请查看lines表。`);

const factsOf = ({ current }: LookupAsk): Facts => current?.facts as Facts;

/** Everybody on the site as of now, and the days from today, or from when work may begin, to its end. */
const crewUntil = async (ask: LookupAsk, until: number) => {
  const { read, limits, now } = ask;
  const { job, leader, guardian, members, from } = factsOf(ask);
  const [found, days] = await Promise.all([
    candidates(
      read,
      [leader, guardian, ...members].map(({ id }) => id),
      job.qualifications,
    ),
    daysOf(read, [Math.max(now, from), until]),
  ]);
  return { limits: limits as Limits, crew: [...found.values()], days };
};

/** People who are to come onto the permit. */
const newcomers = async (ask: LookupAsk, named: readonly { path: InputIssue['path']; id: string }[]) => {
  const { read, now } = ask;
  const { job, from, until } = factsOf(ask);
  const [found, days] = await Promise.all([
    candidates(
      read,
      named.map(({ id }) => id),
      job.qualifications,
    ),
    daysOf(read, [Math.max(now, from), until]),
  ]);
  const issues = everyone(found, named);
  return issues.length > 0 ? { issues } : { people: named.map(({ id }) => found.get(id) as Candidate), days };
};

const permit = async (ask: LookupAsk): Promise<Answer<'permit'>> => ({ reference: await crewUntil(ask, factsOf(ask).until) });

const extend = async (ask: LookupAsk): Promise<Answer<'extend'>> => ({
  reference: await crewUntil(ask, Date.parse((ask.input as Inputs['extend']).until)),
});

const changeMembers = async (ask: LookupAsk): Promise<Answer<'changeMembers'>> => {
  const { add } = ask.input as Inputs['changeMembers'];
  const found = await newcomers(
    ask,
    add.map((id, index) => ({ path: ['add', index], id })),
  );
  return 'issues' in found ? { issues: found.issues ?? [] } : { reference: { added: found.people, days: found.days } };
};

const changeGuardian = async (ask: LookupAsk): Promise<Answer<'changeGuardian'>> => {
  const found = await newcomers(ask, [{ path: ['guardian'], id: (ask.input as Inputs['changeGuardian']).guardian }]);
  return 'issues' in found
    ? { issues: found.issues ?? [] }
    : { reference: { guardian: found.people[0] as Candidate, days: found.days } };
};

const changeLeader = async (ask: LookupAsk): Promise<Answer<'changeLeader'>> => {
  const found = await newcomers(ask, [{ path: ['leader'], id: (ask.input as Inputs['changeLeader']).leader }]);
  return 'issues' in found
    ? { issues: found.issues ?? [] }
    : { reference: { leader: found.people[0] as Candidate, days: found.days } };
};

/** What each act of the permit is judged by, or what in its input the tenant's data doesn't know. */
export const liveWorkPermitLookups = {
  start,
  permit,
  extend,
  changeMembers,
  changeGuardian,
  changeLeader,
} as const satisfies { [A in keyof Reference]: (ask: LookupAsk) => Promise<Answer<A>> } & Lookups;
