import { fieldGuidancePackage } from '../../../processes/field-guidance.ts';
import type { Telling, Told } from '../stories.ts';

const DAY = 86_400_000;
const P05 = { lat: 28.5847, lon: 121.3257 };
export const spots = { crop: 'loquat', symptom: 'leafSpot', text: '叶片有褐色圆斑，约二十株。' };

/** A day of the tenant, so many days after that moment. */
const dayAfter = (at: number, days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at + days * DAY);

/** The first who is asked declines, and the second accepts. */
const accepted = async ({ act }: Telling, id: string): Promise<void> => {
  await act('pei-lan', 'triage', id, { way: 'visit' });
  // By speciality, then by how near they are.
  await act('mao-jian', 'decline', id);
  await act('tang-he', 'accept', id);
};

const visited = async (telling: Telling, id: string): Promise<void> => {
  const at = new Date((await telling.now()) + 3_600_000).toISOString();
  await telling.act('tang-he', 'plan', id, { at, agreed: 'phone' });
  await telling.act('tang-he', 'visit', id, { at: P05, findings: '叶背有霉层。' });
};

export const told: Told = {
  package: fieldGuidancePackage,
  tenant: 'tongyu',
  stories: {
    'spots-on-the-leaf': async (telling) => {
      const { start, act, pass, until, now } = telling;
      const id = await start('cai-junming', spots);
      await accepted(telling, id);
      await visited(telling, id);
      const measures = [
        { text: '喷药一次', day: dayAfter(await now(), 1), input: { product: 'leafGuard' } },
        { text: '清园', day: dayAfter(await now(), 3) },
      ];
      await act('tang-he', 'advise', id, { diagnosis: '叶斑病', measures });
      await act('cai-junming', 'understood', id, { how: 'read' });
      await act('pei-lan', 'reviewAdvice', id, { sound: true, question: '枇杷叶斑病怎么防治？', keepBoth: true });
      await pass('2 days');
      await until(id, 'Reminded');
      await act('cai-junming', 'followUp', id, { day: dayAfter(await now(), -2), done: 'all', effect: 4 });
      await pass('3 days');
      await act('cai-junming', 'close', id, { effect: 4 });
    },
    'nobody-answers': async (telling) => {
      const { start, act, pass, until, now } = telling;
      const id = await start('cai-junming', { ...spots, urgent: true });
      await act('pei-lan', 'triage', id, { way: 'visit' });
      await pass('5 hours');
      await until(id, 'OfferedToNext');
      await act('pei-lan', 'appoint', id, { expert: 'tang-he', agreed: 'phone' });
      await act('tang-he', 'passOn', id, { reason: '外出。' });
      await act('pei-lan', 'appoint', id, { expert: 'tang-he', agreed: 'phone' });
      await visited(telling, id);
      await act('tang-he', 'advise', id, { diagnosis: '叶斑病', measures: [{ text: '清园', day: dayAfter(await now(), 1) }] });
      await pass('40 days');
      await until(id, 'Lapsed');
    },
    'from-afar-and-again': async ({ start, act }) => {
      const id = await start('du-fang', {
        crop: 'loquat',
        symptom: 'sunburn',
        text: '果面日灼。',
        grower: 'mou-xiulan',
        consent: 'spoken',
      });
      await act('pei-lan', 'triage', id, { way: 'remote' });
      await act('du-fang', 'askVisit', id, { reason: '套袋后仍发生。' });
      await act('du-fang', 'comment', id, { text: '请尽快。' });
      await act('du-fang', 'withdraw', id);
    },
    'handed-over': async ({ start, act, pass, until }) => {
      const id = await start('jin-bo', { crop: 'citrus', symptom: 'citrusGreening', text: '叶片斑驳黄化。' });
      await act('pei-lan', 'triage', id, { way: 'handOver' });
      await pass('1 hours');
      await until(id, 'Escalated');
      await act('xu-tian', 'returnToSecretary', id, { reason: '先复核照片。' });
      await act('pei-lan', 'triage', id, { way: 'handOver' });
      await act('xu-tian', 'takeUp', id, { done: '已取样封控。' });
    },
  },
};
