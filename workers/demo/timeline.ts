/** Cases as their record has them: one from beginning to end, or several along one line of time. */

import type { Title } from '../../workflows/kernel/process.ts';
import { both, type CaseRecord, clockFace, type Happened, nodes, photosOf, readRecord, wordsOf } from './case-record.ts';
import type { Stage } from './stage.ts';

/** The whole story of a case, read by a person who may see all of it (`reader`, such as an auditor). `because` finds the authority of what a rule decided. */
export const timeline = async (
  stage: Stage,
  reader: string,
  caseId: string,
  because: (event: Happened) => Title | undefined = () => undefined,
): Promise<void> => {
  const { current, events, attempts, sealed, time, state, who } = await readRecord(stage, reader, caseId);
  const { say } = stage;

  say('');
  say(`${both(current.process.title)}  ${current.id}`);
  say(current.title);
  for (const event of events) {
    const stars = event.input.stars;
    const photos = photosOf(event);
    say('');
    say(`${time(event.at)}   ${both(event.title, event.name)}`);
    say(`${INDENT}${who(event)}`);
    for (const words of wordsOf(event)) say(`${INDENT}“${words}”`);
    if (typeof stars === 'number') say(`${INDENT}${'★'.repeat(stars)}${'☆'.repeat(5 - stars)}`);
    if (photos) say(`${INDENT}with ${photos}`);
    if (event.fromState !== event.toState) say(`${INDENT}→ ${state(event.toState)}`);
    const why = because(event);
    if (why) say(`${INDENT}  because: ${both(why)}`);
  }

  if (attempts.length > 0) heading(stage, 'Tried, and not done 未成功的操作');
  for (const { actorName, at, kind, message } of attempts) say(`${time(at)}   ${actorName}, ${kind.toLowerCase()}: ${message}`);

  heading(stage, 'Clocks 时限');
  for (const clock of current.clocks) {
    const end = clock.stoppedAt
      ? `stopped ${time(clock.stoppedAt)}, ${clock.overdue ? 'too late' : 'in time'}`
      : clock.state === 'paused'
        ? 'paused'
        : `runs, due ${clock.dueAt ? time(clock.dueAt) : 'never'}${clock.overdue ? ', overdue' : ''}`;
    say(`${both(clock.title, clock.name)}: ${clock.budget.text} from ${time(clock.startedAt)}; ${end}`);
  }

  if (current.attachments.length > 0) heading(stage, 'Photos 照片');
  for (const { width, height, takenAt, place } of current.attachments) {
    const where = place ? `, at ${place.lat.toFixed(4)}, ${place.lon.toFixed(4)}` : '';
    say(`${width} × ${height}${takenAt ? `, taken ${time(takenAt)}` : ''}${where}`);
  }

  heading(stage, 'Record 办理记录');
  say(sealed);
};

/** Several cases that belong together, along one line of time, with what was tried and refused. `detail` says more of what was done than its title. */
export const sharedTimeline = async (
  stage: Stage,
  reader: string,
  caseIds: readonly string[],
  detail: (event: Happened, record: CaseRecord) => string | undefined = () => undefined,
): Promise<void> => {
  const records = await Promise.all(caseIds.map((id) => readRecord(stage, reader, id)));
  const { say } = stage;

  say('');
  for (const { current } of records) say(`${current.id}  ${both(current.process.title)}: ${current.title}`);
  say('');
  for (const { lines } of records.flatMap((record) => entriesOf(record, detail)).toSorted((one, other) => one.at - other.at)) {
    for (const line of lines) say(line);
  }

  heading(stage, 'Record 办理记录');
  for (const { current, sealed } of records) say(`${current.id}: ${sealed}`);
};

type Entry = { readonly at: number; readonly lines: readonly string[] };

const entriesOf = (record: CaseRecord, detail: (event: Happened, record: CaseRecord) => string | undefined): Entry[] => {
  const { current, events, attempts, time, state, action, who } = record;
  return [
    ...events.map((event): Entry => {
      const more = detail(event, record);
      const photos = photosOf(event);
      const moved = event.fromState === event.toState ? '' : ` → ${state(event.toState)}`;
      return {
        at: Date.parse(event.at),
        lines: [
          `${time(event.at)}  ${current.id}  ${who(event)}: ${both(event.title, event.name)}${more ? `, ${more}` : ''}${photos ? `, with ${photos}` : ''}${moved}`,
          ...wordsOf(event).map((words) => `${INDENT}“${words}”`),
        ],
      };
    }),
    ...attempts.map(
      ({ at, actorName, action: tried, kind, message }): Entry => ({
        at: Date.parse(at),
        lines: [`${time(at)}  ${current.id}  ${actorName}: ${action(tried)}, ${kind.toLowerCase()}`, `${INDENT}${message}`],
      }),
    ),
  ];
};

/** Messages to a person about these cases, first one first. */
export const inbox = async (stage: Stage, person: string, ...caseIds: readonly string[]): Promise<void> => {
  const { calendar, inbox: told }: { calendar: { zone: string }; inbox: { edges: { node: Message }[] } } = await stage.ask(
    person,
    '{ calendar inbox(first: 50) { edges { node { caseId at subject body } } } }',
  );
  const messages = nodes(told).filter(({ caseId }) => caseIds.includes(caseId));
  stage.expect(messages.length > 0, `${stage.person(person).name} got no message about ${caseIds.join(', ')}.`);
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
