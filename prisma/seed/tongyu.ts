/** Tongyu street 桐屿街道 in Taizhou: a small second tenant, whose data the first one never sees. Its people are invented. */
import { chinaCalendar } from '../../activities/calendar/china.ts';
import { readAreas } from './areas.ts';
import type { SeedPerson, SeedRole, TenantData } from './tenant-data.ts';

const person = (id: string, name: string, number: number, roles: readonly SeedRole[], unit?: string): SeedPerson => ({
  id,
  name,
  phone: `1000001${String(number).padStart(4, '0')}`,
  email: `${id}@example.org`,
  roles,
  ...(unit === undefined ? {} : { unit }),
});

export const tongyu: TenantData = {
  tenant: { id: 'tongyu', code: 'TY', en: 'Tongyu street, Taizhou', zh: '台州市桐屿街道', zone: 'Asia/Shanghai' },
  units: [
    { id: 'tongyu', kind: 'street', en: 'Tongyu Street Office', zh: '桐屿街道办事处' },
    { id: 'tongyu-desk', parent: 'tongyu', kind: 'desk', en: 'Tongyu dispatch desk', zh: '桐屿派单台' },
    { id: 'tongyu-urban', parent: 'tongyu', kind: 'department', en: 'Tongyu Urban Management', zh: '桐屿执法中队' },
    { id: 'tongyu-village', parent: 'tongyu', kind: 'community', en: 'Gonghe Village', zh: '共和村' },
  ],
  people: [
    person('mou-dan', '牟丹', 1, [{ role: 'resident' }]),
    person('ruan-yong', '阮勇', 2, [{ role: 'courier' }]),
    person(
      'guan-hui',
      '管慧',
      3,
      [
        { role: 'officer', area: 'xishan' },
        { role: 'officer', area: 'gonghe' },
      ],
      'tongyu',
    ),
    person('lin-hai', '林海', 4, [{ role: 'dispatcher' }], 'tongyu-desk'),
    person('yin-mei', '尹梅', 5, [{ role: 'hotlineAgent' }], 'tongyu-desk'),
    person('luo-jun', '罗军', 6, [{ role: 'handler', unit: 'tongyu-urban' }], 'tongyu-urban'),
    person('cai-wen', '蔡文', 7, [{ role: 'shiftLeader', unit: 'tongyu' }], 'tongyu-urban'),
    person('ying-jie', '应杰', 8, [{ role: 'leader', unit: 'tongyu' }], 'tongyu'),
    person('pan-lin', '潘琳', 9, [{ role: 'ruler' }], 'tongyu'),
    person('jiang-tao', '江涛', 10, [{ role: 'auditor' }], 'tongyu'),
    person('mei-xue', '梅雪', 11, [{ role: 'admin' }], 'tongyu'),
  ],
  areas: readAreas('tongyu.geojson'),
  categories: [
    { code: 'pavement', owner: 'tongyu-urban', handle: { workingDays: 3 }, en: 'Occupied pavement', zh: '占道经营' },
    { code: 'rubbish', owner: 'tongyu-urban', handle: { workingDays: 2 }, en: 'Dumped rubbish', zh: '暴露垃圾' },
    { code: 'fieldPath', owner: 'tongyu-village', handle: { workingDays: 5 }, en: 'Damaged field path', zh: '田间道路破损' },
    {
      code: 'fire',
      owner: null,
      handle: { workingDays: 1 },
      en: 'Fire',
      zh: '火情',
      anonymous: true,
      emergency: true,
      channel: { en: 'Fire brigade, 119', zh: '消防救援119', phone: '119' },
    },
    { code: 'other', owner: null, handle: { workingDays: 5 }, en: 'Something else', zh: '其他' },
  ],
  calendar: chinaCalendar(),
  rules: [
    {
      id: 'own-tongyu-urban',
      title: { en: 'Matters of Urban Management', zh: '综合行政执法事项' },
      when: { owner: true },
      unit: 'tongyu-urban',
    },
  ],
  limits: [],
};
