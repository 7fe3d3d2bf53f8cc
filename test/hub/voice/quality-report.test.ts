import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {connectBare} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {PROBE, REPORT_QUALITY} from '../../../src/api/wire/protocol.ts';

const REPORT = {contactId: 'c', roundTripMs: 40, jitterMs: 3, lossPercent: 1.5, concealedPercent: 2};

describe('reports on the sound', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub();
  });

  after(() => hub?.stop());

  it('[NL-9] a report is taken, a malformed one is refused with the field, and a sign of life is given', async () => {
    const desk = await connectBare(hub.url, await hub.issuer.token('lea'));
    await desk.resume();
    assert.equal(await desk.invoke(REPORT_QUALITY, REPORT), null);
    const answer = await desk.invoke(REPORT_QUALITY, {...REPORT, lossPercent: 101});
    assert.match(JSON.stringify(answer), /invalid-command: lossPercent/);
    assert.equal(await desk.invoke(PROBE), null);
    await desk.stop();
  });
});
