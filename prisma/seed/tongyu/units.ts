import type { SeedUnit } from '../tenant-data.ts';

export const units: readonly SeedUnit[] = [
  { id: 'tongyu', kind: 'street', en: 'Tongyu Street Office', zh: '桐屿街道办事处' },
  { id: 'tongyu-desk', parent: 'tongyu', kind: 'desk', en: 'Tongyu dispatch desk', zh: '桐屿派单台' },
  { id: 'tongyu-urban', parent: 'tongyu', kind: 'department', en: 'Tongyu Urban Management', zh: '桐屿执法中队' },
  { id: 'farm-office', parent: 'tongyu', kind: 'department', en: 'Tongyu Agriculture Office', zh: '桐屿农业农村办' },
  { id: 'tongyu-village', parent: 'tongyu', kind: 'community', en: 'Gonghe Village', zh: '共和村' },
  { id: 'xiaotong', parent: 'tongyu', kind: 'community', en: 'Xiaotong Village', zh: '小桐村' },
  { id: 'puze', parent: 'tongyu', kind: 'community', en: 'Puze Village', zh: '浦泽村' },
  { id: 'minxi', parent: 'tongyu', kind: 'community', en: 'Minxi Village', zh: '民西村' },
  { id: 'liuhu', parent: 'tongyu', kind: 'community', en: 'Liuhu Village', zh: '流湖村' },
  { id: 'xiaotong-station', parent: 'xiaotong', kind: 'station', en: 'Xiaotong service station', zh: '小桐服务站' },
  // The alliance 1+3+X+N with what it runs.
  { id: 'couriers', parent: 'tongyu', kind: 'association', en: 'Courier Association', zh: '快递行业协会' },
  { id: 'pickup-hub', parent: 'couriers', kind: 'department', en: 'Pickup hub', zh: '揽收中心' },
  { id: 'cold-store', parent: 'couriers', kind: 'department', en: 'Cold store', zh: '产地冷库' },
  { id: 'claims-office', parent: 'couriers', kind: 'department', en: 'Claims office', zh: '理赔室' },
  { id: 'coop-a', parent: 'tongyu', kind: 'coop', en: 'Xishan Loquat Co-operative', zh: '西山枇杷专业合作社' },
  { id: 'coop-b', parent: 'tongyu', kind: 'coop', en: 'Gonghe Fruit Co-operative', zh: '共和果蔬专业合作社' },
  { id: 'coop-c', parent: 'tongyu', kind: 'coop', en: 'Jinqing Melon Co-operative', zh: '金清西瓜专业合作社' },
  { id: 'team-technique', parent: 'tongyu', kind: 'team', en: 'Retired technicians’ team', zh: '老干部技术组' },
  { id: 'team-legal', parent: 'tongyu', kind: 'team', en: 'Legal advisers', zh: '法律顾问团' },
  { id: 'team-squad', parent: 'couriers', kind: 'team', en: 'Couriers’ squad', zh: '快递员攻坚队' },
  { id: 'team-hosts', parent: 'tongyu', kind: 'team', en: 'Young village hosts', zh: '青年村播团' },
  { id: 'live-rooms', parent: 'tongyu', kind: 'department', en: 'Shared live rooms', zh: '共享直播间' },
];
