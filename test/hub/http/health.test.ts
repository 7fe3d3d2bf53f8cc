import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {takeAddress} from '../../../hub/http/listener.ts';
import {connectBare} from '../../support/desk-client.ts';
import {type TestHub, keepingLog, startTestHub} from '../../support/test-hub.ts';

describe('health', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub();
  });

  after(async () => {
    await hub?.stop();
  });

  const ready = async (url: string) => {
    const response = await fetch(`${url}/health/ready`);
    return {status: response.status, body: await response.json()};
  };

  it('[OP-40] a hub that serves is live and ready', async () => {
    assert.deepEqual(await ready(hub.url), {status: 200, body: {status: 'ready'}});
    assert.equal((await fetch(`${hub.url}/health/live`)).status, 200);
  });

  it('[OP-40] while it starts it lives, and says with what it is busy', async () => {
    const listener = await takeAddress({port: 0, host: '127.0.0.1', allowedOrigins: [], tls: null, log: keepingLog()});
    const url = `http://127.0.0.1:${listener.port}`;
    assert.equal((await fetch(`${url}/health/live`)).status, 200);
    listener.starting('database');
    assert.deepEqual(await ready(url), {
      status: 503,
      body: {status: 'unready', missing: 'database', reasons: ['database']},
    });
    assert.equal((await fetch(`${url}/desk/negotiate`, {method: 'POST'})).status, 503);
    await listener.close();
  });

  it('[OP-40] without its media process it lives, and is not ready until there is another', async () => {
    const [media] = await mediaProcesses();
    assert.ok(media);
    process.kill(media.pid, 'SIGKILL');
    await hub.log.said('the media process is gone: another one is started and every leg joins again');
    const {status, body} = await ready(hub.url);
    if (status === 503) assert.deepEqual(body, {status: 'unready', missing: 'media', reasons: ['media']});
    while ((await ready(hub.url)).status !== 200);
  });

  it('[OP-41] a hub that stops is not ready any more while it says goodbye to its desks', async () => {
    const other = await hub.startBeside();
    const desk = await connectBare(other.address, await hub.issuer.token('anna'));
    await desk.resume();
    const answers: Awaited<ReturnType<typeof ready>>[] = [];
    const stopping = other.stop();
    answers.push(await ready(other.address));
    await stopping;
    assert.deepEqual(answers, [{status: 503, body: {status: 'unready', missing: 'draining', reasons: ['draining']}}]);
    await desk.stop();
  });

  it('[OP-42] each answer has a number that is in the log as well, with the route and not the address asked for', async () => {
    const response = await fetch(`${hub.url}/health/ready?marked=value`);
    const requestId = response.headers.get('x-request-id') ?? '';
    assert.match(requestId, /^[0-9a-f-]{36}$/);
    await response.text();
    const line = hub.log.lines.find(({fields}) => 'requestId' in fields && fields.requestId === requestId);
    assert.deepEqual(line?.level, 'debug');
    assert.ok(JSON.stringify(line).includes('/health/ready') && !JSON.stringify(line).includes('marked'));
  });

  async function mediaProcesses(): Promise<readonly {pid: number}[]> {
    const {readFile} = await import('node:fs/promises');
    const record: {pid: number} = JSON.parse(await readFile(`${hub.configuration.runDir}/media.json`, 'utf8'));
    return [record];
  }
});
