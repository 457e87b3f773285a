/** Imported for its effect: Temporal's runtime, of which a program has one, says only what went wrong. */
import { Runtime } from '@temporalio/worker';

Runtime.install({
  logger: { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: console.error },
  telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
});
