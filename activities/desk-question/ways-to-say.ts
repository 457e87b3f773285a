/** The ways in which one text is said, by words that mean the same. Pure. */

/** The text itself, then with one word after another in the other ways of saying it, and so on, up to so many. */
export const waysToSay = (
  text: string,
  synonyms: readonly { readonly words: readonly string[] }[],
  most: number,
): readonly string[] => {
  const ways = new Set([text]);
  // A set is walked to what is added on the way.
  for (const way of ways) {
    for (const { words } of synonyms) {
      for (const word of words.filter((one) => way.includes(one))) {
        for (const other of words) {
          if (ways.size >= most) return [...ways];
          // A word within its own synonym, such as 医保 in 医保卡, would grow for ever.
          if (!other.includes(word)) ways.add(way.replaceAll(word, other));
        }
      }
    }
  }
  return [...ways];
};
