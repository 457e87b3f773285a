import type { SeedCategory } from '../tenant-data.ts';

/** A matter that its owner handles within so many working days. */
const category = (
  owner: string | null,
  code: string,
  workingDays: number,
  en: string,
  zh: string,
  more: Partial<SeedCategory> = {},
): SeedCategory => ({ code, owner, handle: { workingDays }, en, zh, ...more });

const anonymous = { anonymous: true };
const emergency = (en: string, zh: string, phone: string): Partial<SeedCategory> => ({
  anonymous: true,
  emergency: true,
  // By day and by night.
  handle: { clockMinutes: 8 * 60 },
  channel: { en, zh, phone },
});

const fireBrigade = emergency('Fire brigade, 119', '消防救援119', '119');

export const categories: readonly SeedCategory[] = [
  category('urban', 'pavement', 2, 'Occupied pavement', '占道经营'),
  category('urban', 'streetVendor', 1, 'Unlicensed street vendor', '流动摊贩'),
  category('urban', 'illegalAdvert', 2, 'Illegal advertising', '乱张贴小广告'),
  category('urban', 'shopSign', 5, 'Broken shop sign', '店招破损'),
  category('urban', 'illegalBuilding', 7, 'Illegal building', '违法搭建', anonymous),
  category('urban', 'constructionNoise', 1, 'Construction noise at night', '夜间施工噪声', anonymous),
  category('urban', 'bicycleParking', 1, 'Bicycles in the way', '非机动车乱停放'),

  // Two working days until the rounds were doubled.
  category('sanitation', 'rubbish', 2, 'Dumped rubbish', '暴露垃圾'),
  category('sanitation', 'rubbish', 1, 'Dumped rubbish', '暴露垃圾', { from: '2025-07-01' }),
  category('sanitation', 'bulkyWaste', 2, 'Bulky waste', '大件垃圾堆放'),
  category('sanitation', 'publicToilet', 1, 'Dirty public toilet', '公厕脏乱'),
  category('sanitation', 'riverLitter', 2, 'Litter in a river', '河道漂浮物'),
  category('sanitation', 'pests', 3, 'Rats or cockroaches', '鼠患蟑螂'),

  category('emergency', 'fire', 1, 'Fire', '火情', fireBrigade),
  category('emergency', 'gasLeak', 1, 'Smell of gas', '燃气泄漏', fireBrigade),
  category('emergency', 'fireLane', 1, 'Blocked fire lane', '堵塞消防通道', anonymous),
  category('emergency', 'fireEquipment', 3, 'Broken fire equipment', '消防设施损坏'),
  category('emergency', 'indoorCharging', 1, 'Electric bicycle charged in a stairwell', '电动自行车楼道充电', anonymous),

  category('market', 'foodSafety', 5, 'Food safety', '食品安全', anonymous),
  category('market', 'noLicence', 5, 'Business without a licence', '无证无照经营', anonymous),
  category('market', 'priceFraud', 5, 'Price fraud', '价格欺诈'),

  category('housing', 'roadDamage', 5, 'Damaged road', '路面破损'),
  category('housing', 'manhole', 1, 'Missing manhole cover', '井盖缺损'),
  category('housing', 'streetLight', 2, 'Street light out', '路灯不亮'),
  category('housing', 'blockedDrain', 3, 'Blocked drain', '下水道堵塞'),
  category('housing', 'unsafeHouse', 7, 'Unsafe house', '房屋安全隐患'),

  category('traffic', 'illegalParking', 1, 'Illegally parked car', '机动车违停'),
  category(
    'traffic',
    'danger',
    1,
    'Accident or threat to public safety',
    '事故与治安警情',
    emergency('Police, 110', '公安110', '110'),
  ),

  category(
    'power-station',
    'liveCable',
    1,
    'Cable with broken skin',
    '电线破皮裸露',
    emergency('Power supply service, 95598', '供电服务95598', '95598'),
  ),
  category('power-station', 'powerPole', 3, 'Leaning power pole', '电杆倾斜'),
  category('telecom-station', 'hangingCable', 3, 'Hanging telephone cable', '通信线缆垂落'),

  // No unit's by the responsibility list: the dispatch desk decides.
  category(null, 'fallenTree', 2, 'Fallen tree or branch', '树木倒伏'),
  category(null, 'neighbours', 5, 'Dispute between neighbours', '邻里纠纷'),
  category(null, 'other', 5, 'Something else', '其他'),

  // Decided by law elsewhere.
  category(null, 'courtMatter', 1, 'Lawsuit or enforcement', '涉法涉诉', {
    channel: { en: 'the people’s court, litigation service 12368', zh: '人民法院诉讼服务热线12368', phone: '12368' },
  }),
  category(null, 'misconduct', 1, 'Misconduct of an official', '干部违纪违法', {
    anonymous: true,
    channel: { en: 'the discipline inspection commission, 12388', zh: '纪检监察举报电话12388', phone: '12388', sealed: true },
  }),

  // Since stoves burn gas, nobody reports these any more.
  category('urban', 'coalStove', 3, 'Coal stove', '散煤燃烧'),
  category('urban', 'coalStove', 3, 'Coal stove', '散煤燃烧', { from: '2025-01-01', retired: true }),
];
