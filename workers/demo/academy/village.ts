/** A lecturer group goes to a village site, and finds what the site can't solve by itself. */
import type { Day } from './cast.ts';

const DAY = 86_400_000;

type Difficulty = { readonly caseId: string | null; readonly state: string };

/** The numbers of the pairing and of the difficulty. */
export const village = async ({
  act,
  ask,
  cast,
  expect,
  name,
  say,
  start,
  tries,
  until,
}: Day): Promise<{ pairing: string; difficulty: string }> => {
  const { academy, lecturer, colleague, worker, site } = cast;
  const { calendar } = await ask(academy, '{ calendar }');
  const dayAt = (at: number): string => new Date(at).toLocaleDateString('sv', { timeZone: calendar.zone });
  const { id } = await start(academy, 'sitePairing', {
    site,
    worker,
    lecturers: [lecturer, colleague],
    purpose: 'Everybody in the village is insured, and knows how to claim',
    until: dayAt(Date.now() + 300 * DAY),
  });
  await act(worker, 'agree', id);
  say(`${name(academy)} pairs ${name(lecturer)} and ${name(colleague)} with the village of ${name(worker)}, who agrees: ${id}.`);
  await act(lecturer, 'logVisit', id, {
    day: dayAt(Date.now()),
    place: 'Village hall',
    done: 'Helped forty people to enrol',
    lecturers: [lecturer, colleague],
  });
  await act(worker, 'confirmVisit', id, { visit: 1 });
  say(`The two visit and log it; ${name(worker)} confirms it, and both have its credits.`);

  await act(lecturer, 'raiseDifficulty', id, {
    text: '老人不会用手机参保 Old people can’t enrol by telephone',
    departments: ['agency-01'],
  });
  const difficulty = async (): Promise<Difficulty> =>
    (
      await ask(
        academy,
        'query ($id: ID!) { case(id: $id) { ... on SitePairing { facts { difficulties { caseId state } } } } }',
        { id },
      )
    ).case.facts.difficulties[0];
  const isKnown = (state: string) => async () => {
    const now = await difficulty();
    return now.caseId !== null && now.state === state;
  };
  await until(isKnown('open'), `The difficulty found in ${id} should be a case by now, but isn't.`);
  const own = (await difficulty()).caseId as string;
  say(`They find that old people can't enrol by telephone; that becomes a case with an agency: ${own}.`);
  await act('agency-handler-01', 'accept', own);
  await act('agency-handler-01', 'answer', own, {
    text: 'Somebody of us is in the village hall every Tuesday, with a terminal.',
  });
  await until(isKnown('answered'), `${id} should know that ${own} is answered, but doesn't.`);
  say(`${name('agency-handler-01')} of the agency accepts and answers it.`);
  await tries(worker, 'would close the pairing before saying that it helped', 'close', id, {});
  await act(worker, 'confirm', own);
  await until(isKnown('closed'), `${id} should know that ${own} is closed, but doesn't.`);
  const { state } = await act(worker, 'close', id, { comment: 'The terminal helps. Thank you.' });
  expect(state === 'closed', `${id} should be closed, but is “${state}”.`);
  say(`${name(worker)} confirms that it helped, and then closes the pairing, for nothing is open any more.`);
  return { pairing: id, difficulty: own };
};
