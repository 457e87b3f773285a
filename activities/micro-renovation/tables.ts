/** The tenant's tables about renovations: projects and their homes, works and their order, how votes are counted, and what is subsidised. */
import { z } from 'zod';
import { choice, picked, shownAs, titled } from '../../workflows/kernel/describe.ts';
import { say } from '../../workflows/kernel/inputs.ts';
import { isAsStrict, MORE_THAN_HALF, THREE_QUARTERS, TWO_THIRDS } from '../../workflows/kernel/thresholds.ts';
import { TENURES } from '../../workflows/micro-renovation/facts/homes.ts';
import { LOTS, PLACES } from '../../workflows/micro-renovation/facts/plan.ts';
import { key, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

type Name = { readonly en: string; readonly zh: string };

const projects: TableRule = {
  title: { en: 'Renovation projects', zh: '微改造项目' },
  key: { en: 'Code of the project, such as xueshifang', zh: '项目代码，例如xueshifang' },
  row: z.strictObject({
    title: rowTitle(),
    unit: titled('Office', '主管单位', picked('unit', key()).exactOptional()),
    budget: titled('Policy item', '资金事项', key().exactOptional(), ['The item whose budget pays.', '承担资金的政策事项。']),
    units: titled(
      'Units',
      '改造单元',
      z
        .array(
          z
            .strictObject({
              id: titled('Code', '编号', key(40)),
              title: rowTitle(),
              turn: titled('Turn', '改造次序', whole(1, 999)),
              listed: titled('Listed building', '文保或历史建筑', z.boolean()),
              done: titled('Done already', '已完成', z.boolean().exactOptional()),
            })
            .meta({ title: 'RenovationProjectUnit' }),
        )
        .min(1, say('Name at least one unit.', '请至少填写一个单元。'))
        .max(200)
        .refine(
          (all) =>
            new Set(all.map(({ id }) => id)).size === all.length && new Set(all.map(({ turn }) => turn)).size === all.length,
          say(
            'Each unit has a code and a turn of its own; change those that are there twice.',
            '单元编号和次序不能重复，请修改。',
          ),
        ),
      ['A courtyard or a stair each; whoever is first in turn is renovated first.', '一个台门院落或楼道为一个单元，按次序改造。'],
    ),
  }),
};
export type ProjectRow = {
  readonly title: Name;
  readonly unit?: string;
  readonly budget?: string;
  readonly units: readonly {
    readonly id: string;
    readonly title: Name;
    readonly turn: number;
    readonly listed: boolean;
    readonly done?: boolean;
  }[];
};

const household = () => key(80);

const households: TableRule = {
  title: { en: 'Homes of renovation projects', zh: '改造项目住户' },
  key: { en: 'Code of the home, such as xueshifang/6-1', zh: '房屋代码，例如xueshifang/6-1' },
  staffOnly: true,
  row: z
    .strictObject({
      project: titled('Project', '项目', picked('table:projects', key())),
      unit: titled('Unit', '改造单元', picked('row:project.units', key(40))),
      door: titled('Door', '门牌', key(40)),
      tenure: titled('Tenure', '权属', choice(TENURES)),
      area: titled('Area (0.01 m²)', '面积（0.01平方米）', whole(1, 10_000_000)),
      areaBy: titled(
        'Area by',
        '面积依据',
        choice({ deed: ['deed', '产权证'], survey: ['survey', '测绘'], contract: ['contract', '合同'] }),
        ['By the deed; else by the survey; else by the contract.', '依次按产权证、测绘、合同。'],
      ),
      floor: titled('Floor', '楼层', whole(1, 99), ['The ground floor is 1.', '底层为1。']),
      owners: titled('Owners', '所有人', z.array(household()).max(20), ['Keys of the register of households.', '住户登记编号。']),
      representative: titled('Votes for the co-owners', '共有人代表', household().exactOptional()),
      user: titled('Tenant', '承租人', household().exactOptional(), ['Of public housing.', '限直管公房。']),
      disputed: titled('Ownership disputed', '权属争议', z.boolean().exactOptional()),
      absent: titled('Absent', '外出', z.boolean().exactOptional()),
    })
    .refine(
      ({ owners, disputed }) => disputed || owners.length > 0,
      say('Name the owner, or mark the ownership as disputed.', '请填写所有人，或标记权属争议。'),
    )
    .refine(
      ({ owners, representative }) => owners.length < 2 || (representative !== undefined && owners.includes(representative)),
      say('Several owners name one of themselves who votes for all.', '共有人须推选其中一人代表表决。'),
    )
    .refine(
      ({ tenure, user }) => user === undefined || tenure === 'publicHousing',
      say('Only public housing has a tenant here; enter whoever owns the home.', '仅直管公房填写承租人，其他请填写所有人。'),
    ),
  check: (rows) => {
    const places = [...rows.values()].map((row) => {
      const { project, unit, door } = row as HouseholdRow;
      return [project, unit, door].join(' ');
    });
    const twice = places.find((place, at) => places.indexOf(place) < at);
    return twice === undefined
      ? undefined
      : {
          en: `The home ${twice} is there twice; take one of its rows out of use.`,
          zh: `房屋${twice}重复登记，请停用其中一行。`,
        };
  },
};
export type HouseholdRow = {
  readonly project: string;
  readonly unit: string;
  readonly door: string;
  readonly tenure: keyof typeof TENURES;
  readonly area: number;
  readonly areaBy: 'deed' | 'survey' | 'contract';
  readonly floor: number;
  readonly owners: readonly string[];
  readonly representative?: string;
  readonly user?: string;
  readonly disputed?: boolean;
  readonly absent?: boolean;
};

const works: TableRule = {
  title: { en: 'Works of renovations', zh: '微改造工程项目' },
  key: { en: 'Code of the work, such as roofTile', zh: '工程项目代码，例如roofTile' },
  row: z.strictObject({
    title: rowTitle(),
    measure: titled('Measured by', '计量单位', choice({ m2: ['m²', '平方米'], m: ['m', '米'], piece: ['piece', '个'] })),
    unitFen: titled('Unit price', '单价', shownAs('money', whole(1, 100_000_000))),
    lot: titled('Lot', '标段', choice(LOTS)),
    where: titled('Where', '部位', choice(PLACES)),
    rate: titled('Subsidy rate', '补助标准', picked('table:subsidyRates', key())),
    warrantyMonths: titled('Warranty in months', '保修期（月）', whole(24, 600), [
      'At least 24; 60 for what keeps water out.',
      '不少于24个月，防水工程不少于60个月。',
    ]),
  }),
};
export type WorkRow = {
  readonly title: Name;
  readonly measure: 'm2' | 'm' | 'piece';
  readonly unitFen: number;
  readonly lot: keyof typeof LOTS;
  readonly where: keyof typeof PLACES;
  readonly rate: string;
  readonly warrantyMonths: number;
};

/** A lot that comes before itself, over others or not. */
const inACircle = (rows: ReadonlyMap<string, unknown>): string | undefined => {
  const before = (lot: string): readonly string[] => (rows.get(lot) as WorkOrderRow | undefined)?.after ?? [];
  const reach = (lot: string, from: readonly string[], seen: readonly string[]): boolean =>
    from.some((one) => one === lot || (!seen.includes(one) && reach(lot, before(one), [...seen, one])));
  return [...rows.keys()].find((lot) => reach(lot, before(lot), []));
};

const workOrder: TableRule = {
  title: { en: 'Order of works', zh: '施工次序' },
  key: { en: 'Lot', zh: '标段' },
  row: z.strictObject({
    title: rowTitle(),
    after: titled('After', '前置标段', z.array(choice(LOTS)).max(6), [
      'These are done before it begins, where they are part of the plan.',
      '方案含有的前置标段完工后方可开工。',
    ]),
  }),
  check: (rows) => {
    const unknown = [...rows.keys()].find((lot) => !Object.hasOwn(LOTS, lot));
    if (unknown !== undefined)
      return {
        en: `There is no lot “${unknown}”; use ${Object.keys(LOTS).join(', ')}.`,
        zh: `没有标段“${unknown}”，请使用${Object.keys(LOTS).join('、')}。`,
      };
    const circle = inACircle(rows);
    return circle === undefined
      ? undefined
      : { en: `The lot “${circle}” would come after itself; change the order.`, zh: `标段“${circle}”以自身为前置，请调整次序。` };
  },
};
export type WorkOrderRow = { readonly title: Name; readonly after: readonly (keyof typeof LOTS)[] };

const threshold = z
  .strictObject({
    of: titled('Parts', '分子', whole(1, 1_000)),
    in: titled('Of', '分母', whole(1, 1_000)),
    more: titled('More than it', '须超过', z.boolean().exactOptional(), ['Otherwise as much is enough.', '否则达到即可。']),
  })
  .refine(
    ({ of, in: parts, more }) => of < parts || (of === parts && !more),
    say('Nothing can reach more than the whole; lower the share.', '比例不能超过全部，请调低。'),
  )
  .meta({ title: 'VoteRuleShare' });
const thresholds = z
  .strictObject({ persons: titled('Of persons', '人数', threshold), weight: titled('Of area', '面积', threshold) })
  .meta({ title: 'VoteRuleShares' });

type Shares = z.output<typeof thresholds>;
const areAsStrict = ({ persons, weight }: Shares, as: typeof TWO_THIRDS): boolean =>
  isAsStrict(persons, as) && isAsStrict(weight, as);

/** Civil Code §278: two thirds take part; more than half of them agree, and three quarters to what weighs heavily. */
const voteRules: TableRule = {
  title: { en: 'Rules of votes', zh: '表决规则' },
  key: { en: 'Matter, such as useFund', zh: '表决事项代码，例如useFund' },
  row: z
    .strictObject({
      title: rowTitle(),
      kind: titled(
        'Kind',
        '类别',
        choice({
          ordinary: ['ordinary', '一般事项'],
          heavy: [
            'heavy: raising funds, rebuilding, another use of common parts',
            '重大事项（筹集资金、改建重建、改变共有部分用途）',
          ],
          hearOnly: ['heard, without a vote', '仅听取意见，不表决'],
        }),
      ),
      gate: titled('Have to take part', '参与表决门槛', thresholds),
      yes: titled('Of these, have to agree', '同意比例', thresholds),
      silenceIsYes: titled('Silence is yes', '未表决视为同意', z.boolean().exactOptional(), [
        'Only by the residents’ own rules; name the document.',
        '仅限居民规约有约定，并填写文件。',
      ]),
      document: titled('Document', '依据文件', key(200).exactOptional()),
    })
    .refine(
      ({ gate }) => areAsStrict(gate, TWO_THIRDS),
      say(
        'Civil Code §278: two thirds of persons and of area take part at least; raise both shares to it.',
        '《民法典》第278条：参与表决的人数和面积均不低于三分之二，请调高。',
      ),
    )
    .refine(
      ({ kind, yes }) => areAsStrict(yes, kind === 'heavy' ? THREE_QUARTERS : MORE_THAN_HALF),
      say(
        'Civil Code §278: more than half of those taking part agree, and three quarters to a heavy matter, by persons and by area; raise both shares to it.',
        '《民法典》第278条：一般事项须参与人数和面积均过半数同意，重大事项均须四分之三以上同意，请调高。',
      ),
    )
    .refine(
      ({ silenceIsYes, document }) => !silenceIsYes || document !== undefined,
      say(
        'Name the document of the residents by which silence is yes, or leave that out.',
        '未表决视为同意的，须填写居民规约文件；否则请勿勾选。',
      ),
    ),
};
export type VoteRuleRow = {
  readonly title: Name;
  readonly kind: 'ordinary' | 'heavy' | 'hearOnly';
  readonly gate: Shares;
  readonly yes: Shares;
  readonly silenceIsYes?: boolean;
  readonly document?: string;
};

const subsidyRates: TableRule = {
  title: { en: 'Subsidy rates of renovations', zh: '微改造补助标准' },
  key: { en: 'Rate, such as common', zh: '补助标准代码，例如common' },
  row: z.strictObject({
    title: rowTitle(),
    perMille: titled('Share (‰)', '比例（‰）', whole(0, 1_000)),
    mostPerSquareMetre: titled('Most for each m²', '每平方米上限', shownAs('money', whole(1, 100_000_000)).exactOptional(), [
      'Of the home’s area; of all homes where it is common.',
      '按该户面积；共有部分按各户面积合计。',
    ]),
    mostPerPlace: titled('Most for each home', '每户上限', shownAs('money', whole(1, 1_000_000_000)).exactOptional()),
  }),
};
export type SubsidyRateRow = {
  readonly title: Name;
  readonly perMille: number;
  readonly mostPerSquareMetre?: number;
  readonly mostPerPlace?: number;
};

export const renovationTables = { projects, households, works, workOrder, voteRules, subsidyRates } as const;
