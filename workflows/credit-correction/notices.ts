/** What is said when credits are corrected, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  takenBack: template(
    ['{credits} credits were taken back', '{kindEn}, {year}: {reason} See {case}.'],
    ['已撤销{credits}学分', '{year}年{kindZh}：{reason} 详见{case}。'],
  ),
  awarded: template(
    ['Credits were given to you afterwards', '{kindEn}, {year}: up to {credits} credits. {reason} See {case}.'],
    ['已为您补记学分', '{year}年{kindZh}：最多补记{credits}学分。{reason} 详见{case}。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
