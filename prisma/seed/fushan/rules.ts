import type { DispatchRule } from '../../../activities/issue-report/dispatch-rules.ts';

/** By the responsibility list: each unit gets its own matters. */
const own = (unit: string, en: string, zh: string): DispatchRule => ({
  id: `own-${unit}`,
  title: { en, zh },
  when: { owner: true },
  unit,
});

/** Housing, the telephone lines and what no unit owns are left to the dispatch desk. */
export const rules: readonly DispatchRule[] = [
  {
    id: 'night-holes',
    title: {
      en: 'At night the duty team of Fire and Emergency secures holes in the road',
      zh: '夜间道路险情由应急消防值班队先行处置',
    },
    when: { categories: ['manhole', 'roadDamage'], hours: { from: '22:00', to: '06:00' } },
    unit: 'emergency',
  },
  {
    id: 'old-town-walls',
    title: { en: 'The cleaners of the old town clean its walls too', zh: '历史街区墙面由环卫保洁队清理' },
    when: { categories: ['illegalAdvert'], areas: ['cangqiao', 'shuicheng-lane'] },
    unit: 'sanitation',
  },
  own('urban', 'Matters of Urban Management', '综合行政执法事项'),
  own('sanitation', 'Matters of Environmental Sanitation', '环境卫生事项'),
  own('emergency', 'Matters of Fire and Emergency', '应急消防事项'),
  own('market', 'Matters of Market Supervision', '市场监管事项'),
  own('traffic', 'Matters of the Traffic Police', '交通管理事项'),
  own('power-station', 'Matters of the Power Supply Station', '供电设施事项'),
];
