import { ApiError } from '../../activities/acting/api-error.ts';
import type { OwnPath } from '../own-paths.ts';

/** The last checkpoint of a tenant's log, for anybody, so that many can keep it. */
export const logPath: OwnPath = {
  path: '/log/:tenant/checkpoint',
  answerAnybody: async ({ params: { tenant = '' }, services }) => {
    const signed = await services.logs.checkpoint(tenant);
    if (!signed) throw new ApiError('NOT_FOUND', { en: 'No checkpoint was signed here yet.', zh: '此处尚无已签名的检查点。' });
    return new Response(signed.note, { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' } });
  },
};
