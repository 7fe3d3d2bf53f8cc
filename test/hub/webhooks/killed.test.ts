import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {rm} from 'node:fs/promises';
import {temporaryFolder} from '../../support/postgres.ts';
import {type TestIssuer, startTestIssuer} from '../../support/test-hub.ts';
import {CHAT, applicationToken, request} from '../digital/scenes.ts';
import {type HubProcess, gone, pidsOf, runHub} from '../process/hub-process.ts';
import {Receiver, assertSigned, endpointFor, writeWebhooks} from './receiver.ts';

const KILLS = 3;
const CONTACTS = 12;

describe('a hub that is killed while it tells others', () => {
  let issuer: TestIssuer;
  let dataDir: string;
  let crm: Receiver;
  let hub: HubProcess;

  before(async () => {
    issuer = await startTestIssuer();
    dataDir = await temporaryFolder();
    crm = await Receiver.start();
    // The hub's process is given this process's environment.
    process.env['CORDBOARD_WEBHOOKS'] = await writeWebhooks(endpointFor(crm.url));
    process.env['CORDBOARD_WEBHOOK_PRIVATE'] = '1';
    hub = await runHub(dataDir, issuer);
  });

  after(async () => {
    const {media, database} = await pidsOf(dataDir);
    await hub?.end('SIGTERM');
    for (const pid of [media, database]) if (!(await gone(pid))) process.kill(pid, 'SIGKILL');
    await issuer.stop();
    await crm[Symbol.asyncDispose]();
    await rm(dataDir, {recursive: true, force: true});
  });

  it(`[DG-25] ${KILLS} times between sending and noting it: sent again under the same id, in order, and nothing is lost`, async () => {
    const headers = {authorization: `Bearer ${await applicationToken({issuer})}`};
    const bring = async (key: string) => {
      const answer = await request(`${hub.url}/api/contacts`, 'POST', CHAT, {...headers, 'idempotency-key': key});
      assert.ok([200, 201].includes(answer.status));
      return String(answer.body['id']);
    };
    const taken: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      // It kills the hub once it has the message, and before the hub can hear that it has.
      const {promise: killed, resolve} = Promise.withResolvers<string>();
      crm.answer = ({req}, {id}) => {
        crm.answer = (response) => void response.destroy();
        hub.child.kill('SIGKILL');
        resolve(id);
        req.destroy();
      };
      const keys = Array.from({length: CONTACTS}, () => crypto.randomUUID());
      const early = await Promise.allSettled(keys.map(bring));
      const webhookId = await killed;
      await hub.ended;
      crm.answer = (response) => void response.writeHead(204).end();
      const sent = crm.requests.all.length;
      hub = await runHub(dataDir, issuer, new URL(hub.url).port);
      await crm.requests.find('the message again', ({id}) => id === webhookId, sent);
      // Who got no answer asks again, and finds what was made.
      const ids = await Promise.all(keys.map(bring));
      for (const [place, each] of early.entries())
        if (each.status === 'fulfilled') assert.equal(each.value, ids[place]);
      await Promise.all(ids.map((id) => request(`${hub.url}/api/contacts/${id}/end`, 'POST', undefined, headers)));
      taken.push(...ids);
    }
    assert.equal(new Set(taken).size, KILLS * CONTACTS);
    await Promise.all(taken.map((id) => crm.told('contact.ended', id)));
    for (const id of taken) {
      const messages = new Map(crm.of(id).map((each) => [each.id, each]));
      assert.deepEqual(
        [...messages.values()].map(({type}) => type),
        ['contact.created', 'contact.ended'],
        'each once by its id, in order',
      );
      for (const message of messages.values()) assertSigned(message);
      const texts = new Set(crm.of(id).map((each) => `${each.id} ${each.text}`));
      assert.equal(texts.size, 2, 'a repetition is the same to the byte');
    }
  });
});
