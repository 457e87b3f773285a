/** The image that `npm run containers` makes of Debian's packages. */
export const IMAGE = 'banjie-postgres:local';
