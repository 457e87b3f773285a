import type { SeedPerson, SeedRole } from '../tenant-data.ts';

let last = 0;
const person = (id: string, name: string, roles: readonly SeedRole[], unit?: string): SeedPerson => ({
  id,
  name,
  // No telephone in China begins with 100 and has eleven digits, so that no real person is called by mistake.
  phone: `1000002${String(++last).padStart(4, '0')}`,
  email: `${id}@example.org`,
  roles,
  ...(unit === undefined ? {} : { unit }),
});

const roles = (...names: readonly string[]): readonly SeedRole[] => names.map((role) => ({ role }));
const at = (unit: string, ...names: readonly string[]): readonly SeedRole[] => names.map((role) => ({ role, unit }));

export const people: readonly SeedPerson[] = [
  // Customers: a co-operative, a large farming household, a household, a firm.
  person('shengfeng-coop', '盛丰粮食合作社', roles('customer')),
  person('chen-dahu', '陈大户', roles('customer')),
  person('wu-laoshi', '吴师傅', roles('customer')),
  person('yuwang-firm', '虞旺食品厂', roles('customer')),

  // Those who serve the customers.
  person('xie-lan', '谢兰', roles('windowClerk'), 'service-hall'),
  person('ge-hui', '葛慧', roles('accountManager'), 'marketing'),
  person('ren-bo', '任波', roles('accountManager'), 'marketing'),
  person('tao-ming', '陶明', roles('surveyor'), 'marketing'),
  person('jin-lei', '金磊', roles('schemeDesigner'), 'marketing'),
  person('du-qing', '杜青', roles('schemeReviewer'), 'marketing'),
  person('mao-jun', '毛军', roles('inspector'), 'marketing'),
  person('yao-gang', '姚刚', at('fenghui-station', 'installer', 'patroller', 'lineWorker'), 'fenghui-station'),
  person('lv-ping', '吕平', at('fenghui-station', 'installer', 'patroller'), 'fenghui-station'),
  person('shi-yong', '石勇', at('xiaoyue-station', 'installer', 'patroller'), 'xiaoyue-station'),
  person('wei-min', '魏敏', at('xiaoyue-station', 'patroller', 'rectifier'), 'xiaoyue-station'),
  person('kong-liang', '孔亮', at('fenghui-station', 'rectifier'), 'fenghui-station'),

  // The live-line team, and those who answer for it.
  person('zhang-qian', '章谦', roles('permitIssuer'), 'safety'),
  person('he-jianguo', '何建国', roles('permitIssuer'), 'safety'),
  person('fan-hao', '范浩', roles('workLeader'), 'live-line-team'),
  person('luo-qiang', '罗强', roles('workLeader'), 'live-line-team'),
  person('sun-wei', '孙伟', roles('permitter'), 'shangyu'),
  person('guo-jing', '郭静', roles('guardian'), 'live-line-team'),
  person('han-bing', '韩冰', roles('guardian'), 'live-line-team'),
  person('cai-jun', '蔡军', roles('lineWorker'), 'live-line-team'),
  person('deng-chao', '邓超', roles('lineWorker'), 'live-line-team'),
  person('liang-bo', '梁波', roles('lineWorker'), 'live-line-team'),

  // Protection of the supply, and oversight.
  person('yuan-fei', '袁飞', roles('protectionPlanner'), 'shangyu'),
  person('shao-kai', '邵凯', roles('leader'), 'shangyu'),
  person('pan-yan', '潘艳', roles('auditor'), 'shangyu'),
  person('qiu-lin', '邱林', roles('admin'), 'shangyu'),
];
