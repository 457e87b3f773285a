/** The coverage by township as a picture: one bar for each, as long as the share of its village sites that were reached. */
import type { Coverage, Share, Term } from '../../activities/training-course/coverage.ts';
import { percent } from '../../activities/yearly-evaluation/evaluation.ts';

const ROW = 22;
const TOP = 64;
const NAMES = 130;
const BAR = 400;
const WIDTH = NAMES + BAR + 150;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const percentOf = ({ reached, units }: Share): string => percent({ people: units, passed: reached }) ?? '–';

const words = {
  en: {
    title: ({ from, before }: Term) => `Village sites reached by courses, ${from} to before ${before}`,
    desc: ({ townships, villageSites }: Coverage) =>
      `${villageSites.reached} of ${villageSites.units} village sites (${percentOf(villageSites)}) and ${townships.reached} of ${townships.units} townships (${percentOf(townships)}) were reached.`,
  },
  zh: {
    title: ({ from, before }: Term) => `培训覆盖村社服务点（${from}起，${before}前）`,
    desc: ({ townships, villageSites }: Coverage) =>
      `覆盖村社服务点${villageSites.reached}/${villageSites.units}个（${percentOf(villageSites)}），镇街${townships.reached}/${townships.units}个（${percentOf(townships)}）。`,
  },
} as const;

/** An SVG that says the same in words to those who don't see it: as title and description, and with each bar. */
export const coverageSvg = (coverage: Coverage, term: Term, locale: 'en' | 'zh'): string => {
  const title = escaped(words[locale].title(term));
  const desc = escaped(words[locale].desc(coverage));
  const height = TOP + coverage.byTownship.length * ROW + 16;
  const rows = coverage.byTownship.map(({ sites, ...township }, index) => {
    const y = TOP + index * ROW;
    const name = escaped(township[locale]);
    const figure = `${sites.reached}/${sites.units} · ${percentOf(sites)}`;
    const width = sites.units === 0 ? 0 : Math.round((BAR * sites.reached) / sites.units);
    return `<g role="listitem" aria-label="${name}: ${figure}">
<text x="${NAMES - 8}" y="${y + 13}" text-anchor="end">${name}</text>
<rect x="${NAMES}" y="${y + 2}" width="${BAR}" height="${ROW - 8}" fill="#e3e8ef"/>
<rect x="${NAMES}" y="${y + 2}" width="${width}" height="${ROW - 8}" fill="#1f6f5c"/>
<text x="${NAMES + BAR + 8}" y="${y + 13}">${figure}</text>
</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title desc" xml:lang="${locale}" font-family="sans-serif" font-size="12" fill="#1b2430">
<title id="title">${title}</title>
<desc id="desc">${desc}</desc>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="16" y="24" font-size="16">${title}</text>
<text x="16" y="46">${desc}</text>
<g role="list">
${rows.join('\n')}
</g>
</svg>
`;
};
