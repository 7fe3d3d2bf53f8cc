import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {changeSchema, submissionSchema} from '../../../hub/http/contacts-schema.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {described, document} from './described.ts';
import {CHAT, type Integrator, MAIL, integrator, someKey, withMailbox} from './scenes.ts';

describe('the description of the interface', () => {
  let hub: TestHub;
  let shop: Integrator;

  before(async () => {
    hub = await startTestHub({organisation: withMailbox});
    shop = await integrator(hub);
  });

  after(() => hub?.stop());

  it('[DG-34] is there for everybody, and every answer is as it says', async () => {
    const published = await fetch(`${hub.url}/api/openapi.json`);
    assert.deepEqual(await published.json(), document);
    const created = await shop.send('POST', '/api/contacts', MAIL);
    described('/api/contacts', 'post', created);
    described('/api/contacts', 'post', await shop.send('POST', '/api/contacts', MAIL));
    const path = `/api/contacts/${String(created.body['id'])}`;
    const one = '/api/contacts/{id}';
    described(one, 'get', await shop.send('GET', path));
    described(one, 'patch', await shop.send('PATCH', path, {subject: 'Re: Re'}));
    described(one, 'patch', await shop.send('PATCH', path, {}));
    described('/api/contacts', 'get', await shop.send('GET', '/api/contacts'));
    described('/api/contacts/{id}/end', 'post', await shop.send('POST', `${path}/end`));
    described(one, 'patch', await shop.send('PATCH', path, {subject: 'late'}));
    described(one, 'get', await shop.send('GET', '/api/contacts/none'));
    described('/api/contacts/{id}/end', 'post', await shop.send('POST', '/api/contacts/none/end'));
    for (const [body, headers] of [
      [{...CHAT, channel: 'voice'}, someKey()],
      [CHAT, {}],
      ['{', someKey()],
      ['x'.repeat(70_000), someKey()],
      ['x', {...someKey(), 'content-type': 'text/plain'}],
      [{...MAIL, subject: 'another'}, {}],
      [{...CHAT, queue: undefined, entryPoint: 'chat'}, someKey()],
      [CHAT, {...someKey(), authorization: 'Bearer x.y.z'}],
      [CHAT, {...someKey(), authorization: `Bearer ${await hub.issuer.token('anna')}`}],
    ] as const)
      described('/api/contacts', 'post', await shop.send('POST', '/api/contacts', body, headers));
    described('/api/contacts', 'get', await shop.send('GET', '/api/contacts?limit=0'));
  });

  it('[PK-182] is a page for people too, under a policy that knows no script', async () => {
    const page = await fetch(`${hub.url}/api`);
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'; style-src 'self'/);
    const text = await page.text();
    assert.match(text, /<code>POST \/api\/callbacks<\/code>/);
    assert.ok(!text.includes('<script'));
    const style = await fetch(new URL('api/style.css', page.url));
    assert.deepEqual([style.status, style.headers.get('content-type')], [200, 'text/css; charset=utf-8']);
  });

  it('[DG-34] has the fields the hub takes, no more and no fewer', () => {
    const {Submission, Change} = document.components.schemas;
    const [submission] = submissionSchema.pipe;
    const [change] = changeSchema.pipe;
    assert.deepEqual(Object.keys(Submission?.properties ?? {}).toSorted(), Object.keys(submission.entries).toSorted());
    assert.deepEqual(Object.keys(Change?.properties ?? {}).toSorted(), Object.keys(change.entries).toSorted());
    const needed = Object.entries(submission.entries).flatMap(([name, field]) =>
      field.type === 'optional' ? [] : [name],
    );
    assert.deepEqual([...(Submission?.required ?? [])].toSorted(), needed.toSorted());
  });
});
