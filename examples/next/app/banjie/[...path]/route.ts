/** Everything below /banjie; Next's own routes there come first. */
import { banjie } from '../../../banjie.ts';

const answer = async (request: Request): Promise<Response> => {
  // The proxy before Next writes it. Without one Next does, but leaves what a caller has written there.
  const address = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return (await (await banjie()).handle(request, address)) ?? new Response('Not found.\n', { status: 404 });
};

export { answer as GET, answer as HEAD, answer as OPTIONS, answer as POST };
