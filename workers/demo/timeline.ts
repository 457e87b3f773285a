/** A case as its record tells it, read back over GraphQL. */
import type { Budget, Title } from '../../workflows/kernel/process.ts';
import { budgetWords } from '../budget-words.ts';
import type { Stage } from './stage.ts';

const CASE = `query ($id: ID!) {
  calendar
  units { id title { en zh } }
  case(id: $id) {
    id title openedAt closedAt
    process { title { en zh } states { name title { en zh } } clocks { name title { en zh } } }
    history(first: 100) { edges { node { title { en zh } actorName role unit at fromState toState reason input known } } }
    clocks { name title { en zh } run budget dueAt startedAt stoppedAt state overdue }
    attachments { width height takenAt place }
  }
  attempts(caseId: $id, first: 20) { edges { node { actorName action at kind message } } }
  verifyRecord(caseId: $id) { intact events brokenAt }
}`;

type Both = Title | null;
type Read = {
  calendar: { zone: string };
  units: { id: string; title: Title }[];
  case: {
    id: string;
    title: string;
    openedAt: string;
    closedAt: string | null;
    process: { title: Title; states: { name: string; title: Title }[]; clocks: { name: string; title: Title }[] };
    history: Connection<Happened>;
    clocks: {
      name: string;
      title: Both;
      run: number;
      budget: Budget;
      dueAt: string | null;
      startedAt: string;
      stoppedAt: string | null;
      state: string;
      overdue: boolean;
    }[];
    attachments: { width: number; height: number; takenAt: string | null; place: { lat: number; lon: number } | null }[];
  };
  attempts: Connection<{ actorName: string; action: string; at: string; kind: string; message: string }>;
  verifyRecord: { intact: boolean; events: number; brokenAt: number | null };
};
export type Happened = {
  title: Both;
  actorName: string;
  role: string;
  unit: string | null;
  at: string;
  fromState: string | null;
  toState: string;
  reason: string | null;
  input: Record<string, unknown> | null;
  // biome-ignore lint/suspicious/noExplicitAny: each process knows its own
  known: any;
};
type Connection<Node> = { edges: { node: Node }[] };

/** Fields of inputs in which somebody says something to the others. */
const SAID = ['text', 'question', 'result', 'ground', 'finding', 'comment', 'remark', 'answer', 'agenda', 'purpose'];

const both = (title: Both, name = ''): string => (title ? `${title.en} ${title.zh}` : name);
const nodes = <Node>({ edges }: Connection<Node>): Node[] => edges.map(({ node }) => node);

/** The whole story of a case, as somebody reads it who may see all of it (`reader`, such as an auditor). `because` finds the authority of what a rule decided. */
export const timeline = async (
  stage: Stage,
  reader: string,
  caseId: string,
  because: (event: Happened) => Title | undefined = () => undefined,
): Promise<void> => {
  const read: Read = await stage.ask(reader, CASE, { id: caseId });
  const { case: kase, verifyRecord: verdict } = read;
  const time = clockFace(read.calendar.zone);
  const stateTitle = (name: string): string =>
    both(kase.process.states.find((state) => state.name === name)?.title ?? null, name);
  const unitTitle = (id: string): string => both(read.units.find((unit) => unit.id === id)?.title ?? null, id);
  const roleWords = (role: string): string => {
    if (!role.startsWith('clock:')) return role;
    const name = role.slice('clock:'.length);
    return `the clock ${both(kase.process.clocks.find((clock) => clock.name === name)?.title ?? null, name)}`;
  };
  const { say } = stage;

  say('');
  say(`${both(kase.process.title)}  ${kase.id}`);
  say(kase.title);
  for (const event of nodes(kase.history)) {
    const input = event.input ?? {};
    const said = SAID.map((field) => input[field]).filter((words): words is string => typeof words === 'string');
    if (event.reason !== null && !said.includes(event.reason)) said.push(event.reason);
    const photos = Array.isArray(input.photos) ? input.photos.length : 0;
    say('');
    say(`${time(event.at)}   ${both(event.title)}`);
    say(`${INDENT}${event.actorName}, ${roleWords(event.role)}${event.unit ? `, ${unitTitle(event.unit)}` : ''}`);
    for (const words of said) say(`${INDENT}“${words}”`);
    if (typeof input.stars === 'number') say(`${INDENT}${'★'.repeat(input.stars)}${'☆'.repeat(5 - input.stars)}`);
    if (photos > 0) say(`${INDENT}with ${photos === 1 ? 'a photo' : `${photos} photos`}`);
    if (event.fromState !== event.toState) say(`${INDENT}→ ${stateTitle(event.toState)}`);
    const why = because(event);
    if (why) say(`${INDENT}  because: ${both(why)}`);
  }

  const attempts = nodes(read.attempts).toReversed();
  if (attempts.length > 0) heading(stage, 'Tried, and not done 未成功的操作');
  for (const { actorName, at, kind, message } of attempts) say(`${time(at)}   ${actorName}, ${kind.toLowerCase()}: ${message}`);

  heading(stage, 'Clocks 时限');
  for (const clock of kase.clocks) {
    const end = clock.stoppedAt
      ? `stopped ${time(clock.stoppedAt)}, ${clock.overdue ? 'too late' : 'in time'}`
      : clock.state === 'paused'
        ? 'paused'
        : `runs, due ${clock.dueAt ? time(clock.dueAt) : 'never'}${clock.overdue ? ', overdue' : ''}`;
    say(`${both(clock.title, clock.name)}: ${budgetWords(clock.budget).en} from ${time(clock.startedAt)}; ${end}`);
  }

  if (kase.attachments.length > 0) heading(stage, 'Photos 照片');
  for (const { width, height, takenAt, place } of kase.attachments) {
    const where = place ? `, at ${place.lat.toFixed(4)}, ${place.lon.toFixed(4)}` : '';
    say(`${width} × ${height}${takenAt ? `, taken ${time(takenAt)}` : ''}${where}`);
  }

  heading(stage, 'Record 办理记录');
  stage.expect(verdict.intact, `The record of ${caseId} does not hold together at revision ${verdict.brokenAt}.`);
  say(`${verdict.events} events, each sealed with the hash of the one before: intact.`);
};

/** What somebody was told about a case, first message first. */
export const inbox = async (stage: Stage, person: string, caseId: string): Promise<void> => {
  const { calendar, inbox: told }: { calendar: { zone: string }; inbox: Connection<Message> } = await stage.ask(
    person,
    '{ calendar inbox(first: 50) { edges { node { caseId at subject body } } } }',
  );
  const messages = nodes(told).filter((message) => message.caseId === caseId);
  stage.expect(messages.length > 0, `${stage.person(person).name} was told nothing about ${caseId}.`);
  const time = clockFace(calendar.zone);
  heading(stage, `Inbox of ${stage.person(person).name} 收件箱`);
  for (const { at, subject, body } of messages.toReversed()) {
    stage.say(`${time(at)}   ${subject}`);
    stage.say(`${INDENT}${body}`);
  }
};
type Message = { caseId: string; at: string; subject: string; body: string };

export const heading = ({ say }: Stage, words: string): void => {
  say('');
  say(`── ${words}`);
};

/** As wide as a time and the gap behind it. */
const INDENT = ' '.repeat(19);

/** A moment as the office's own clock shows it, such as “Wed 25 Nov, 09:06”. */
const clockFace = (zone: string): ((at: string) => string) => {
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
