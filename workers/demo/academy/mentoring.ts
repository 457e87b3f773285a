/** The pairing of a mentor with a trainee, and a session that counts when both say it took place. */
import type { Day } from './cast.ts';

/** The number of the pairing. */
export const mentoring = async ({ act, cast, name, say, start, tries }: Day): Promise<string> => {
  const { academy, mentor, trainee } = cast;
  const { id } = await start(academy, 'mentorPairing', { mentor, mentee: trainee, purpose: 'Reimbursement from end to end' });
  await act(mentor, 'acceptAsMentor', id);
  await act(trainee, 'acceptAsMentee', id);
  say(`${name(academy)} proposes ${name(mentor)} as the mentor of ${name(trainee)}: ${id}. Both accept.`);
  await act(mentor, 'setGoals', id, { goals: ['Handle a reimbursement alone', 'Answer alone at the counter'] });
  await tries(mentor, 'would sign the goals for both', 'sign', id, { version: 1 });
  await act(trainee, 'sign', id, { version: 1 });
  say(`${name(trainee)} signs the goals that ${name(mentor)} wrote down, and the year begins.`);
  await act(mentor, 'logSession', id, {
    at: new Date(Date.now() - 10 * 60_000).toISOString(),
    minutes: 10,
    topic: 'Invoices from other provinces',
  });
  say(`${name(mentor)} logs ten minutes about invoices from other provinces.`);
  await tries(mentor, 'would confirm it, too', 'confirmSession', id, { session: 1 });
  await act(trainee, 'confirmSession', id, { session: 1 });
  say(`${name(trainee)} confirms it, and both have its credits.`);
  return id;
};

/** So that both are free for the next time; what was earned stays. */
export const endMentoring = async ({ act, cast: { trainee }, name, say }: Day, id: string): Promise<void> => {
  await act(trainee, 'endEarly', id, { reason: 'Posted to another office from tomorrow.' });
  say(`${name(trainee)} is posted elsewhere and ends the pairing early; what both have earned stays.`);
};
