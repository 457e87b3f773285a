import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendAct } from '../../activities/acting/send.ts';
import { type House, nextRequest, openHouse, resident, warden } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ worker: false });
});
afterAll(() => house?.close());

describe('a case whose opening and first acts wait for the worker together', () => {
  it('is opened first and then takes the acts, in its first workflow task and without a failed one', async () => {
    const requestId = nextRequest();
    const opening = house.start(resident('anna'), { hall: 'Tower', purpose: 'Wedding' }, requestId);
    let found: { case_id: string }[] = [];
    while (found.length === 0) found = await house.sql(`SELECT case_id FROM start_requests WHERE request_id = $1`, [requestId]);
    const caseId = (found[0] as { case_id: string }).case_id;
    const handle = house.temporal.workflow.getHandle(caseId);
    await expect
      .poll(() =>
        handle.describe().then(
          ({ status }) => status.name,
          () => 'none',
        ),
      )
      .toBe('RUNNING');
    const send = async (action: string, input: unknown) => {
      const id = nextRequest();
      const to = { process: 'hallBooking', tenant: 'village', caseId, live: true };
      const request = {
        action,
        actor: warden('wang'),
        input,
        reference: { wardens: [] },
        requestId: id,
        requestHash: action,
        seen: 0,
      };
      const answer = sendAct(house.world, to, request);
      // Temporal has it before a worker takes the case.
      const updateRef = { workflowExecution: { workflowId: caseId }, updateId: id };
      const lookedFor = { namespace: 'default', updateRef, waitPolicy: {} };
      await expect
        .poll(() =>
          house.temporal.workflowService.pollWorkflowExecutionUpdate(lookedFor).then(
            () => 'there',
            (error: Error) => error.message,
          ),
        )
        .toBe('there');
      return { answer };
    };
    const acting = [await send('remark', { text: 'I look at it.' }), await send('grant', {})];
    const stop = await house.newWorker();
    expect(await opening).toMatchObject({ kind: 'done', revision: 0 });
    const answers = await Promise.all(acting.map(({ answer }) => answer));
    expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(await house.sql(`SELECT revision FROM events WHERE case_id = $1 ORDER BY seq`, [caseId])).toEqual([
      { revision: 0 },
      { revision: 1 },
      { revision: 2 },
    ]);
    const { events } = await handle.fetchHistory();
    const kinds = events?.map((event) => Object.keys(event).find((key) => key.endsWith('Attributes')) ?? '') ?? [];
    expect(kinds.filter((kind) => /WorkflowTask(Failed|TimedOut)/.test(kind))).toEqual([]);
    const accepted = kinds
      .map((kind, at) => (kind === 'workflowExecutionUpdateAcceptedEventAttributes' ? at : -1))
      .filter((at) => at >= 0);
    const secondTask = kinds.indexOf(
      'workflowTaskScheduledEventAttributes',
      kinds.indexOf('workflowTaskCompletedEventAttributes'),
    );
    expect(accepted).toHaveLength(3);
    for (const at of accepted) expect(secondTask === -1 || at < secondTask).toBe(true);
    await stop();
  });
});
