/** Who may be liable for losses in Tongyu, and what each has set aside for them. All invented. */
import type { SeedTableRow } from '../tenant-data.ts';

const party = (key: string, kind: string, en: string, zh: string, more: object = {}): SeedTableRow => ({
  table: 'liableParties',
  key,
  value: { title: { en, zh }, kind, ...more },
});

const fund = (of: string, year: number, yuan: number): SeedTableRow => ({
  table: 'claimFunds',
  key: `${of}:${year}`,
  value: { party: of, year, fen: yuan * 100 },
});

const BORNE_BY = { swift: 8_000, clover: 6_000, ridge: 4_000, storeA: 5_000, storeB: 5_000, packing: 3_000, alliance: 10_000 };

export const lossClaimRows: readonly SeedTableRow[] = [
  party('swift', 'carrier', 'Swift Couriers', '迅捷快递', { people: ['tu-gang', 'ke-min'], contacts: ['bai-yu'] }),
  party('clover', 'carrier', 'Clover Express', '苜蓿速运', { people: ['xie-lei', 'zang-yu'], contacts: ['bai-yu'] }),
  party('ridge', 'carrier', 'Ridge Post', '山脊邮递', { people: ['bao-jie', 'ruan-yong'], contacts: ['bai-yu'] }),
  party('storeA', 'store', 'Cold store A', '冷库A', { people: ['jing-tao'] }),
  party('storeB', 'store', 'Cold store B', '冷库B', { people: ['wen-na'] }),
  party('packing', 'packer', 'Packing point of the station', '服务站包装点', { people: ['du-fang', 'du-qiang'] }),
  party('sender', 'sender', 'The sender', '寄件人'),
  party('ripening', 'nature', 'Ripening on the way', '途中后熟'),
  party('bruising', 'nature', 'Thin skin that bruises', '薄皮易损'),
  party('typhoon', 'forceMajeure', 'Typhoon', '台风'),
  party('roadClosed', 'forceMajeure', 'Road closed by order', '交通管制'),
  party('alliance', 'alliance', 'The alliance', '共富联盟'),
  ...[2026, 2027].flatMap((year) => Object.entries(BORNE_BY).map(([of, yuan]) => fund(of, year, yuan))),
];
