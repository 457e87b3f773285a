import { enterpriseDemandPackage } from '../../../processes/enterprise-demand.ts';
import type { Telling, Told } from '../stories.ts';

const FIRMS = { yinfan: '91339901MA9X00011A', xinlu: '91339901MA9X0002X2', haoyu: '91339901MA9X00046W' } as const;

/** What a firm asks for. */
export const wished = (firm: keyof typeof FIRMS, category: string, text: string) => ({ firm: FIRMS[firm], category, text });
const lorries = '货车无法掉头。';

/** A demand that the transport office has accepted. */
export const accepted = async ({ start, act }: Telling, firm: keyof typeof FIRMS = 'yinfan'): Promise<string> => {
  const id = await start(`agent-${firm}`, wished(firm, 'logistics', lorries));
  await act('che-ming', 'accept', id);
  return id;
};

const dayIn = async ({ now }: Telling, days: number) => new Date((await now()) + days * 86_400_000).toISOString().slice(0, 10);

/** Three firms can't turn their lorries on one road. */
const threeFirmsOneRoad = async (telling: Telling): Promise<void> => {
  const { start, act, pass, until } = telling;
  const lead = await start('agent-yinfan', wished('yinfan', 'logistics', lorries));
  await act('che-ming', 'objectRouting', lead, { ground: '属规划事项' });
  await act('tai-ran', 'rule', lead, { department: 'transport-office', reason: '路权属交通' });
  await act('che-ming', 'accept', lead);
  const others = [
    await start('agent-xinlu', wished('xinlu', 'logistics', lorries)),
    await start('agent-haoyu', wished('haoyu', 'logistics', lorries)),
  ];
  const [xinlu = '', haoyu = ''] = others;
  await act('tai-ran', 'group', lead, { demands: others, reason: '同一路段' });
  for (const other of others) await until(other, 'FollowsGroup');
  await until(lead, 'MemberJoined');
  await act('che-ming', 'assist', lead, { units: ['planning-office', 'labour-office'], question: '能否设单行？' });
  await act('lian-yi', 'assistReply', lead, { text: '可以' });
  await act('che-ming', 'askExtension', lead, { workingDays: 5, reason: '等规划意见' });
  await act('lu-ping', 'decideExtension', lead, { granted: true });
  await pass('6 days');
  await until(lead, 'AssistanceEnded');
  await act('che-ming', 'answer', lead, { kind: 'longTerm', text: '先行单行，再拓宽', until: await dayIn(telling, 100) });
  for (const other of others) await until(other, 'GroupHeard');
  await act('agent-haoyu', 'sendBack', haoyu, { reason: '太晚' });
  await until(lead, 'MemberLeft');
  const at = new Date((await telling.now()) + 12 * 86_400_000).toISOString();
  await act('che-ming', 'callMeeting', lead, { at, units: ['planning-office'], place: '路口', agenda: '单行方案' });
  await act('che-ming', 'answer', haoyu, { kind: 'explained', text: '十月完成拓宽' });
  await pass('30 days');
  await act('che-ming', 'review', lead, { text: '已设单行标志' });
  await act('che-ming', 'answer', lead, { kind: 'solved', text: '已拓宽' });
  await act('agent-yinfan', 'confirm', lead, { satisfied: true });
  // The group was told of its last answer as well.
  await pass('1 minutes');
  await act('agent-xinlu', 'comment', xinlu, { text: '谢谢' });
};

export const told: Told = {
  package: enterpriseDemandPackage,
  tenant: 'xindai',
  stories: {
    threeFirmsOneRoad,
    sentBackTwice: async (telling) => {
      const { start, act, pass, until } = telling;
      const id = await start('he-xian', {
        ...wished('yinfan', 'power', '用电容量不足'),
        contact: { name: '老印', phone: '10000990001' },
      });
      await act('tai-ran', 'route', id, { department: 'industry-office', reason: '协调供电' });
      await act('cong-yu', 'accept', id);
      await act('cong-yu', 'askFirm', id, { question: '需要多少千伏安？' });
      await act('he-xian', 'reply', id, { text: '630千伏安' });
      await act('cong-yu', 'referOutside', id, { body: '供电公司', number: 'SY-PA-1' });
      await act('cong-yu', 'answer', id, { kind: 'notPossible', text: '线路受限', ground: '电力法第二十六条' });
      await act('hua-sheng', 'coSign', id, { agreed: true });
      await act('agent-yinfan', 'sendBack', id, { reason: '请再协调' });
      await act('cong-yu', 'answer', id, { kind: 'explained', text: '已排期' });
      await act('agent-yinfan', 'sendBack', id, { reason: '没有日期' });
      await act('hua-sheng', 'direct', id, { instruction: '给出日期' });
      await act('cong-yu', 'answer', id, { kind: 'solved', text: '下月送电' });
      await pass('14 days');
      await until(id, 'ClosedBySilence');
    },
    converted: async ({ start, act, until }) => {
      const id = await start('agent-yinfan', wished('yinfan', 'subsidy', '米兰设摊'));
      await act('cong-yu', 'accept', id);
      await act('cong-yu', 'convert', id, { policyItem: 'fairAbroad' });
      await until(id, 'ApplicationOpened');
    },
    withdrawn: async (telling) => {
      const id = await accepted(telling);
      await telling.act('agent-yinfan', 'withdraw', id, { reason: '已自行解决' });
    },
  },
};
