import { z } from 'zod';
import { type Described, main, titled } from '../../../workflows/kernel/describe.ts';
import type { InputTypes } from '../../../workflows/kernel/process.ts';

const minute = (en: string, zh: string) => titled(en, zh, z.int());
const wanted = {
  resource: titled('Resource', '资源', z.string()),
  from: minute('From', '自').exactOptional(),
  until: minute('Until', '至').exactOptional(),
  amount: titled('Amount', '数量', z.int()).exactOptional(),
  most: titled('Most', '总量', z.int()).exactOptional(),
};

export const inputs = {
  start: z.object({ place: titled('Place', '地点', z.string()) }),
  take: z.object(wanted),
  move: z.object(wanted),
  await: z.object(wanted),
  moor: z.object({ place: titled('Place', '地点', z.string()) }),
  paint: z.object({}),
  lock: z.object({ number: titled('Number', '编号', z.int()), until: minute('Until', '至').exactOptional() }),
  unlock: z.object({ code: titled('Code', '验证码', z.string()) }),
  giveBack: z.object({ resource: wanted.resource }),
};
export type Inputs = InputTypes<typeof inputs>;

export const facts = z.object({
  place: main(titled('Place', '地点', z.string())),
  name: titled('Name on its side', '船名', z.string()).exactOptional(),
});
export type Facts = Described<typeof facts>;
