/** Job types and qualifications of the live-line work permit, with which the sample utility begins. */

import type { JobTypeRow } from '../../../activities/live-work-permit/job-types.ts';
import type { SeedQualification, SeedTableRow, TenantData } from '../tenant-data.ts';

const item = (id: string, en: string, zh: string) => ({ id, title: { en, zh } });
const gear = (id: string, count: number, en: string, zh: string) => ({ ...item(id, en, zh), count });

/**
 * No live-line work above wind force 5 or 80 % humidity; insulating tools measure 700 MΩ or more at 2,500 V between electrodes 2 cm wide and
 * 2 cm apart: State Grid's work safety code, Q/GDW 1799.1. Force 5 ends at 10.7 m/s on the Beaufort scale.
 */
const usual = { weather: { wind: 10.7, humidity: 80 }, insulation: 700 };

/** The counts of gear are those of a three-phase job, and the sample utility's own. */
const jobTypes: Readonly<Record<string, JobTypeRow>> = {
  fuseToSwitch: {
    title: { en: 'Replace a drop-out fuse by a pole switch under load', zh: '带电更换跌落式熔断器为柱上开关' },
    qualifications: ['liveLineWork', 'bypassWork'],
    minMembers: 2,
    steps: [
      item('shield', 'Put on insulation shielding', '设置绝缘遮蔽'),
      item('hangBypass', 'Hang the bypass cable', '挂接旁路电缆'),
      item('closeBypass', 'Close the bypass switch', '合上旁路开关'),
      item('checkSplit', 'Check how the current splits', '检测分流情况'),
      item('removeFuse', 'Remove the drop-out fuse', '拆除跌落式熔断器'),
      item('installSwitch', 'Install the switch and connect its bypass lead', '安装柱上开关并搭接引线'),
      item('closeSwitch', 'Close the new switch', '合上柱上开关'),
      item('openBypass', 'Open the bypass switch', '断开旁路开关'),
      item('removeBypass', 'Remove the bypass cable', '拆除旁路电缆'),
      item('unshield', 'Remove the shielding', '拆除绝缘遮蔽'),
    ],
    gear: [
      gear('bypassCable', 3, 'bypass cables', '旁路电缆'),
      gear('bypassSwitch', 1, 'bypass switch', '旁路开关'),
      gear('leadClamp', 6, 'lead clamps', '引流线夹'),
      gear('shield', 12, 'insulation shields', '绝缘遮蔽用具'),
    ],
    ...usual,
  },
  replaceInsulator: {
    title: { en: 'Replace an insulator on a straight pole', zh: '带电更换直线杆绝缘子' },
    qualifications: ['liveLineWork'],
    minMembers: 1,
    steps: [
      item('shield', 'Put on insulation shielding', '设置绝缘遮蔽'),
      item('lift', 'Lift the conductor', '提升导线'),
      item('replace', 'Replace the insulator', '更换绝缘子'),
      item('lower', 'Lower and tie the conductor', '导线复位并绑扎'),
      item('unshield', 'Remove the shielding', '拆除绝缘遮蔽'),
    ],
    gear: [
      gear('liftingArm', 1, 'insulated lifting arm', '绝缘横担（提升装置）'),
      gear('shield', 6, 'insulation shields', '绝缘遮蔽用具'),
    ],
    ...usual,
  },
};

const tables: readonly SeedTableRow[] = Object.entries(jobTypes).map(([key, value]) => ({ table: 'permitJobTypes', key, value }));

/** Everybody of the live-line team has both; the fitter from Fenghui has one, from a course that has run out. */
const team = ['fan-hao', 'luo-qiang', 'guo-jing', 'han-bing', 'cai-jun', 'deng-chao', 'liang-bo'];
const qualifications: readonly SeedQualification[] = [
  ...team.flatMap((person) => ['liveLineWork', 'bypassWork'].map((kind) => ({ person, kind, from: '2024-04-01' }))),
  { person: 'yao-gang', kind: 'liveLineWork', from: '2020-06-01', until: '2024-05-31' },
];

export const permits: Required<Pick<TenantData, 'tables' | 'qualifications'>> = {
  tables,
  qualifications,
};
