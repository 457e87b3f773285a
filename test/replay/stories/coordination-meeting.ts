import { coordinationMeetingPackage } from '../../../processes/coordination-meeting.ts';
import type { Telling, Told } from '../stories.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The lane, and where everybody checks in. */
const place = { lat: 30.003, lon: 120.573 };
const spot = { place };

const iso = (moment: number): string => new Date(moment).toISOString();
const dayIn = async ({ now }: Telling, days: number) => iso((await now()) + days * DAY).slice(0, 10);
const passTo = async ({ pass, now }: Telling, moment: number) => pass(`${Math.ceil((moment - (await now())) / MINUTE)} minutes`);

/** A meeting by hand about a lane, so many days from now. */
export const called = async ({ start, now }: Telling, days = 10, more: object = {}): Promise<string> =>
  start('jiang-lan', {
    ...{ matter: '巷道管线', where: '学士坊6号巷口', point: place, at: iso((await now()) + days * DAY) },
    ...{ lead: 'housing', units: ['gas-station', 'water-station', 'power-station'], agenda: ['管线间距'], ...more },
  });

/** Everybody is there, and it begins. */
const begun = async (telling: Telling, id: string, at: number): Promise<void> => {
  await passTo(telling, at);
  for (const person of ['mao-yi', 'tang-bin', 'jiao-min', 'ruan-jie']) await telling.act(person, 'checkIn', id, spot);
  await telling.act('mao-yi', 'begin', id);
};

/** A gas pipe doesn't fit a narrow lane: one meeting fails, the next resolves, and the report waits for the trench. */
const lane = async (telling: Telling): Promise<void> => {
  const { start, act, linked, until, now } = telling;
  const report = { category: 'roadDamage', text: '巷道过窄，燃气管无法铺设', place };
  const id = await start('deng-li', report, { process: 'issueReport' });
  await act('lou-tao', 'dispatch', id, { unit: 'housing', reason: '道路' }, 'issueReport');
  await act('mao-yi', 'accept', id, {}, 'issueReport');
  const at = (await now()) + 10 * DAY;
  const units = ['gas-station', 'water-station', 'power-station'];
  await act('mao-yi', 'callMeeting', id, { at: iso(at), units, agenda: '管线间距', blocking: true }, 'issueReport');
  const meeting = await linked(id, 'meetingOf');
  await until(id, 'MeetingOpened');
  await act('tang-bin', 'reply', meeting, { says: 'comes' });
  await act('ruan-jie', 'reply', meeting, { says: 'comes', person: 'bao-gang' });
  await passTo(telling, at);
  await until(meeting, 'SilenceNoted');
  await act('mao-yi', 'checkIn', meeting, spot);
  await act('tang-bin', 'checkIn', meeting, spot);
  const again = at + 10 * DAY;
  await act('mao-yi', 'adjourn', meeting, { at: iso(again), reason: '供水未到' });
  for (const person of ['tang-bin', 'jiao-min']) await act(person, 'reply', meeting, { says: 'comes' });
  await begun(telling, meeting, again);
  const due = await dayIn(telling, 30);
  const trench = { text: '提交沟槽方案', owner: 'gas-station', due, blocking: true, proof: 'paper' };
  await act('mao-yi', 'resolve', meeting, trench);
  await act('mao-yi', 'resolve', meeting, { text: '迁移水表', owner: 'water-station', due, costFen: 320_000 });
  await act('mao-yi', 'resolve', meeting, { text: '电缆入地', owner: 'power-station', due, person: 'ruan-jie' });
  await act('jiao-min', 'stand', meeting, { item: 1, stance: 'reserve', words: '须留0.35米' });
  await act('ruan-jie', 'stand', meeting, { item: 3, stance: 'disagree', words: '须先立项' });
  await act('jiang-lan', 'bind', meeting, { item: 3, bound: true, reason: '本月已列计划' });
  await act('mao-yi', 'conclude', meeting, { remarks: '现场测量间距0.35米' });
  await until(id, 'MeetingItemHeard');
  await act('jiao-min', 'objectToMinutes', meeting, { text: '应写明水表编号' });
  await act('mao-yi', 'answerObjection', meeting, { objection: 1, amended: true, words: '水表W-6' });
  await act('tang-bin', 'done', meeting, { item: 1, text: '方案已定', paper: 'R-2026-7' });
  await act('gu-qin', 'check', meeting, { item: 1, passed: true });
  await telling.pass('8 days');
  await until(meeting, 'MinutesStood');
  await act('mao-yi', 'done', id, { result: '按方案施工完成' }, 'issueReport');
  await act('jiao-min', 'done', meeting, { item: 2, text: '已迁移' });
  await act('gu-qin', 'check', meeting, { item: 2, passed: false, words: '未恢复路面' });
  await act('jiao-min', 'done', meeting, { item: 2, text: '路面已恢复' });
  await act('gu-qin', 'check', meeting, { item: 2, passed: true });
  await act('ruan-jie', 'done', meeting, { item: 3, text: '已入地' });
  await act('gu-qin', 'check', meeting, { item: 3, passed: true });
  await until(id, 'MeetingEnded');
};

export const told: Told = {
  package: coordinationMeetingPackage,
  stories: {
    lane,
    cancelled: async (telling) => {
      const id = await called(telling);
      await telling.act('tang-bin', 'comment', id, { text: '带图纸' });
      await telling.act('jiao-min', 'reply', id, { says: 'excused', reason: '抢修', view: '水管可西移' });
      await telling.act('bao-gang', 'reply', id, { says: 'delegates', delegate: 'telecom-station' });
      await telling.act('jiang-lan', 'cancel', id, { reason: '已自行协调' });
    },
    late: async (telling) => {
      const { act, pass, until, now } = telling;
      const at = (await now()) + 10 * DAY;
      const id = await called(telling);
      await begun(telling, id, at);
      const item = { text: '移栽行道树', owner: 'gas-station', due: await dayIn(telling, 5) };
      await act('mao-yi', 'resolve', id, item);
      await act('mao-yi', 'resolve', id, { ...item, text: '修补路面' });
      await act('mao-yi', 'conclude', id);
      await act('tang-bin', 'handOn', id, { item: 1, to: 'sanitation', reason: '树木归环卫' });
      await act('jin-meihua', 'answerHandOn', id, { item: 1, accepted: false, words: '不在范围' });
      await act('jiang-lan', 'bind', id, { item: 1, bound: true, reason: '归环卫' });
      await act('mao-yi', 'extend', id, { item: 1, due: await dayIn(telling, 8), reason: '等移植季' });
      await pass('20 days');
      await until(id, 'ItemsReminded');
      await act('mao-yi', 'drop', id, { item: 2, reason: '已另行修补' });
      await act('jiang-lan', 'decideDrop', id, { item: 2, agreed: true });
      await act('fang-yong', 'done', id, { item: 1, text: '已移栽' });
      await act('gu-qin', 'check', id, { item: 1, passed: true });
    },
  },
};
