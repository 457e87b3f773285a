/** Parts of what is sent to a micro-renovation. */
import { z } from 'zod';
import { shownAs, titled } from '../../kernel/describe.ts';
import { photos, say, words } from '../../kernel/inputs.ts';

export const lines = (max = 2000) => shownAs('text', words(max));
export const reason = (help: readonly [en: string, zh: string]) => titled('Reason', '理由', lines(1000), help);
export const door = () => titled('Door', '门牌', words(40), ['As the register of homes has it.', '与房屋清册一致。']);
export const pictures = () => titled('Photos', '照片', photos());
export const evidence = () =>
  titled(
    'Photos',
    '照片',
    photos().refine((all) => all.length > 0, say('Add at least one photo.', '请至少上传一张照片。')),
  );
export const whole = (least: number, most: number) => {
  const wrong = say(`Give a whole number from ${least} to ${most}.`, `请填写${least}至${most}之间的整数。`);
  return z.int(wrong).min(least, wrong).max(most, wrong);
};
/** An amount of money above nothing. */
export const fen = (least = 1) => shownAs('money', whole(least, 1_000_000_000_000)).meta({ graphql: 'Fen' });
