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

export const people: readonly SeedPerson[] = [
  // Those who live and work in the town.
  person('shao-qing', '邵晴', roles('resident')),
  person('bian-lu', '卞璐', roles('resident')),

  // Agents of firms, each of one.
  person('agent-yinfan', '印帆', roles('firmAgent')),
  person('agent-xinlu', '辛露', roles('firmAgent')),
  person('agent-qiaoxing', '乔星', roles('firmAgent')),
  person('agent-haoyu', '郝宇', roles('firmAgent')),
  person('agent-lunji', '伦吉', roles('firmAgent')),
  person('agent-mianbo', '绵波', roles('firmAgent')),
  person('agent-hangbo', '杭博', roles('firmAgent')),
  person('agent-tuomi', '拓米', roles('firmAgent')),

  // Who serves firms, and who leads them.
  person('lao-yun', '劳芸', [{ role: 'officer', unit: 'service-east' }], 'service-east'),
  person('ji-hang', '纪航', [{ role: 'officer', unit: 'service-west' }], 'service-west'),
  person('shi-yao', '施瑶', [{ role: 'officer', unit: 'service-east' }], 'service-east'),
  person('fu-lei', '傅磊', [{ role: 'officer', unit: 'service-west' }], 'service-west'),
  person('hong-min', '洪敏', roles('hotlineAgent'), 'xindai-desk'),
  person('zhan-rui', '詹睿', roles('serviceLeader'), 'firm-service'),
  person('mi-jia', '米佳', roles('serviceLeader'), 'firm-service'),
  person('tai-ran', '邰然', roles('dispatcher'), 'xindai-desk'),
  person('gan-ning', '甘宁', roles('windowClerk'), 'firm-service'),
  person('pang-yi', '庞怡', roles('windowClerk'), 'firm-service'),

  // Who judges, and who looks along.
  person('rao-min', '饶敏', roles('policyReviewer'), 'industry-office'),
  person('ying-chao', '英超', roles('policyReviewer'), 'industry-office'),
  person('sha-li', '沙莉', roles('jointReviewer'), 'safety-office'),
  person('you-wen', '尤文', roles('jointReviewer'), 'ecology-office'),
  person('bao-lin', '包琳', roles('jointReviewer'), 'labour-office'),
  person('geng-hao', '耿浩', roles('jointReviewer'), 'planning-office'),

  // Money.
  person('chai-jing', '柴静怡', roles('financeOfficer'), 'finance-office'),
  person('weng-bo', '翁博', roles('financeOfficer'), 'finance-office'),
  person('xun-lei', '荀蕾', roles('cashier'), 'finance-office'),
  person('town-treasury', '国库支付系统', roles('treasury')),
  person('town-bank', '城镇银行支付系统', roles('bank')),
  person('zou-kai', '邹恺', roles('clawbackOfficer'), 'discipline-office'),

  // What is made public, and who decides on what is objected to.
  person('xiang-nan', '项楠', roles('noticeOfficer'), 'industry-office'),
  person('kuai-yu', '蒯羽', roles('noticeOfficer'), 'industry-office'),
  person('hua-sheng', '华胜', [{ role: 'leader', unit: 'xindai' }], 'xindai'),
  person('le-ping', '乐平', [{ role: 'leader', unit: 'xindai' }], 'xindai'),

  // The park.
  person('mu-qing', '沐青', roles('parkManager'), 'park-company'),
  person('kong-fan', '孔帆', roles('parkManager'), 'park-company'),
  person('chu-yan', '褚妍', roles('fitReviewer'), 'industry-office'),
  person('wei-lan', '蔚岚', roles('fitReviewer'), 'culture-office'),
  person('si-hai', '司海', roles('fitReviewer'), 'planning-office'),

  // Matters that go to a department.
  person('che-ming', '车明', [{ role: 'handler', unit: 'transport-office' }], 'transport-office'),
  person('qu-fei', '屈飞', [{ role: 'handler', unit: 'planning-office' }], 'planning-office'),
  person('lian-yi', '连漪', [{ role: 'handler', unit: 'labour-office' }], 'labour-office'),
  person('jin-yao', '金瑶', [{ role: 'handler', unit: 'finance-office' }], 'finance-office'),
  person('cong-yu', '丛羽', [{ role: 'handler', unit: 'industry-office' }], 'industry-office'),
  person('yue-bai', '岳柏', [{ role: 'handler', unit: 'culture-office' }], 'culture-office'),
  person('lu-ping', '陆萍', [{ role: 'shiftLeader', unit: 'transport-office' }], 'transport-office'),
  person('he-xian', '何弦', roles('hotlineAgent'), 'xindai-desk'),

  person('ke-zheng', '柯正', roles('auditor'), 'xindai'),
  person('guan-shu', '管舒', roles('admin'), 'xindai'),
];
