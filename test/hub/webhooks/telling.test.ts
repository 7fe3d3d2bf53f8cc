import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {acceptOffer} from '../../../hub/routing/answer-offer.ts';
import type {TestDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {
  accept,
  availableDesk,
  becomeAvailable,
  connectedCall,
  decline,
  errorsOf,
  finish,
  offerOf,
} from '../desk/scenes.ts';
import {type Integrator, MAIL, integrator, withMailbox} from '../digital/scenes.ts';
import {Receiver, SECRET, assertSigned, endpointFor, writeWebhooks} from './receiver.ts';

const integration = {linkHosts: ['crm.test'], flowHosts: [], requestsPerMinute: 60_000, webhooksPrivate: true};

describe('what webhooks are told', () => {
  let hub: TestHub;
  let shop: Integrator;
  let anna: TestDesk;
  let crm: Receiver;
  let archive: Receiver;

  before(async () => {
    [crm, archive] = [await Receiver.start(), await Receiver.start()];
    const webhooksFile = await writeWebhooks(endpointFor(crm.url), {
      ...endpointFor(archive.url),
      id: 'archive',
      events: ['contact.ended', 'contact.wrapped-up'],
      personalData: true,
    });
    hub = await startTestHub({organisation: withMailbox, configuration: {integration: {...integration, webhooksFile}}});
    shop = await integrator(hub);
    anna = await availableDesk(hub, 'anna');
  });

  after(async () => {
    await anna?.stop();
    await hub?.stop();
    await Promise.all([crm[Symbol.asyncDispose](), archive[Symbol.asyncDispose]()]);
  });

  afterEach(() => assert.deepEqual(errorsOf(hub), []));

  it('[DG-21] [DG-22] [DG-24] each step of a contact, in order, signed, once', async () => {
    const {body} = await shop.send('POST', '/api/contacts', MAIL);
    const id = String(body['id']);
    const first = await offerOf(anna, id);
    let from = anna.events.all.length;
    await decline(anna, first);
    await becomeAvailable(anna);
    const second = await offerOf(anna, id, from);
    await accept(anna, second);
    await finish(anna, id);
    await crm.told('contact.wrapped-up', id);
    const told = crm.of(id);
    assert.deepEqual(
      told.map(({type}) => type),
      [
        'contact.created',
        'contact.offered',
        'contact.missed',
        'contact.offered',
        'contact.connected',
        'contact.ended',
        'contact.wrapped-up',
      ],
    );
    for (const each of told) assertSigned(each);
    assert.equal(new Set(told.map((each) => each.id)).size, told.length);
    const [agent] = await hub.query<{id: string}>(`select id from agent where subject = 'anna'`);
    const [created, offered, missed, , connected, ended, wrapped] = told.map(({data}) => data);
    assert.deepEqual(
      [created?.['externalId'], created?.['channel'], created?.['queue'], created?.['agentId']],
      ['thread-7', 'email', {id: 'support', name: 'Technical support'}, null],
    );
    assert.deepEqual([offered?.['agentId'], offered?.['offerId']], [agent?.id, first.offer.id]);
    assert.deepEqual([missed?.['reason'], missed?.['offerId']], ['declined', first.offer.id]);
    assert.equal(connected?.['agentId'], agent?.id);
    assert.deepEqual([ended?.['endReason'], ended?.['connectedAt']], ['agent-ended', connected?.['connectedAt']]);
    assert.equal(wrapped?.['reason'], 'solved');
    from = 0;
  });

  it('[DG-21] calls as well, and to each endpoint what it asks for', async () => {
    const {contact} = await connectedCall(hub, anna);
    await finish(anna, contact.id);
    await archive.told('contact.wrapped-up', contact.id);
    await crm.told('contact.wrapped-up', contact.id);
    assert.deepEqual(
      archive.of(contact.id).map(({type}) => type),
      ['contact.ended', 'contact.wrapped-up'],
    );
    assert.equal(crm.of(contact.id)[0]?.data['channel'], 'voice');
  });

  it('[DG-27] nothing personal, unless the operator asked for it; and never a secure value', async () => {
    const {body} = await shop.send('POST', '/api/contacts', {...MAIL, externalId: 'thread-8'});
    const id = String(body['id']);
    await accept(anna, await offerOf(anna, id));
    await finish(anna, id);
    await Promise.all([crm, archive].map((each) => each.told('contact.wrapped-up', id)));
    const plain = JSON.stringify(crm.of(id).map(({text}) => text));
    assert.doesNotMatch(plain, /Jón|jon@|Re: contract|2231|0451|anna/);
    const [ended] = archive.of(id);
    assert.deepEqual(ended?.data['customer'], {name: 'Jón Ásgeirsson', address: 'jon@example.com'});
    assert.deepEqual(ended?.data['variables'], {caseNo: '2231', tier: 'Standard', orders: null, language: 'English'});
    assert.deepEqual([ended?.data['subject'], ended?.data['agentName']], ['Re: contract', 'anna']);
    assert.doesNotMatch(JSON.stringify(archive.of(id).map(({text}) => text)), /0451/);
  });

  it('[DG-21] a decision that fails tells nothing', async () => {
    const id = await shop.bring();
    const {offer} = await offerOf(anna, id);
    await crm.told('contact.offered', id);
    const broken = hub.store.decide(async (work) => {
      await acceptOffer(work, {
        offerId: offer.id,
        fence: offer.fence,
        agentId: offer.agentId,
        deskId: null,
        mediaProcessId: null,
      });
      throw new Error('the power is gone');
    });
    await assert.rejects(broken, /the power is gone/);
    await shop.send('POST', `/api/contacts/${id}/end`);
    await crm.told('contact.ended', id);
    assert.deepEqual(
      crm.of(id).map(({type}) => type),
      ['contact.created', 'contact.offered', 'contact.ended'],
    );
  });

  it('[DG-22] no secret is in the database or in the log', async () => {
    const [found] = await hub.query<{text: string}>(
      'select jsonb_agg(to_jsonb(e))::text as text from webhook_endpoint e',
    );
    const key = SECRET.slice('whsec_'.length);
    assert.ok(found?.text.includes('archive'));
    assert.ok(![found?.text, JSON.stringify(hub.log.lines)].some((text) => text?.includes(key)));
  });
});
