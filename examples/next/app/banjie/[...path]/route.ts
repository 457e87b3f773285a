/** Everything below /banjie; Next's own routes there come first. */
import { banjie } from '../../../banjie.ts';

const answer = async (request: Request): Promise<Response> => {
  // Next says by this header where the request came from.
  const address = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return (await (await banjie()).handle(request, address)) ?? new Response('Not found.\n', { status: 404 });
};

export { answer as GET, answer as HEAD, answer as OPTIONS, answer as POST };
