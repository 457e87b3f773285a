/** How far a measure was done, in words. Pure. */
export const DONE = { all: ['all of it', '全部落实'], part: ['in part', '部分落实'], none: ['not at all', '未落实'] } as const;
