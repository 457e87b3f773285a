/** What may be shown on a notice: nothing by which somebody could be called, robbed or taken for another. Pure. */

/** A mobile telephone number, an identity number, or the number of an account or a card, wherever it stands in a text. Codes of firms begin with 9. */
const PERSONAL =
  /(?<!\d)1[3-9]\d{9}(?!\d)|(?<![\dA-Za-z])[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])|(?<![\dA-Za-z])[1-8]\d{15,18}(?![\dA-Za-z])/;

/** Numbers are read as people type them, with spaces and hyphens between. */
export const looksPersonal = (text: string): boolean =>
  PERSONAL.test(text.normalize('NFKC').replaceAll(/(?<=\d)[ -](?=\d)/g, ''));
