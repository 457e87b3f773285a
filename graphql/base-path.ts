/** Where Banjie stands on a server that has pages of its own, such as /banjie; at the root it is the empty text. */

const BASE_PATH = /^(\/[\w~-][\w.~-]*)+$/;

export const BASE_PATH_WORDS = 'must begin with a slash and have none at its end, as in /banjie.';

export const isBasePath = (text: string): boolean => BASE_PATH.test(text);

/** A path as if Banjie stood at the root; undefined where it stands elsewhere. */
export const pathBelow = (basePath: string, pathname: string): string | undefined =>
  pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : undefined;

/** The path that callers see before Banjie's own: that of the public address, for a proxy on the way may take it away. */
export const shownBasePath = (basePath: string, publicUrl: string | undefined): string =>
  publicUrl === undefined ? basePath : new URL(publicUrl).pathname.replace(/\/+$/, '');

/** What is wrong with a public address for this base path. */
export const publicUrlIssue = (basePath: string, publicUrl: string): string | undefined =>
  URL.canParse(publicUrl) && shownBasePath(basePath, publicUrl).endsWith(basePath)
    ? undefined
    : `must be the whole address under which others reach Banjie, as in https://office.example${basePath}.`;
