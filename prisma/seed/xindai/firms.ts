/** The register of firms: invented ones, with codes of a region that doesn't exist. */
import type { SeedSubject } from '../tenant-data.ts';

const SINCE = '2020-01-01';
const active = { state: 'active', from: SINCE };

type More = Partial<Pick<SeedSubject, 'names' | 'states'>> & { readonly agent?: string };

const firm = (
  key: string,
  name: string,
  { floorArea, staff, size, industry }: Required<Pick<SeedSubject, 'floorArea' | 'staff' | 'size' | 'industry'>>,
  { agent, ...more }: More = {},
): SeedSubject => ({
  kind: 'firm',
  key,
  name,
  foundedOn: SINCE,
  floorArea,
  staff,
  size,
  industry,
  names: [{ name, from: SINCE }],
  states: [active],
  agents: agent === undefined ? [] : [{ person: agent, from: SINCE }],
  ...more,
});

export const firms: readonly SeedSubject[] = [
  firm(
    '91339901MA9X00011A',
    '银帆箱包有限公司',
    { floorArea: 24_000, staff: 900, size: 'large', industry: 'luggage' },
    { agent: 'agent-yinfan' },
  ),
  firm(
    '91339901MA9X0002X2',
    '新旅箱包有限公司',
    { floorArea: 9_500, staff: 320, size: 'medium', industry: 'luggage' },
    { agent: 'agent-xinlu' },
  ),
  firm(
    '91339901MA9X000382',
    '乔星箱包有限公司',
    { floorArea: 7_200, staff: 210, size: 'medium', industry: 'luggage' },
    {
      agent: 'agent-qiaoxing',
      names: [
        { name: '超星箱包有限公司', from: SINCE },
        { name: '乔星箱包有限公司', from: '2026-02-10' },
      ],
    },
  ),
  firm(
    '91339901MA9X00046W',
    '昊宇拉链有限公司',
    { floorArea: 3_100, staff: 85, size: 'small', industry: 'zips' },
    { agent: 'agent-haoyu' },
  ),
  firm(
    '91339901MA9X00054P',
    '轮济脚轮有限公司',
    { floorArea: 2_600, staff: 64, size: 'small', industry: 'wheels' },
    { agent: 'agent-lunji' },
  ),
  firm(
    '91339901MA9X00062J',
    '绵帛面料有限公司',
    { floorArea: 4_000, staff: 40, size: 'small', industry: 'fabrics' },
    { states: [active, { state: 'dissolved', from: '2026-03-01' }] },
  ),
  firm(
    '91339901MA9X00070D',
    '航舶物流有限公司',
    { floorArea: 5_800, staff: 130, size: 'medium', industry: 'logistics' },
    { agent: 'agent-hangbo', states: [active, { state: 'moved', from: '2026-06-30' }] },
  ),
  firm(
    '91339901MA9X00089A',
    '拓觅设计有限公司',
    { floorArea: 450, staff: 18, size: 'micro', industry: 'design' },
    { agent: 'agent-tuomi' },
  ),
  firm('92339901MA9X00126D', '阿芬箱包修理店', { floorArea: 32, staff: 2, size: 'micro', industry: 'shop' }),
  firm('92339901MA9X001348', '小满布艺店', { floorArea: 45, staff: 3, size: 'micro', industry: 'shop' }),
];
