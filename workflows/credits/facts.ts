/** Parts of facts about credits, shared by the processes that count or change them. Rules import their types alone. */
import { z } from 'zod';
import { titled } from '../kernel/describe.ts';

/** The calendar year in which credits count. */
export const year = () => titled('Year', '年度', z.int());
