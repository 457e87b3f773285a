import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link opens: one file of one case, until a moment in epoch milliseconds. */
export type FileLink = { readonly tenant: string; readonly caseId: string; readonly sha256: string; readonly until: number };

/** A link as a query string that nobody without the key can make or change. */
export const signLink = (secret: string, link: FileLink): string =>
  new URLSearchParams({
    tenant: link.tenant,
    case: link.caseId,
    sha256: link.sha256,
    until: String(link.until),
    signature: signature(secret, link),
  }).toString();

/** What a link opens now; undefined when it is none of ours, was changed, or is over. */
export const checkLink = (secret: string, query: URLSearchParams, now: number): FileLink | undefined => {
  const [tenant, caseId, sha256, until, signed] = ['tenant', 'case', 'sha256', 'until', 'signature'].map((name) =>
    query.get(name),
  );
  if (!tenant || !caseId || !sha256 || !until || !signed || !/^\d{1,15}$/.test(until)) return undefined;
  const link = { tenant, caseId, sha256, until: Number(until) };
  const [given, right] = [Buffer.from(signed), Buffer.from(signature(secret, link))];
  return given.length === right.length && timingSafeEqual(given, right) && now < link.until ? link : undefined;
};

const signature = (secret: string, { tenant, caseId, sha256, until }: FileLink): string =>
  createHmac('sha256', secret).update(`file\0${tenant}\0${caseId}\0${sha256}\0${until}`).digest('base64url');
