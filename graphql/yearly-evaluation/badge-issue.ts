/** Issues the badge of one person for one year, from the evaluation as it was frozen. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { ApiError } from '../../activities/acting/api-error.ts';
import { badgeAddresses, badgeCredential, monthsLater } from '../../activities/badges/credential.ts';
import { LIST_BITS } from '../../activities/badges/status-list.ts';
import { type BadgeTerms, readBadgeTerms } from '../../activities/badges/terms.ts';
import { readFrozen } from '../../activities/yearly-evaluation/evaluation.ts';
import type { Badge, Prisma } from '../../prisma/client/client.ts';
import { holdsEverywhere, type Notice, type Recipient } from '../../workflows/kernel/process.ts';
import { notify } from '../../workflows/yearly-evaluation/vocabulary.ts';
import type { Context } from '../context.ts';
import { type ChangeAnswer, ChangeIssues, change, issue } from '../tenant/change.ts';
import { issuerName } from './badge-paths.ts';

type Wanted = { readonly year: number; readonly person: string };

export const issueBadge = async (
  context: Context,
  { requestId, ...wanted }: Wanted & { requestId: string },
): Promise<ChangeAnswer> => {
  const { actor, tenant } = context.caller;
  if (wanted.person !== actor.id && !holdsEverywhere(actor, ['academyAdmin'])) {
    throw new ApiError('FORBIDDEN', {
      en: 'Ask for your own badge; those of others are issued by the academy.',
      zh: '仅可申领本人徽章，他人徽章由学院签发。',
    });
  }
  const base = context.services.publicUrl();
  if (base === undefined) {
    throw new ApiError('UNAVAILABLE', {
      en: 'No badges are issued here until an administrator sets BANJIE_PUBLIC_URL, the address that stands in them.',
      zh: '管理员设置对外地址BANJIE_PUBLIC_URL后方可签发徽章。',
    });
  }
  // Read before the transaction, for a frozen year is long and others wait for the lock.
  const evaluation = await passedIn(context, wanted);
  const terms = await readBadgeTerms(context.read);
  return change(context, { name: 'issueBadge', requestId, input: wanted }, async (tx) => {
    // Of two who ask at once, the second finds what the first was given.
    await tx.$executeRaw`SELECT lock_resource(${tenant}, 'badges')`;
    const [before] = await tx.badge.findMany({ where: wanted, orderBy: { issuedAt: 'desc' }, take: 1 });
    if (before && !before.revokedAt) return { before: shownBadge(before), after: shownBadge(before) };
    if (evaluation instanceof ChangeIssues) throw evaluation;
    // It may have become final or void since it was read.
    const [still] = await tx.$queryRaw<object[]>`SELECT 1 FROM cases WHERE tenant = ${tenant} AND id = ${evaluation.caseId}
      AND state IN ('confirmed', 'deciding', 'final') AND coalesce(facts#>>'{final,sha256}', facts#>>'{frozen,sha256}') = ${evaluation.sha256}`;
    if (!still) {
      throw issue(
        ['year'],
        `The evaluation of ${wanted.year} has just changed; look at it and ask again.`,
        `${wanted.year}年度考评结果刚有变动，请查看后重新申领。`,
      );
    }
    const [earned] = await tx.$queryRaw<{ too_little: boolean }[]>`SELECT
      earned_too_little(${tenant}, ${evaluation.caseId}, ${wanted.person}, ${wanted.year}, 0) AS too_little`;
    if (earned?.too_little) {
      throw issue(
        ['person'],
        `Credits of ${wanted.year} were taken back since ${evaluation.caseId}, and too few are left for a badge. If that was a mistake, ask the academy to give them again.`,
        `考评${evaluation.caseId}后撤销了${wanted.year}年度部分学分，剩余学分不足，不能签发徽章。如系误撤销，请联系学院重新记入。`,
      );
    }
    // One that was given by an evaluation which is void now is no reason against the new one.
    if (before?.caseId === evaluation.caseId && !mayAgain(context)) {
      throw issue(
        ['year'],
        `The badge for ${wanted.year} was revoked: ${before.reason}. If that was a mistake, ask the academy to issue it again.`,
        `${wanted.year}年度徽章已撤销（${before.reason}）。如系误撤销，请联系学院重新签发。`,
      );
    }
    const badge = await signed(context, tx, { base, ...wanted, terms, evaluation });
    await tell(tx, badge, (to) => notify(to, 'badgeIssued', { year: badge.year }));
    return { before: before ? shownBadge(before) : null, after: shownBadge(badge) };
  });
};

/** What was revoked is issued again by the academy alone. */
const mayAgain = ({ caller: { actor } }: Context): boolean => holdsEverywhere(actor, ['academyAdmin']);

/** Tells the holder, by the texts of the evaluation that the badge is of. */
export const tell = async (
  tx: Prisma.TransactionClient,
  { person, caseId }: Badge,
  says: (to: Recipient) => Notice,
): Promise<void> => {
  const notices = JSON.stringify([says({ person })]);
  await tx.$executeRaw`SELECT tell_people(${caseId}, ${notices}::jsonb)`;
};

type Passed = { readonly caseId: string; readonly sha256: string; readonly isFinal: boolean };

/** The evaluation in which the person has passed, or what to do where there is none. */
const passedIn = async ({ read }: Context, { year, person }: Wanted): Promise<Passed | ChangeIssues> => {
  const [evaluation] = await read<Passed>(
    `SELECT id AS "caseId", coalesce(facts#>>'{final,sha256}', facts#>>'{frozen,sha256}') AS sha256, state = 'final' AS "isFinal" FROM cases
     WHERE process = 'yearlyEvaluation' AND facts->>'year' = $1->>'year' AND state IN ('confirmed', 'deciding', 'final')`,
    { year },
  );
  if (!evaluation) {
    return issue(
      ['year'],
      `The evaluation of ${year} isn’t confirmed yet; ask again when it is.`,
      `${year}年度考评尚未核定，核定后方可申领。`,
    );
  }
  const { caseId, sha256, isFinal } = evaluation;
  const line = (await readFrozen(read, sha256)).people.find((one) => one.person === person);
  if (line?.passed) return evaluation;
  return line
    ? issue(
        ['person'],
        `By ${caseId}, ${line.credits} of ${line.required} credits were earned in ${year}, so that there is no badge.${isFinal ? '' : ' An upheld appeal counts when the evaluation is final.'}`,
        `按考评${caseId}，${year}年度学分为${line.credits}，要求${line.required}，不能签发徽章。${isFinal ? '' : '成立的申诉在考评已定后计入。'}`,
      )
    : issue(
        ['person'],
        `Nobody called “${person}” was evaluated in ${caseId}; see \`evaluation\`.`,
        `考评${caseId}中没有“${person}”，请查看evaluation。`,
      );
};

const signed = async (
  context: Context,
  tx: Prisma.TransactionClient,
  of: Wanted & { base: string; terms: BadgeTerms; evaluation: Passed },
): Promise<Badge> => {
  const { services, now, caller } = context;
  const { tenant } = caller;
  const badges = await services.badges();
  const { kid } = badges.publicKey;
  const at = badgeAddresses(of.base, tenant);
  const holder = await tx.person.findUniqueOrThrow({ where: { tenant_id: { tenant, id: of.person } } });
  const issuer = await tx.tenant.findUniqueOrThrow({ where: { id: tenant } });
  const id = randomUUID();
  const status = await freePlace(tx, tenant);
  const validUntil = monthsLater(now, of.terms.validMonths);
  const credential = badgeCredential({
    at,
    issuerName: issuerName(issuer),
    id,
    year: of.year,
    terms: of.terms,
    email: holder.email,
    salt: randomBytes(16).toString('base64url'),
    evaluation: of.evaluation,
    status,
    validFrom: now,
    validUntil,
  });
  await tx.$executeRaw`SELECT keep_badge_key(${kid}, ${JSON.stringify(badges.publicKey)}::jsonb)`;
  return tx.badge.create({
    data: {
      tenant,
      id,
      person: of.person,
      year: of.year,
      caseId: of.evaluation.caseId,
      statusList: status.list,
      statusBit: status.bit,
      jwt: await badges.sign(credential, at.key(kid)),
      issuedAt: new Date(credential.validFrom),
      validUntil: new Date(credential.validUntil),
    },
  });
};

/** A place that says nothing about when or to whom the badge was given. A list is left half empty, so that one is found soon. */
const freePlace = async (tx: Prisma.TransactionClient, tenant: string): Promise<{ list: number; bit: number }> => {
  const list = Math.floor((await tx.badge.count()) / (LIST_BITS / 2));
  for (;;) {
    const bit = randomInt(LIST_BITS);
    const place = { tenant_statusList_statusBit: { tenant, statusList: list, statusBit: bit } };
    if (!(await tx.badge.findUnique({ where: place, select: { id: true } }))) return { list, bit };
  }
};

/** What the journal keeps of a badge. */
export const shownBadge = ({ id, person, year, caseId, issuedAt, validUntil, revokedAt, revokedBy, reason }: Badge) => ({
  id,
  person,
  year,
  caseId,
  issuedAt,
  validUntil,
  revokedAt,
  revokedBy,
  reason,
});
