/** Banjie's own image, as `npm run containers` builds it. */
export const BANJIE_IMAGE = 'banjie:local';
