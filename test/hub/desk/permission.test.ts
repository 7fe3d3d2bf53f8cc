import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {HubConnectionBuilder, HttpTransportType, LogLevel} from '@microsoft/signalr';
import {connectDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';

describe('who may command', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub();
  });

  after(() => hub?.stop());

  it('[HU-101] a supervisor who is no agent is told so, and changes nothing', async () => {
    const token = await hub.issuer.token('sofia', {name: 'Sofia', roles: ['supervisor']});
    const issuer = {...hub.issuer, token: async () => token};
    const sofia = await connectDesk({url: hub.url, issuer}, 'sofia');
    const refused = {status: 'refused', code: 'not-permitted'};
    assert.deepEqual(await sofia.hub.send('SetPresence', {base: 'available', reason: null}), refused);
    assert.deepEqual(await sofia.hub.send('Dial', {number: '+12015550147'}), refused);
    assert.equal((await sofia.hub.send('SignOut', {})).status, 'done');
    await sofia.stop();
  });

  it('[HU-102] an identifier that was used for another command is refused, not answered with its reply', async () => {
    const connection = new HubConnectionBuilder()
      .withUrl(`${hub.url}/desk`, {
        accessTokenFactory: () => hub.issuer.token('anna'),
        transport: HttpTransportType.WebSockets,
      })
      .configureLogging(LogLevel.None)
      .build();
    await connection.start();
    await connection.invoke('Resume', {protocols: [1], lastSeq: null});
    const envelope = {commandId: 'one', deadlineAt: new Date(Date.now() + 10_000).toISOString()};
    const available = {...envelope, base: 'available', reason: null};
    assert.deepEqual(await connection.invoke('SetPresence', available), {status: 'done', result: null});
    assert.deepEqual(await connection.invoke('SetPresence', available), {status: 'done', result: null});
    const dial = await connection.invoke('Dial', {...envelope, number: '+12015550147'});
    assert.deepEqual(dial, {status: 'refused', code: 'invalid-command'});
    await connection.stop();
  });

  it('[HU-103] a page of another origin may not claim a number', async () => {
    const claim = (origin: string) =>
      fetch(`${hub.url}/phone-numbers`, {
        method: 'POST',
        headers: {origin, 'content-type': 'application/json'},
        body: JSON.stringify({number: '+12015550160', key: null}),
      });
    assert.equal((await claim('https://evil.example')).status, 403);
    assert.equal((await claim('http://desk.test')).status, 200);
  });
});
