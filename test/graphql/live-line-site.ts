/** The live-line team of the sample utility at work: permits are issued and worked over HTTP, by the tokens of its people. */
import { nextRequest, type Office, RESULT } from './office.ts';
import { FACTS } from './selections.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A moment so many hours from now. */
export const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

/** Work from a minute ago for four hours, on the first section of E551, by the live-line team. */
export const fuseJob = (more: object = {}) => ({
  job: 'fuseToSwitch',
  line: 'E551',
  sections: ['1'],
  task: 'Replace the drop-out fuse on pole 12, which feeds the pumping station.',
  from: new Date(Date.now() - MINUTE).toISOString(),
  until: inHours(4),
  leader: 'fan-hao',
  permitter: 'sun-wei',
  guardian: 'guo-jing',
  members: ['cai-jun', 'deng-chao'],
  ...more,
});

export const goodWeather = { wind: 3.2, humidity: 55, thunder: false, precipitation: false };
export const goodTools = { megohms: 1200, tools: 'Rods, sleeves, gloves, shields.' };
export const briefing = {
  task: 'Replace the fuse by a switch under load.',
  division: 'Cai in the bucket, Deng on the ground.',
  hazards: 'Induced voltage, falling objects, the current while it is split.',
  measures: 'Shields, two ropes, nobody below the bucket.',
};
export const allGear = [
  { item: 'bypassCable', count: 3 },
  { item: 'bypassSwitch', count: 1 },
  { item: 'leadClamp', count: 6 },
  { item: 'shield', count: 12 },
];
export const ended = { siteCleared: true, gear: allGear, report: 'The switch carries the load.' };
export const steps = [
  'shield',
  'hangBypass',
  'closeBypass',
  'checkSplit',
  'removeFuse',
  'installSwitch',
  'closeSwitch',
  'openBypass',
  'removeBypass',
  'unshield',
] as const;

const pascal = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Result = any;

/** The acts of permits in an office. What isn't done is an answer like any other; `done` takes nothing else. */
export const liveLineSite = (office: Office) => {
  const mutate = async (person: string, query: string, variables: object): Promise<Result> => {
    const answer = await office.ask(person, query, variables);
    if (answer.errors)
      throw new Error(answer.errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`).join('\n'));
    return Object.values(answer.data)[0];
  };
  const issue = (person: string, input: object, requestId = nextRequest()): Promise<Result> =>
    mutate(
      person,
      `mutation ($input: LiveWorkPermitStart!, $requestId: ID!) { startLiveWorkPermit(input: $input, requestId: $requestId) { ${RESULT} } }`,
      { input, requestId },
    );
  const act = (person: string, action: string, caseId: string, input?: object): Promise<Result> =>
    mutate(
      person,
      `mutation ($caseId: ID!, $requestId: ID!${input ? `, $input: LiveWorkPermit${pascal(action)}!` : ''}) {
        liveWorkPermit${pascal(action)}(caseId: $caseId, requestId: $requestId${input ? ', input: $input' : ''}) { ${RESULT} } }`,
      { caseId, requestId: nextRequest(), ...(input ? { input } : {}) },
    );
  const done = async (...of: Parameters<typeof act>): Promise<Result> => {
    const answer = await act(...of);
    if (answer.__typename !== 'ActionDone') throw new Error(`${of[0]} ${of[1]}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const issued = async (more: object = {}, by = 'zhang-qian'): Promise<string> => {
    const answer = await issue(by, fuseJob(more));
    if (answer.__typename !== 'ActionDone') throw new Error(JSON.stringify(answer));
    return answer.case.id;
  };
  /** Surveyed, checked and fenced. */
  const prepare = async (id: string, leader = 'fan-hao'): Promise<void> => {
    await done(leader, 'recordSurvey', id, { findings: 'Pole 12 stands free; no crossing lines.' });
    await done(leader, 'checkWeather', id, goodWeather);
    await done(leader, 'checkInsulation', id, goodTools);
    await done(leader, 'recordFencing', id, { measures: 'Fence of 8 m around the pole, two signs on the lane.' });
  };
  const brief = async (
    id: string,
    { leader = 'fan-hao', signers = ['cai-jun', 'deng-chao', 'guo-jing'] }: { leader?: string; signers?: readonly string[] } = {},
  ): Promise<void> => {
    await done(leader, 'holdBriefing', id, briefing);
    for (const person of signers) await done(person, 'signBriefing', id, { version: 1 });
  };
  /** A permit whose work the permitter has permitted. */
  const opened = async (more: object = {}): Promise<string> => {
    const id = await issued(more);
    await prepare(id);
    await brief(id);
    await done('sun-wei', 'permit', id, {});
    return id;
  };
  const step = async (id: string, name: string, doer = 'cai-jun', guardian = 'guo-jing'): Promise<void> => {
    await done(doer, 'confirmStep', id, { step: name });
    await done(guardian, 'confirmStep', id, { step: name });
  };
  /** All steps of an open permit, and the line given back. */
  const carryOut = async (id: string): Promise<void> => {
    for (const name of steps) await step(id, name);
    await done('fan-hao', 'endWork', id, ended);
    await done('sun-wei', 'close', id, { lineReturned: true });
  };
  /** Ends the work of an open permit without its steps, and gives the line back. */
  const wrapUp = async (id: string, leader = 'fan-hao'): Promise<void> => {
    const { gear } = (await facts(id)).facts;
    const counted = gear.map((item: { id: string; count: number }) => ({ item: item.id, count: item.count }));
    await done(leader, 'abandonSteps', id, { reason: 'Not today.', safeState: 'As before the work.' });
    await done(leader, 'endWork', id, { ...ended, gear: counted });
    await done('sun-wei', 'close', id, { lineReturned: true });
  };
  const facts = async (id: string, by = 'zhang-qian'): Promise<Result> =>
    (await office.ask(by, `{ case(id: "${id}") { state ${FACTS('liveWorkPermit')} } }`)).data.case;
  return { issue, act, done, issued, prepare, brief, opened, step, carryOut, wrapUp, facts };
};
