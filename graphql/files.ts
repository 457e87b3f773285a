import { maySeeCase, type ShownAct, seesAct } from '../activities/acting/visibility.ts';
import { checkLink, signLink } from '../activities/attachments/link.ts';
import { tenantRead } from '../activities/tenant-read.ts';
import { shownBasePath } from './base-path.ts';
import type { Caller, CallerProblem } from './callers/caller.ts';
import type { Context, Services } from './context.ts';
import { requestReadings } from './readings/request-readings.ts';
import { keepsPhotos } from './schema/audience.ts';
import { type CaseOf, isStaffHere, sawPhotos } from './schema/masking.ts';
import { processesOf } from './schema/process.ts';

/** How long a link to a file holds, in milliseconds. */
const LINK_HOLDS = 60 * 60_000;

/** A link to a picture of a case, for whoever was shown it; it holds for an hour. */
export const linkTo = ({ services, caller, now }: Context, caseId: string, sha256: string): string => {
  const signed = signLink(services.secret, { tenant: caller.tenant, caseId, sha256, until: now + LINK_HOLDS });
  return `${shownBasePath(services.basePath, services.publicUrl())}/files/${sha256}?${signed}`;
};

/** The hash in the path of a file; undefined for other paths. */
export const fileIn = (path: string): string | undefined => /^\/files\/([0-9a-f]{64})$/.exec(path)?.[1];

/** Serves pictures: to who has a link, or who may see the case (`/files/<hash>?case=<number>` with a token). */
export const fileHandler =
  (services: Services) =>
  async (request: Request, sha256: string, callers: (request: Request) => Promise<Caller | CallerProblem>): Promise<Response> => {
    if (!['GET', 'HEAD'].includes(request.method)) return notFound();
    const url = new URL(request.url);
    const tenant = await tenantFor(services, request, url, sha256, callers);
    if (!tenant) return notFound();
    const bytes = await services.attachments.get(tenant, sha256);
    if (!bytes) return notFound();
    return new Response(request.method === 'HEAD' ? null : new Blob([bytes as Uint8Array<ArrayBuffer>]), {
      headers: {
        'content-type': typeOf(bytes),
        'content-length': String(bytes.byteLength),
        'cache-control': 'private, max-age=3600, immutable',
        // What somebody uploaded never runs in our own pages.
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': services.origins.length > 0 ? 'cross-origin' : 'same-site',
      },
    });
  };

const tenantFor = async (
  services: Services,
  request: Request,
  url: URL,
  sha256: string,
  callers: (request: Request) => Promise<Caller | CallerProblem>,
): Promise<string | undefined> => {
  const link = checkLink(services.secret, url.searchParams, Date.now());
  if (link) return link.sha256 === sha256 ? link.tenant : undefined;
  const caseId = url.searchParams.get('case');
  const caller = caseId ? await callers(request) : undefined;
  if (!caseId || !caller || 'code' in caller || caller.tenant === '') return undefined;
  const read = tenantRead(services.pool, caller.tenant);
  const held = await read<ShownAct>(HELD, { caseId, sha256 });
  if (held.length === 0 || !(await maySeeCase(read, caller.actor, processesOf({ services }), caseId))) return undefined;
  const [row] = await read<CaseOf>(OF, { caseId });
  if (!row) return undefined;
  const acts = held.filter((act) => !keepsPhotos({ services, caller }, row, act));
  if (
    acts.length === 0 ||
    ((!isStaffHere({ services, caller }, row) || row.sealed) && !acts.some((act) => seesAct(caller.actor, act)))
  )
    return undefined;
  const readings = requestReadings(services.readings, caller, Date.now);
  readings.begin('case', '/files');
  sawPhotos({ services, readings }, row);
  return caller.tenant;
};

/** The acts by which a picture came to a case, or to one that was merged into it. */
const HELD = `SELECT e.case_id AS "caseId", e.action, e.actor_id AS "actorId", e.confidential
  FROM attachments a JOIN events e ON e.case_id = a.case_id AND e.revision = a.revision
  WHERE a.case_id IN (SELECT id FROM merged_into($1->>'caseId')) AND ($1->>'sha256') IN (a.sha256, a.thumbnail)`;

const OF = `SELECT id, process, unit, area, opened_by AS "openedBy", facts, sealed FROM cases WHERE id = $1->>'caseId'`;

/** The kinds that are stored, by their first bytes. */
const typeOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png';
  return 'image/webp';
};

const notFound = (): Response =>
  new Response('There is no such file that you may see. Ask for the case again; its links hold for an hour.\n', { status: 404 });
