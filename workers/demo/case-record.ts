/** Everything that the record says of a case, read over GraphQL by a person who may see all of it. */
import type { Title } from '../../workflows/kernel/process.ts';
import type { Stage } from './stage.ts';

const CASE = `query ($id: ID!) {
  calendar
  units { id title { en zh } }
  case(id: $id) {
    id title openedAt closedAt
    ... on LiveWorkPermit { facts { steps { id title { en zh } } } }
    process { title { en zh } states { name title { en zh } } clocks { name title { en zh } } actions { name title { en zh } } }
    history(first: 100) { edges { node { name title { en zh } actorName role unit at fromState toState reason sheet { key value } authority } } }
    clocks { name title { en zh } run budget { text } dueAt startedAt stoppedAt state overdue }
    attachments { width height takenAt place { lat lon } }
  }
  attempts(filter: { caseId: [$id] }, first: 20) { edges { node { actorName action at kind message } } }
  verifyRecord(caseId: $id) { intact events brokenAt }
}`;

type Both = Title | null;
type Connection<Node> = { edges: { node: Node }[] };
type Named = { readonly name: string; readonly title: Title };

export type Happened = {
  name: string;
  title: Both;
  actorName: string;
  role: string;
  unit: string | null;
  at: string;
  fromState: string | null;
  toState: string;
  reason: string | null;
  /** What was sent, by the names of its fields. */
  input: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: each process knows its own
  authority: any;
};
export type Attempt = { actorName: string; action: string; at: string; kind: string; message: string };

type Read = {
  calendar: { zone: string };
  units: { id: string; title: Title }[];
  case: {
    id: string;
    title: string;
    openedAt: string;
    closedAt: string | null;
    /** Of a permit alone. */
    facts?: { steps: readonly { id: string; title: Title }[] };
    process: { title: Title; states: Named[]; clocks: Named[]; actions: Named[] };
    history: Connection<Omit<Happened, 'input'> & { sheet: readonly { key: string; value: unknown }[] }>;
    clocks: {
      name: string;
      title: Both;
      run: number;
      budget: { text: string };
      dueAt: string | null;
      startedAt: string;
      stoppedAt: string | null;
      state: string;
      overdue: boolean;
    }[];
    attachments: { width: number; height: number; takenAt: string | null; place: { lat: number; lon: number } | null }[];
  };
  attempts: Connection<Attempt>;
  verifyRecord: { intact: boolean; events: number; brokenAt: number | null };
};

/** Fields of inputs that hold words to others. */
const SAID = [
  'text',
  'question',
  'result',
  'ground',
  'finding',
  'findings',
  'comment',
  'remark',
  'answer',
  'agenda',
  'purpose',
  'task',
  'report',
];

export const both = (title: Both, name = ''): string => (title ? `${title.en} ${title.zh}` : name);
export const nodes = <Node>({ edges }: Connection<Node>): Node[] => edges.map(({ node }) => node);

const titleIn = (list: readonly Named[], name: string): string =>
  both(list.find((one) => one.name === name)?.title ?? null, name);

/** The case with its history, its refused attempts (first one first), and how its names read. */
export const readRecord = async (stage: Stage, reader: string, caseId: string) => {
  const { case: current, verifyRecord, attempts, calendar, units }: Read = await stage.ask(reader, CASE, { id: caseId });
  const { states, clocks, actions } = current.process;
  stage.expect(verifyRecord.intact, `The record of ${caseId} does not hold together at revision ${verifyRecord.brokenAt}.`);
  return {
    current,
    events: nodes(current.history).map(({ sheet, ...event }) => ({
      ...event,
      input: Object.fromEntries(sheet.map(({ key, value }) => [key, value])),
    })),
    attempts: nodes(attempts).toReversed(),
    sealed: `${verifyRecord.events} events, each sealed with the hash of the one before: intact.`,
    time: clockFace(calendar.zone),
    state: (name: string): string => titleIn(states, name),
    action: (name: string): string => titleIn(actions, name),
    /** Who did it, and as what. */
    who: ({ actorName, role, unit }: Happened): string => {
      const clock = role.startsWith('clock:') ? `the clock ${titleIn(clocks, role.slice('clock:'.length))}` : role;
      const named = units.find(({ id }) => id === unit);
      return `${actorName}, ${clock}${unit ? `, ${both(named?.title ?? null, unit)}` : ''}`;
    },
  };
};
export type CaseRecord = Awaited<ReturnType<typeof readRecord>>;

/** The words of an act: those of its input, and its reason. */
export const wordsOf = ({ input, reason }: Happened): string[] => {
  const said = SAID.map((field) => input[field]).filter((words): words is string => typeof words === 'string');
  return reason === null || said.includes(reason) ? said : [...said, reason];
};

/** “a photo”, “3 photos”, or nothing. */
export const photosOf = ({ input }: Happened): string | undefined => {
  const photos = Array.isArray(input.photos) ? input.photos.length : 0;
  return photos === 0 ? undefined : photos === 1 ? 'a photo' : `${photos} photos`;
};

/** A moment as the office's own clock shows it, such as “Wed 25 Nov, 09:06”. */
export const clockFace = (zone: string): ((at: string) => string) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
    return `${part.weekday} ${part.day} ${part.month} ${part.hour}:${part.minute}`;
  };
};
