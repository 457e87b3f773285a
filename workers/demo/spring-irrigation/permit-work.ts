/** The live-line team exchanges the fuse for a switch, under a permit that names the hazard. */
import type { Stage } from '../stage.ts';

const HOUR = 3_600_000;
const [issuer, leader, permitter, guardian, doer, second] = [
  'zhang-qian',
  'fan-hao',
  'sun-wei',
  'guo-jing',
  'cai-jun',
  'deng-chao',
] as const;

/** Issued for this hazard, prepared, briefed and signed by everybody. */
export const openPermit = async (stage: Stage, hazard: string): Promise<string> => {
  const { act, expect, person, refused, say, start } = stage;
  const { id } = await start(issuer, 'liveWorkPermit', {
    job: 'fuseToSwitch',
    line: 'E551',
    sections: ['1'],
    task: 'Replace the drop-out fuse on pole 12 by a switch, while the pumps go on running.',
    from: new Date(Date.now() - HOUR).toISOString(),
    until: new Date(Date.now() + 4 * HOUR).toISOString(),
    leader,
    permitter,
    guardian,
    members: [doer, second],
    hazard,
  });
  say(`${person(issuer).name} issues the permit ${id}, which names the hazard, to the work leader ${person(leader).name}.`);
  await act(leader, 'recordSurvey', id, { findings: 'Pole 12 stands free beside the field road; nothing crosses.' });
  await act(leader, 'checkWeather', id, { wind: 3.2, humidity: 55, thunder: false, precipitation: false });
  await act(leader, 'checkInsulation', id, { megohms: 1200, tools: 'Rods, sleeves, gloves, shields.' });
  await act(leader, 'recordFencing', id, { measures: 'A fence of 8 m around the pole, two signs on the field road.' });
  await act(leader, 'holdBriefing', id, {
    task: 'Replace the fuse by a switch under load.',
    division: `${person(doer).name} in the bucket, ${person(second).name} on the ground.`,
    hazards: 'The current while it is split, falling objects.',
    measures: 'Shields, two ropes, nobody below the bucket.',
  });
  await act(doer, 'signBriefing', id, { version: 1 });
  await act(second, 'signBriefing', id, { version: 1 });
  say('Survey, weather, insulation and fence are recorded, the briefing is held, and two have signed. Permitted too early:');
  say(`    ${await refused(permitter, 'permit', id, {})}`);
  await act(guardian, 'signBriefing', id, { version: 1 });
  const { state } = await act(permitter, 'permit', id, { conditions: 'Automatic reclosing of E551 is off.' });
  expect(state === 'working', `${id} should be open, but is “${state}”.`);
  say(`The guardian ${person(guardian).name} signs as well, and the permitter ${person(permitter).name} permits the work.`);
  return id;
};

const PERMIT = 'steps { id title { en } } gear { id count }';
type Permit = {
  readonly steps: readonly { readonly id: string; readonly title: { readonly en: string } }[];
  readonly gear: readonly { readonly id: string; readonly count: number }[];
};

/** Step by step, each confirmed by doer and guardian; then the gear is counted back and the line returned. */
export const workPermit = async (stage: Stage, id: string): Promise<void> => {
  const { act, ask, expect, person, refused, say } = stage;
  const { steps, gear }: Permit = (
    await ask(issuer, `query ($id: ID!) { case(id: $id) { ... on LiveWorkPermit { facts { ${PERMIT} } } } }`, { id })
  ).case.facts;
  const [first, , third] = steps;
  if (!first || !third) throw new Error(`${id} has too few steps for this story.`);
  say(`${person(doer).name} would begin with “${third.title.en}”, and is refused:`);
  say(`    ${await refused(doer, 'confirmStep', id, { step: third.id })}`);
  for (const step of steps) {
    await act(doer, 'confirmStep', id, { step: step.id });
    if (step === first) {
      say(`${person(doer).name} confirms “${first.title.en}”, and would confirm it a second time:`);
      say(`    ${await refused(doer, 'confirmStep', id, { step: first.id })}`);
    }
    await act(guardian, 'confirmStep', id, { step: step.id });
  }
  say(`All ${steps.length} steps are done, each confirmed by ${person(doer).name} and by the guardian.`);
  const counted = gear.map((item) => ({ item: item.id, count: item.count }));
  const ended = { siteCleared: true, gear: counted, report: 'The switch carries the load; the pumps never stopped.' };
  const oneShort = { ...ended, gear: counted.map((item, at) => (at === 0 ? { ...item, count: item.count - 1 } : item)) };
  say(`${person(leader).name} counts the gear back, and one piece is missing:`);
  say(`    ${await refused(leader, 'endWork', id, oneShort)}`);
  await act(leader, 'endWork', id, ended);
  const { state } = await act(permitter, 'close', id, { lineReturned: true });
  expect(state === 'closed', `${id} should be closed, but is “${state}”.`);
  say(
    `It hung on the bucket. All gear is counted back, ${person(permitter).name} takes the line back, and the permit is closed.`,
  );
};

type Left = Permit & {
  readonly progress: readonly { readonly guardian: unknown }[];
  readonly abandoned: unknown;
};

/** Ends a permit that an interrupted story left open. */
export const endPermit = async ({ act, ask }: Stage, id: string): Promise<void> => {
  const read: { state: string; closed: boolean; facts: Left } = (
    await ask(
      issuer,
      `query ($id: ID!) { case(id: $id) { state closed ... on LiveWorkPermit { facts { ${PERMIT} progress { guardian { at } } abandoned { at } } } } }`,
      { id },
    )
  ).case;
  const { state, closed, facts } = read;
  if (closed) return;
  if (state === 'issued' || state === 'briefing') {
    await act(issuer, 'cancel', id, { reason: 'The work was broken off before it began.' });
    return;
  }
  if (state !== 'handedBack') {
    if (!facts.abandoned && facts.progress.filter((step) => step.guardian).length < facts.steps.length) {
      await act(leader, 'abandonSteps', id, { reason: 'The work was broken off.', safeState: 'As before the work.' });
    }
    const gear = facts.gear.map((item) => ({ item: item.id, count: item.count }));
    await act(leader, 'endWork', id, { siteCleared: true, gear, report: 'Broken off; nothing is left on the pole.' });
  }
  await act(permitter, 'close', id, { lineReturned: true });
};
