/** Who plays the day, chosen so that it can be told again, and what they try in vain. */
import { StartError } from '../../start-error.ts';
import type { Stage } from '../stage.ts';

export type Cast = {
  readonly academy: string;
  readonly lecturer: string;
  readonly colleague: string;
  readonly mentor: string;
  readonly trainee: string;
  readonly other: string;
  /** Works at `site`. */
  readonly worker: string;
  readonly site: string;
  readonly neighbour: string;
};

/** A stage that says what is refused, and remembers it for the end of the day. */
export type Day = Stage & {
  readonly cast: Cast;
  name(id: string): string;
  /** Tries what the rules don't allow. */
  tries(person: string, line: string, action: string, caseId: string, input?: Readonly<Record<string, unknown>>): Promise<void>;
  readonly inVain: { readonly caseId: string; readonly line: string; readonly words: string }[];
};

const two = (n: number): string => String(n).padStart(2, '0');
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const ACADEMY = 'sheng-lan';

/** Whom the open pairings of a kind keep busy: mentors, trainees, sites. */
const busy = async (
  { ask }: Stage,
  process: 'mentorPairing' | 'sitePairing',
  keys: readonly string[],
): Promise<ReadonlySet<string>> => {
  const type = process === 'mentorPairing' ? 'MentorPairing' : 'SitePairing';
  const { cases } = await ask(
    ACADEMY,
    `query ($process: String!) { cases(first: 100, filter: { process: [$process], closed: false }) { edges { node {
      ... on ${type} { facts { ${keys.map((key) => `${key} { id }`).join(' ')} } } } } } }`,
    { process },
  );
  const named = cases.edges.flatMap(({ node }: { node: { facts: Record<string, { id: string }> } }) =>
    keys.map((key) => node.facts[key]?.id),
  );
  return new Set(named);
};

const firstFree = (ids: readonly string[], taken: ReadonlySet<string>, what: string): string => {
  const free = ids.find((id) => !taken.has(id));
  if (free !== undefined) return free;
  throw new StartError(`All ${what} of the sample academy are in a pairing; end one of these, and play the story again.`);
};

export const openDay = async (stage: Stage): Promise<Day> => {
  const [pairs, sites] = await Promise.all([
    busy(stage, 'mentorPairing', ['mentor', 'mentee']),
    busy(stage, 'sitePairing', ['site']),
  ]);
  const trainees = numbers(24).map((n) => `trainee-${two(n)}`);
  const trainee = firstFree(trainees, pairs, 'trainees');
  const site = firstFree(
    numbers(22).map((n) => `site-0${two(n)}`),
    sites,
    'village sites with somebody who can log in',
  );
  const n = Number(site.slice('site-'.length));
  const cast: Cast = {
    academy: ACADEMY,
    lecturer: 'lecturer-01',
    colleague: 'lecturer-02',
    mentor: firstFree(
      numbers(12).map((one) => `mentor-${two(one)}`),
      pairs,
      'mentors',
    ),
    trainee,
    other: trainees.find((id) => id !== trainee) as string,
    worker: `site-worker-${two(n)}`,
    site,
    neighbour: `site-worker-${two((n % 22) + 1)}`,
  };
  const inVain: Day['inVain'] = [];
  const name = (id: string): string => stage.person(id).name;
  return {
    ...stage,
    cast,
    name,
    inVain,
    tries: async (person, line, action, caseId, input) => {
      const words = await stage.refused(person, action, caseId, input);
      stage.say(`${name(person)} ${line}, and is refused:`);
      stage.say(`    ${words}`);
      inVain.push({ caseId, line: `${name(person)} ${line}`, words });
    },
  };
};
