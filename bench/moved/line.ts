/** A line to Temporal's test server on which workers keep no case to themselves. */
import { once } from 'node:events';
import {
  type ClientHttp2Stream,
  connect,
  constants,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import proto from '@temporalio/proto';

const { RespondWorkflowTaskCompletedRequest } = proto.temporal.api.workflowservice.v1;
const COMPLETED = '/temporal.api.workflowservice.v1.WorkflowService/RespondWorkflowTaskCompleted';
/** Bytes before a message of gRPC: whether it is compressed, and its length. */
const PREFIX = 5;

/** Without the wish that the case be kept for the worker that has it in its memory. */
const withoutWish = (framed: Buffer): Buffer => {
  const { stickyAttributes: _, ...request } = RespondWorkflowTaskCompletedRequest.decode(framed.subarray(PREFIX));
  const message = RespondWorkflowTaskCompletedRequest.encode(request).finish();
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
};

/** Opens one to this server, until the program ends; gives its address. */
export const openLine = async (server: string): Promise<string> => {
  const upstream = connect(`http://${server}`);
  const line = createServer();
  line.on('stream', (stream, headers) => {
    const asked = upstream.request(headers);
    asked.on('error', () => stream.destroy());
    stream.on('error', () => undefined);
    stream.on('close', () => asked.close(constants.NGHTTP2_CANCEL));
    if (headers[':path'] === COMPLETED)
      buffer(stream).then(
        (framed) => asked.end(withoutWish(framed)),
        () => asked.close(constants.NGHTTP2_CANCEL),
      );
    else stream.pipe(asked);
    answer(asked, stream);
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  return `127.0.0.1:${(line.address() as AddressInfo).port}`;
};

const answer = (asked: ClientHttp2Stream, stream: ServerHttp2Stream): void => {
  let last: IncomingHttpHeaders = {};
  asked.on('response', (headers, flags) => {
    if (stream.destroyed) return;
    if (flags & constants.NGHTTP2_FLAG_END_STREAM) return stream.respond(headers, { endStream: true });
    stream.respond(headers, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers(last));
    asked.on('trailers', (trailers) => {
      last = trailers;
    });
    asked.pipe(stream);
  });
};
