/** A program outside of the house, such as a carrier's: it tells Banjie what it has done by events that it signs. */
import { Webhook } from 'standardwebhooks';

/** Where the events go, such as https://office.example/inbound/tongyu/carrier, and the secret that the administrator was shown. */
export type Inbound = { readonly address: string; readonly secret: string };

/** Sends one event. `id` is the sender's own: sent again with it, after a failure on the way, nothing is done twice. */
export const sendEvent = async ({ address, secret }: Inbound, id: string, type: string, data: object) => {
  const now = new Date();
  const body = JSON.stringify({ type, timestamp: now.toISOString(), data });
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, now, body),
    },
    body,
  });
  return { status: response.status, answer: await response.json() };
};
