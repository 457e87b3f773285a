/** What growers hear each week, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  saved: template(
    ['You saved {yuan} yuan on postage', 'From {from} to {to}: {pickups} pickups, against the list prices.'],
    ['本周快递费为您节省{yuan}元', '{from}至{to}共揽收{pickups}件，按目录价计算。'],
  ),
} as const satisfies Record<string, Template>;

export type Notices = typeof notices;
