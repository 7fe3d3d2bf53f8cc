import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {http, HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import type {AdministrationState} from '../../../src/services/ports.ts';
import type {AgentView, ConnectionState} from '../../../src/services/ports.ts';
import {HubAdministrationService} from '../../../src/services/administration/hub-administration-service.ts';
import {WritableStore} from '../../../src/services/store.ts';
import {FakeAdminHub, invalid} from '../../support/fake-admin-hub.ts';

const server = setupServer();

before(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
after(() => server.close());

describe('an administrator’s page and the hub', () => {
  let hub: FakeAdminHub;
  let connection: WritableStore<ConnectionState>;
  let agent: WritableStore<AgentView | null>;
  let service: HubAdministrationService;

  beforeEach(async () => {
    hub = new FakeAdminHub();
    server.use(...hub.handlers);
    connection = new WritableStore<ConnectionState>({status: 'connected'});
    agent = new WritableStore<AgentView | null>(personOf('admin-1'));
    service = new HubAdministrationService({
      hubUrls: [hub.url],
      getToken: async (renew) => (renew ? 'new' : 'old'),
      connection,
      agent,
    });
    await service.refresh();
  });
  afterEach(() => service.dispose());

  const notifications = (id: string) => known(service).agents.find((each) => each.id === id)?.notifications;
  const statusOf = (key: Parameters<typeof service.type>[0]) => service.edits.value.get(key)?.status ?? null;
  const emergencyOf = (body: unknown): unknown => Object(body).emergency;

  it('[EM-35] the people of one agent are saved with that agent, and nothing else of them is changed', async () => {
    service.type('agent anna', 'one@northwind.example; two@northwind.example');
    assert.equal(statusOf('agent anna'), 'unsaved');
    await service.save(['agent anna']);
    assert.deepEqual(hub.puts, [
      {
        path: '/agents/anna',
        etag: '"1"',
        body: {
          id: 'anna',
          name: 'Anna Kowalska',
          subject: 's-1',
          capacity: {chat: 2},
          emergencyNotifications: 'one@northwind.example; two@northwind.example',
        },
      },
    ]);
    assert.equal(statusOf('agent anna'), 'saved');
    assert.equal(notifications('anna'), 'one@northwind.example; two@northwind.example');
    await service.undo(['agent anna']);
    assert.equal(notifications('anna'), 'lead@northwind.example');
    assert.equal(hub.agents[0]?.emergencyNotifications, 'lead@northwind.example');
  });

  it('[CB-25] [PK-181] entry points that take calls are read; of callbacks only what was typed is changed', async () => {
    assert.deepEqual(known(service).entryPoints, [{id: 'billing-line', name: 'Billing line', number: '+12015550100'}]);
    hub.change((each) => {
      each.settings = {
        ...each.settings,
        callbacks: {entryPoint: null, attempts: 2, callingHours: {from: '10:00', to: '20:00'}},
      };
    });
    await service.refresh();
    const {callbackEntryPoint, callbackFrom, callbackTo, callbackWebCancel} = known(service).settings;
    assert.deepEqual([callbackEntryPoint, callbackFrom, callbackTo, callbackWebCancel], ['', '10:00', '20:00', 'yes']);
    service.type('callbackEntryPoint', 'billing-line');
    service.type('callbackTo', '24:00');
    service.type('callbackWebCancel', 'no');
    await service.save(['callbackEntryPoint', 'callbackTo', 'callbackWebCancel']);
    assert.deepEqual(Object(hub.puts[0]?.body).callbacks, {
      entryPoint: 'billing-line',
      attempts: 2,
      callingHours: {from: '10:00', to: '24:00'},
      webCancel: false,
    });
    // What the hub does not take is said where it was typed.
    hub.answers.push(() => invalid('/callbacks/callingHours/to', 'a time of day, and a later one'));
    service.type('callbackTo', '09:00');
    await service.save(['callbackFrom', 'callbackTo']);
    assert.equal(statusOf('callbackTo'), 'refused');
    hub.answers.push(() => invalid('/callbacks/entryPoint', 'the id of a voice entry point'));
    service.type('callbackEntryPoint', '');
    await service.save(['callbackEntryPoint']);
    assert.equal(statusOf('callbackEntryPoint'), 'refused');
  });

  it('[PK-181] a hub that says nothing of callbacks is sent nothing of them', async () => {
    service.type('country', 'CA');
    await service.save(['country']);
    assert.equal('callbacks' in Object(hub.puts[0]?.body), false);
  });

  it('[EM-34] the words are saved whole; the original ones are not written down, and what the page does not know stays', async () => {
    service.type('subject-en', 'Help {agent} {number} {time} {location}');
    await service.save(['subject-en', 'body-en']);
    const {template} = Object(emergencyOf(hub.puts[0]?.body));
    assert.equal(template.en.subject, 'Help {agent} {number} {time} {location}');
    assert.match(template.en.body, /has called emergency services/);
    assert.equal(template.pl, null);
    assert.equal(Object(emergencyOf(hub.puts[0]?.body)).restMs, 43_200_000);
    assert.deepEqual(Object(hub.puts[0]?.body).timings, {wrapUpMs: 60_000});
    await service.undo(['subject-en']);
    assert.equal(Object(emergencyOf(hub.puts[1]?.body)).template.en, null);
  });

  it('[EC-63] what somebody else changed elsewhere meanwhile stays, and this change is saved on top of it', async () => {
    hub.change(() => hub.setAgent('ben', 'night.lead@northwind.example'));
    hub.change(() => hub.setEmergency({zone: 'Europe/Warsaw'}));
    service.type('agent anna', 'new@northwind.example');
    service.type('notifications', 'all@northwind.example');
    await service.save(['agent anna', 'notifications']);
    assert.equal(statusOf('agent anna'), 'saved');
    assert.equal(statusOf('notifications'), 'saved');
    assert.equal(hub.agents[1]?.emergencyNotifications, 'night.lead@northwind.example');
    assert.deepEqual(hub.settings.emergency['zone'], 'Europe/Warsaw');
    assert.deepEqual(hub.settings.emergency['notifications'], 'all@northwind.example');
  });

  it('[EC-63] changed by somebody else too: theirs is shown, what was typed stays, and it is saved only when that is decided', async () => {
    service.type('agent anna', 'mine@northwind.example');
    hub.change(() => hub.setAgent('anna', 'theirs@northwind.example'));
    await service.save(['agent anna']);
    assert.deepEqual(service.edits.value.get('agent anna'), {
      status: 'conflict',
      base: 'lead@northwind.example',
      typed: 'mine@northwind.example',
      theirs: 'theirs@northwind.example',
    });
    await service.save(['agent anna']);
    assert.equal(hub.agents[0]?.emergencyNotifications, 'theirs@northwind.example');
    service.decide(['agent anna'], 'mine');
    await service.save(['agent anna']);
    assert.equal(hub.agents[0]?.emergencyNotifications, 'mine@northwind.example');
    service.type('zone', 'Europe/Warsaw');
    hub.change(() => hub.setEmergency({zone: 'Asia/Tokyo'}));
    await service.refresh();
    assert.equal(statusOf('zone'), 'conflict');
    service.decide(['zone'], 'theirs');
    assert.equal(statusOf('zone'), null);
    assert.equal(known(service).settings.zone, 'Asia/Tokyo');
  });

  it('[EC-63] an agent who was read later is changed over what was read of them, not over a newer mark of the rest', async () => {
    hub.change(() => hub.setAgent('ben', 'theirs@northwind.example'));
    service.type('agent anna', 'new@northwind.example');
    await service.save(['agent anna']);
    service.type('agent ben', 'mine@northwind.example');
    await service.save(['agent ben']);
    assert.equal(statusOf('agent ben'), 'conflict');
    assert.equal(hub.agents[1]?.emergencyNotifications, 'theirs@northwind.example');
  });

  it('[EC-65] a change whose answer was lost is not made twice, and is known as saved', async () => {
    service.type('agent anna', 'new@northwind.example');
    hub.answers.push(() => {
      hub.change(() => hub.setAgent('anna', 'new@northwind.example'));
      return HttpResponse.error();
    });
    await service.save(['agent anna']);
    assert.equal(statusOf('agent anna'), 'failed');
    await service.save(['agent anna']);
    assert.equal(statusOf('agent anna'), 'saved');
    assert.equal(hub.revision, 2);
  });

  it('[EM-36] what the hub refuses is said at its field, with the line; what went with it waits', async () => {
    service.type('callbackNumbers', '+12015550180\n+12015550100');
    service.type('country', 'CA');
    hub.answers.push(() => invalid('/emergency/callbackNumbers/1', 'a number that no entry point has'));
    await service.save(['country', 'callbackNumbers']);
    assert.deepEqual(service.edits.value.get('callbackNumbers'), {
      status: 'refused',
      base: '+12015550180',
      typed: '+12015550180\n+12015550100',
      expected: 'a number that no entry point has',
      place: 1,
    });
    assert.equal(statusOf('country'), 'unsaved');
    service.type('agent anna', 'x@y');
    hub.answers.push(() => invalid('/agents/0/emergencyNotifications', 'e-mail addresses'));
    await service.save(['agent anna']);
    assert.equal(statusOf('agent anna'), 'refused');
  });

  it('[EC-64] what was typed is there after a lost connection and a sign-in that ran out, and goes with the person', async () => {
    service.type('agent ben', 'ben.lead@northwind.example');
    connection.set({status: 'sign-in-required', error: null});
    hub.answers.push(
      () => HttpResponse.json({}, {status: 401}),
      () => HttpResponse.json({}, {status: 401}),
    );
    await service.save(['agent ben']);
    assert.equal(statusOf('agent ben'), 'failed');
    hub.change(() => hub.setAgent('anna', 'theirs@northwind.example'));
    connection.set({status: 'connected'});
    await service.refresh();
    assert.equal(notifications('anna'), 'theirs@northwind.example');
    assert.equal(service.edits.value.get('agent ben')?.typed, 'ben.lead@northwind.example');
    await service.save(['agent ben']);
    assert.equal(statusOf('agent ben'), 'saved');
    service.type('agent ben', 'other@northwind.example');
    agent.set(personOf('admin-2'));
    assert.equal(service.edits.value.size, 0);
    await service.refresh();
    service.type('agent ben', 'other@northwind.example');
    service.handleSignedOut();
    assert.deepEqual([service.state.value.status, service.edits.value.size], ['unknown', 0]);
  });

  it('[PK-31] [PK-35] words over a prompt are kept beside the settings, are not saved with them, and go with the person', async () => {
    const prompt = {name: 'closed', language: 'en', words: 'Closed.', origin: 'built-in', lengthMs: 1_000};
    let read = 0;
    server.use(
      http.get(`${hub.url}/admin/prompts`, () => {
        read += 1;
        return HttpResponse.json({speaks: true, items: [prompt]});
      }),
    );
    service.type('prompt closed.en', 'Nothing is known of it yet.');
    assert.equal(service.edits.value.size, 0);
    connection.set({status: 'connecting'});
    connection.set({status: 'connected'});
    await service.refresh();
    assert.equal(read, 0, 'nobody asked for it');
    await service.prompts.refresh();
    service.type('prompt closed.en', 'Closed today.');
    await service.save(['prompt closed.en']);
    assert.equal(statusOf('prompt closed.en'), 'unsaved');
    service.type('country', 'CA');
    await service.save(['country']);
    assert.equal(statusOf('prompt closed.en'), 'unsaved', 'over another change of the organisation');
    connection.set({status: 'connecting'});
    connection.set({status: 'connected'});
    await Promise.all([service.refresh(), service.prompts.refresh()]);
    assert.equal(read, 2, 'once more after the connection was lost');
    assert.equal(service.edits.value.get('prompt closed.en')?.typed, 'Closed today.');
    agent.set(personOf('admin-2'));
    assert.deepEqual([service.edits.value.size, service.prompts.state.value.status], [0, 'unknown']);
  });

  it('[EC-63] what was read before this page’s own change never comes after it', async () => {
    const asked = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const old = HttpResponse.json(hub.settings, {headers: {etag: hub.etag}});
    server.use(
      http.get(
        `${hub.url}/admin/organisation/settings`,
        async () => {
          asked.resolve();
          await held.promise;
          return old;
        },
        {once: true},
      ),
    );
    const reading = service.refresh();
    await asked.promise;
    service.type('zone', 'Europe/Warsaw');
    await service.save(['zone']);
    held.resolve();
    await reading;
    assert.equal(known(service).settings.zone, 'Europe/Warsaw');
    assert.equal(statusOf('zone'), 'saved');
  });

  it('[EC-63] an agent who is gone meanwhile leaves the list', async () => {
    service.type('agent ben', 'ben.lead@northwind.example');
    hub.change(() => (hub.agents = hub.agents.slice(0, 1)));
    await service.save(['agent ben']);
    assert.equal(notifications('ben'), undefined);
    assert.equal(service.edits.value.size, 0);
  });
});

function known({state}: HubAdministrationService): Extract<AdministrationState, {status: 'known'}>['organisation'] {
  assert.equal(state.value.status, 'known');
  return state.value.organisation;
}

function personOf(id: string): AgentView {
  return {id, name: 'Ada Min', presence: {base: 'away', reason: null, since: 0}, emergencySince: null};
}
