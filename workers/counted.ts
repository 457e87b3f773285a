/** How many of something there are, in words: `1 case`, `2 cases`. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
