import type { Title } from '../../workflows/kernel/process.ts';

const isTitle = (value: object): value is Title =>
  'en' in value && 'zh' in value && typeof value.en === 'string' && typeof value.zh === 'string';

function* titlesIn(value: unknown): Generator<Title> {
  if (typeof value !== 'object' || value === null) return;
  if (isTitle(value)) yield value;
  for (const inner of Object.values(value)) yield* titlesIn(inner);
}

/**
 * A title of a case in one language. Rules write a title once, with names of the facts in both languages beside each other, such as
 * “暴露垃圾 Dumped rubbish：…”; of each such pair the reader's own stays.
 */
export const titleIn = (language: 'en' | 'zh', title: string, facts: unknown): string => {
  let text = title;
  for (const { en, zh } of titlesIn(facts)) {
    if (en === '' || zh === '') continue;
    const own = language === 'en' ? en : zh;
    text = text.replace(`${zh} ${en}`, own).replace(`${en} ${zh}`, own);
  }
  return text;
};
