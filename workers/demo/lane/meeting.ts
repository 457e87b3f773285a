import type { Stage } from '../stage.ts';

const MINUTE = 60_000;
const HANDLER = 'mao-yi';
const LEADER = 'jiang-lan';
const SECRETARY = 'gu-qin';
const place = { lat: 30.003, lon: 120.573 };
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString();

/** A gas pipe doesn’t fit a narrow lane: who has to do with it meets on the spot, and the lane waits for the plan of the trench. */
export const meetAboutTheLane = async (stage: Stage): Promise<{ readonly report: string; readonly meeting: string }> => {
  const { act, person, refused, say, start } = stage;
  const name = (id: string): string => person(id).name;
  const { id: report } = await start('deng-li', 'issueReport', {
    category: 'other',
    text: 'The lane is too narrow for the gas pipe. 巷道过窄，燃气管无法铺设。',
    place,
  });
  await act('lou-tao', 'dispatch', report, { unit: 'housing', reason: 'It is about the paving. 道路铺装事项' });
  await act(HANDLER, 'accept', report);
  await act(HANDLER, 'callMeeting', report, {
    at: inMinutes(40),
    units: ['gas-station', 'water-station', 'power-station'],
    agenda: 'Gas, water and power are 0.35 m apart. 管线间距仅0.35米',
    emergency: true,
    blocking: true,
  });
  const meeting = await meetingOf(stage, report);
  say(`${name(HANDLER)} calls gas, water and power to the lane: ${meeting} of ${report}.`);
  await act('tang-bin', 'reply', meeting, { says: 'comes' });
  await act('ruan-jie', 'reply', meeting, { says: 'comes' });
  for (const one of [HANDLER, 'tang-bin']) await act(one, 'checkIn', meeting, { place });
  say(`    ${await refused(HANDLER, 'begin', meeting)}`);
  await act(HANDLER, 'adjourn', meeting, { at: inMinutes(45), reason: 'Water is missing. 供水单位未到' });
  for (const one of [HANDLER, 'tang-bin', 'jiao-min', 'ruan-jie']) await act(one, 'checkIn', meeting, { place });
  await act(HANDLER, 'begin', meeting);
  say('Water is missing, and the meeting is put off; the second time all are there.');

  const due = new Date(Date.now() + 20 * 24 * 60 * MINUTE).toISOString().slice(0, 10);
  await act(HANDLER, 'resolve', meeting, { ...trench, due });
  await act(HANDLER, 'resolve', meeting, { text: 'Move the meters 迁移水表', owner: 'water-station', due });
  await act(HANDLER, 'resolve', meeting, { text: 'Cables go underground 电缆入地', owner: 'power-station', due });
  await act('ruan-jie', 'stand', meeting, { item: 3, stance: 'disagree', words: 'Not in this year’s plan 未列入年度计划' });
  await act(LEADER, 'bind', meeting, { item: 3, bound: true, reason: 'With the paving, or not at all. 须与铺装同步' });
  await act(HANDLER, 'conclude', meeting, { remarks: 'Measured on the spot. 现场已测量' });
  say(
    `Three things are resolved, each for one unit; power disagrees, and ${name(LEADER)} binds it. The minutes come from the record.`,
  );
  say('    The lane can’t be reported done yet:');
  say(`    ${await refused(HANDLER, 'done', report, { result: 'Paved. 已铺装' })}`);
  await act('tang-bin', 'done', meeting, { item: 1, text: 'Plan approved 方案已批', paper: 'R-2026-7' });
  await act(SECRETARY, 'check', meeting, { item: 1, passed: true });
  await act(HANDLER, 'done', report, { result: 'Paved. 已铺装' });
  say(`Gas proves its plan of the trench, ${name(SECRETARY)} checks it, and the lane goes on.`);
  for (const [one, item] of [
    ['jiao-min', 2],
    ['ruan-jie', 3],
  ] as const) {
    await act(one, 'done', meeting, { item, text: 'Done 已完成' });
    await act(SECRETARY, 'check', meeting, { item, passed: true });
  }
  return { report, meeting };
};

const trench = {
  ...{ text: 'Plan of the trench 沟槽方案', owner: 'gas-station', blocking: true, proof: 'paper' },
} as const;

const meetingOf = async ({ ask, until }: Stage, report: string): Promise<string> => {
  let meeting = '';
  await until(async () => {
    const { linkedFrom } = (await ask(HANDLER, 'query ($id: ID!) { case(id: $id) { linkedFrom { from kind } } }', { id: report }))
      .case;
    meeting = linkedFrom.find(({ kind }: { kind: string }) => kind === 'meetingOf')?.from ?? '';
    return meeting !== '';
  }, `${report} has called a meeting, which should have been opened.`);
  return meeting;
};
