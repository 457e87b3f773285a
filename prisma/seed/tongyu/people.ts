import type { SeedPerson, SeedRole } from '../tenant-data.ts';

let last = 0;
const person = (id: string, name: string, roles: readonly SeedRole[], unit?: string): SeedPerson => ({
  id,
  name,
  // No telephone in China begins with 100 and has eleven digits, so that no real person is called by mistake.
  phone: `1000001${String(++last).padStart(4, '0')}`,
  email: `${id}@example.org`,
  roles,
  ...(unit === undefined ? {} : { unit }),
});

const roles = (...names: readonly string[]): readonly SeedRole[] => names.map((role) => ({ role }));

/** A program: nobody calls it or writes to it. */
const machine = (id: string, name: string, role: string): SeedPerson => ({ id, name, roles: [{ role }] });

export const people: readonly SeedPerson[] = [
  // The street.
  person('mou-dan', '牟丹', roles('resident')),
  person('ruan-yong', '阮勇', roles('courier')),
  person(
    'guan-hui',
    '管慧',
    [
      { role: 'officer', area: 'xishan' },
      { role: 'officer', area: 'gonghe' },
    ],
    'tongyu',
  ),
  person('lin-hai', '林海', roles('dispatcher'), 'tongyu-desk'),
  person('yin-mei', '尹梅', roles('hotlineAgent'), 'tongyu-desk'),
  person('luo-jun', '罗军', [{ role: 'handler', unit: 'tongyu-urban' }], 'tongyu-urban'),
  person('cai-wen', '蔡文', [{ role: 'shiftLeader', unit: 'tongyu' }], 'tongyu-urban'),
  person('ying-jie', '应杰', [{ role: 'leader', unit: 'tongyu' }], 'tongyu'),
  person('pan-lin', '潘琳', roles('ruler'), 'tongyu'),
  person('jiang-tao', '江涛', roles('auditor'), 'tongyu'),
  person('mei-xue', '梅雪', roles('admin'), 'tongyu'),

  // Those who grow: four over seventy, whom the village's service station serves, and six of three co-operatives.
  person('mou-xiulan', '牟秀兰', roles('grower')),
  person('ruan-fugen', '阮福根', roles('grower')),
  person('guan-dexing', '管德兴', roles('grower')),
  person('lin-yuzhen', '林玉珍', roles('grower')),
  person('cai-junming', '蔡俊明', roles('grower'), 'coop-a'),
  person('luo-min', '罗敏', roles('grower'), 'coop-a'),
  person('ying-hong', '应红', roles('grower'), 'coop-b'),
  person('pan-liang', '潘亮', roles('grower'), 'coop-b'),
  person('jin-bo', '金波', roles('grower'), 'coop-c'),
  person('shen-qi', '沈琪', roles('grower'), 'coop-c'),

  // Those who carry, in the order of the roster for half past five.
  person('tu-gang', '涂刚', roles('courier'), 'couriers'),
  person('ke-min', '柯敏', roles('courier'), 'couriers'),
  person('xie-lei', '谢磊', roles('courier'), 'couriers'),
  person('zang-yu', '臧宇', roles('courier'), 'couriers'),
  person('bao-jie', '鲍杰', roles('courier'), 'couriers'),

  // The station at the village's mouth, the hub, the cold store.
  person('du-fang', '杜芳', roles('stationClerk'), 'xiaotong-station'),
  person('du-qiang', '杜强', roles('stationClerk'), 'xiaotong-station'),
  person('yu-bo', '虞波', roles('pickupDispatcher'), 'pickup-hub'),
  person('hua-lei', '华蕾', roles('trunkClerk'), 'pickup-hub'),
  person('shi-yan', '石岩', roles('trunkClerk'), 'pickup-hub'),
  person('jing-tao', '荆涛', roles('coldStoreKeeper'), 'cold-store'),
  person('wen-na', '闻娜', roles('coldStoreKeeper'), 'cold-store'),
  machine('carrier', '干线承运系统', 'carrier'),

  // Claims and money.
  person('feng-ying', '冯颖', roles('claimAssessor'), 'claims-office'),
  person('qi-kai', '祁凯', roles('claimAssessor'), 'claims-office'),
  person('mu-lan', '穆岚', roles('claimRuler'), 'team-legal'),
  person('xu-min', '徐敏', roles('cashier'), 'claims-office'),
  person('ning-xia', '宁霞', roles('cashier'), 'claims-office'),
  machine('rural-bank', '银行支付系统', 'bank'),

  // The alliance 1+3+X+N: one association, three co-operatives, five villages, and the teams, who vote together.
  person('yan-ping', '严萍', roles('allianceSecretary'), 'couriers'),
  person('bai-yu', '白宇', roles('allianceMember'), 'couriers'),
  person('tang-li', '唐莉', roles('allianceMember'), 'coop-a'),
  person('hong-mei', '洪梅', roles('allianceMember'), 'coop-b'),
  person('gu-feng', '顾峰', roles('allianceMember'), 'coop-c'),
  person('su-ping', '苏平', roles('allianceMember'), 'xiaotong'),
  person('qin-yong', '秦勇', roles('allianceMember'), 'tongyu-village'),
  person('pu-hao', '浦浩', roles('allianceMember'), 'puze'),
  person('min-juan', '闵娟', roles('allianceMember'), 'minxi'),
  person('liu-bin', '柳斌', roles('allianceMember'), 'liuhu'),
  person('zhuang-qi', '庄琪', roles('allianceMember'), 'team-technique'),

  // Those who guide growers.
  person('pei-lan', '裴岚', roles('guidanceSecretary'), 'farm-office'),
  person('xin-yue', '辛悦', roles('guidanceSecretary'), 'farm-office'),
  person('su-lin', '苏林', roles('expert', 'lecturer'), 'team-technique'),
  person('tang-he', '唐禾', roles('expert', 'deskOfficer'), 'team-technique'),
  person('fei-min', '费民', roles('expert'), 'team-technique'),
  person('qiu-an', '邱安', roles('expert'), 'team-technique'),
  person('lou-yi', '楼毅', roles('expert'), 'team-technique'),
  person('ge-pu', '葛朴', roles('expert'), 'team-technique'),
  person('mao-jian', '毛健', roles('expert'), 'team-technique'),
  person('he-qing', '何青', roles('expert', 'deskOfficer'), 'team-technique'),
  person('wen-da', '文达', roles('expert'), 'team-technique'),
  person('yao-ke', '姚克', roles('expert'), 'team-technique'),

  // The shared live room.
  person('song-jiayi', '宋佳怡', roles('liveHost'), 'team-hosts'),
  person('tao-ran', '陶然', roles('liveHost'), 'team-hosts'),
  person('lu-xi', '陆希', roles('liveHost', 'grower'), 'team-hosts'),
  person('he-tong', '贺彤', roles('roomKeeper'), 'live-rooms'),

  // The agriculture office, to which quarantine pests and poisoning are handed over.
  person('xu-tian', '许田', [{ role: 'handler', unit: 'farm-office' }], 'farm-office'),
];
