import type { SeedPerson, SeedRole } from '../tenant-data.ts';

let last = 0;
/** No telephone in China begins with 100 and has eleven digits, so that no real person is called by mistake. */
const phone = (): string => `1000000${String(++last).padStart(4, '0')}`;

const person = (id: string, name: string, roles: readonly SeedRole[], more: Partial<SeedPerson> = {}): SeedPerson => ({
  id,
  name,
  phone: phone(),
  email: `${id}@example.org`,
  roles,
  ...more,
});

const of = (unit: string, id: string, name: string, ...roles: readonly string[]): SeedPerson =>
  person(
    id,
    name,
    roles.map((role) => ({ role, unit })),
    { unit },
  );

const officer = (id: string, name: string, areas: readonly string[]): SeedPerson =>
  person(
    id,
    name,
    areas.map((area) => ({ role: 'officer', area })),
    { unit: 'fushan' },
  );

export const people: readonly SeedPerson[] = [
  // Residents and couriers.
  person('wang-xiuying', '王秀英', [{ role: 'resident' }]),
  person('zhu-guoqiang', '朱国强', [{ role: 'resident' }]),
  person('lin-tingting', '林婷婷', [{ role: 'resident' }], { locale: 'en' }),
  person('liu-fei', '刘飞', [{ role: 'courier' }]),
  person('deng-li', '邓力', [{ role: 'courier' }]),

  // The street office.
  officer('chen-wei', '陈伟', ['pianmen', 'xixiao-road', 'huanshan-road', 'yuewang-terrace', 'shengli-west', 'cangqiao']),
  officer('zhou-min', '周敏', ['fushan-park', 'dalongshi', 'fuheng-street', 'shuicheng-lane', 'toulao-river', 'luxun-west']),
  person('song-jia', '宋佳', [{ role: 'hotlineAgent' }], { unit: 'desk' }),
  person('xu-jing', '徐静', [{ role: 'dispatcher' }], { unit: 'desk' }),
  person('lou-tao', '楼涛', [{ role: 'dispatcher' }], { unit: 'desk' }),
  of('desk', 'ye-fang', '叶芳', 'shiftLeader'),
  of('desk', 'shen-guoping', '沈国平', 'leader'),
  person('yan-zheng', '严正', [{ role: 'ruler' }], { unit: 'fushan' }),
  person('bai-xue', '白雪', [{ role: 'ruler' }], { unit: 'fushan' }),
  person('qiu-ming', '邱明', [{ role: 'auditor' }], { unit: 'fushan' }),
  person('shi-lei', '施磊', [{ role: 'admin' }], { unit: 'fushan' }),

  // The departments.
  of('urban', 'li-qiang', '李强', 'handler'),
  of('urban', 'zhao-lei', '赵磊', 'handler'),
  of('urban', 'wu-jianhua', '吴建华', 'shiftLeader'),
  of('urban', 'zhang-hong', '张宏', 'leader'),
  of('sanitation', 'jin-meihua', '金美华', 'handler'),
  of('sanitation', 'fang-yong', '方勇', 'handler'),
  of('sanitation', 'he-ping', '何平', 'shiftLeader'),
  of('sanitation', 'lu-xia', '陆霞', 'leader'),
  of('emergency', 'sun-bo', '孙波', 'handler'),
  of('emergency', 'yu-hai', '俞海', 'handler'),
  of('emergency', 'gao-feng', '高峰', 'shiftLeader'),
  of('emergency', 'tong-jun', '童军', 'leader'),
  of('market', 'ma-lili', '马丽丽', 'handler'),
  of('market', 'hu-bin', '胡斌', 'handler'),
  of('market', 'shao-yan', '邵燕', 'shiftLeader'),
  of('market', 'dong-ning', '董宁', 'leader'),
  of('housing', 'qian-kun', '钱坤', 'handler'),
  of('housing', 'mao-yi', '毛毅', 'handler'),
  of('housing', 'pan-yu', '潘宇', 'shiftLeader'),
  of('housing', 'jiang-lan', '蒋岚', 'leader'),
  of('traffic', 'ding-kai', '丁凯', 'handler'),
  of('traffic', 'luo-dan', '罗丹', 'handler'),
  of('traffic', 'feng-lei', '冯雷', 'shiftLeader'),
  of('traffic', 'cao-yang', '曹阳', 'leader'),

  // Stations and communities, where one person leads and looks after the shifts too.
  of('power-station', 'ruan-jie', '阮杰', 'handler'),
  of('power-station', 'bao-gang', '鲍刚', 'shiftLeader', 'leader'),
  of('telecom-station', 'wei-dong', '魏东', 'handler'),
  of('telecom-station', 'xie-hui', '谢辉', 'shiftLeader', 'leader'),
  of('cangqiao-community', 'zhu-aihua', '朱爱华', 'handler'),
  of('cangqiao-community', 'wang-ling', '王玲', 'shiftLeader', 'leader'),
  of('fuheng-community', 'tao-juan', '陶娟', 'handler'),
  of('fuheng-community', 'qi-hong', '戚红', 'shiftLeader', 'leader'),

  // Who patrols the streets.
  of('fushan', 'gu-qing', '顾青', 'patrolLeader'),
  of('fushan', 'miao-rong', '苗蓉', 'patrolLeader'),
  of('urban', 'shu-hai', '舒海', 'patroller'),
  of('urban', 'ning-yuan', '宁远', 'patroller'),
  of('cangqiao-community', 'tan-yi', '谭艺', 'patroller'),
  of('cangqiao-community', 'lei-ting', '雷婷', 'patroller'),
  of('fuheng-community', 'hua-jie', '华杰', 'patroller'),
  of('gas-station', 'tang-bin', '汤斌', 'handler'),
  of('gas-station', 'mei-fen', '梅芬', 'shiftLeader', 'leader'),
  of('water-station', 'jiao-min', '焦敏', 'handler'),
  of('water-station', 'yuan-shui', '袁水', 'shiftLeader', 'leader'),
  of('culture', 'xi-yan', '奚燕', 'handler'),
  of('culture', 'mu-qing', '穆青', 'shiftLeader', 'leader'),
  person('gu-qin', '顾琴', [{ role: 'meetingSecretary' }], { unit: 'desk' }),

  // Keepers of the goods for points.
  of('cangqiao-community', 'gong-yan', '龚燕', 'goodsKeeper'),
  of('cangqiao-community', 'pang-shu', '庞淑', 'goodsKeeper'),
  of('fuheng-community', 'xiong-lan', '熊岚', 'goodsKeeper'),
  of('desk', 'zhan-ping', '詹平', 'goodsKeeper'),
];
