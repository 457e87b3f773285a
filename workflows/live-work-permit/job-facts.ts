/** The job of a permit, described for people: a row of the table `permitJobTypes`, as it was when the permit was issued. */
import { z } from 'zod';
import { internal, named, picked, title, titled } from '../kernel/describe.ts';

export const step = z
  .object({ id: internal(titled('Step', '步骤代码', z.string())), title: titled('Name', '步骤名称', title()) })
  .meta({ title: 'PermitStep' });

/** Bypass gear that goes up to the line, and how many of it must come back. */
export const gear = z
  .object({
    id: internal(titled('Gear', '器材代码', z.string())),
    title: titled('Name', '器材名称', title()),
    count: titled('Count', '数量', z.number()),
  })
  .meta({ title: 'PermitGear' });

const weather = z
  .object({
    wind: titled('Maximum wind (m/s)', '最大风速（米/秒）', z.number()),
    humidity: titled('Maximum humidity (%)', '最大湿度（%）', z.number()),
  })
  .meta({ title: 'PermitWeatherLimits' });

export const job = z
  .object({
    code: internal(titled('Job type', '作业类型代码', picked('table:permitJobTypes', z.string()))),
    title: titled('Name', '作业名称', title()),
    qualifications: titled('Qualifications', '所需资格', z.array(named()), [
      'Leader, guardian and members each need all of them.',
      '负责人、监护人和成员均须具备。',
    ]),
    minMembers: titled('Minimum crew', '最少成员数', z.number()),
    weather: titled('Weather limits', '天气要求', weather),
    insulation: titled('Minimum insulation (MΩ)', '最低绝缘电阻（兆欧）', z.number()),
  })
  .meta({ title: 'PermitJob' });
