import { shownAs, titled } from '../../kernel/describe.ts';
import { lines, photos, say, whole, words } from '../../kernel/inputs.ts';

export const reason = (help: readonly [en: string, zh: string]) => titled('Reason', '理由', lines(1000), help);
export const door = () => titled('Door', '门牌', words(40), ['As the register of homes has it.', '与房屋清册一致。']);
export const pictures = () => titled('Photos', '照片', photos());
export const evidence = () =>
  titled(
    'Photos',
    '照片',
    photos().refine((all) => all.length > 0, say('Add at least one photo.', '请至少上传一张照片。')),
  );
/** An amount of money above nothing. */
export const fen = (least = 1) => shownAs('money', whole(least, 1_000_000_000_000)).meta({ graphql: 'Fen' });
