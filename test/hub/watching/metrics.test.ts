import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {after, before, describe, it} from 'node:test';
import {PROTOCOL_VERSION, REPORT_QUALITY} from '../../../src/api/wire/protocol.ts';
import {type TestDesk, type TestPhone, connectBare, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';

const CALLER = '+12015550147';
const CALLER_NAME = 'Marked-Caller-Name';

/** Samples by name and labels, as Prometheus writes them. */
async function scrape(url: string): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${url}/metrics`);
  assert.equal(response.status, 200);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

/** Scrapes until it holds: gauges are taken every few seconds, and asking all the time would hold them up. */
async function scrapeUntil(hub: TestHub, holds: (samples: ReadonlyMap<string, number>) => boolean) {
  for (;;) {
    const samples = await scrape(hub.url);
    if (holds(samples)) return samples;
    await hub.query('select pg_sleep(0.2)');
  }
}

describe('metrics', () => {
  let hub: TestHub;
  let desk: TestDesk;
  let phone: TestPhone;

  before(async () => {
    hub = await startTestHub();
    desk = await connectDesk(hub, 'anna', 'Marked-Agent-Name');
    phone = await connectPhone(hub, CALLER);
  });

  after(async () => {
    await phone?.stop();
    await desk?.stop();
    await hub?.stop();
  });

  const call = () => phone.client.send('PlaceCall', {to: BILLING_LINE, name: CALLER_NAME, data: {}});
  const offered = async (from: number) => (await desk.event('ContactOffered', from)).offer;

  it('[OP-20] a declined, an answered and an abandoned call are counted by outcome, with their times', async () => {
    await desk.hub.send('SetPresence', {base: 'available', reason: null});
    await call();
    const first = await offered(0);
    await desk.hub.send('DeclineOffer', {offerId: first.id, fence: first.fence});
    const from = desk.events.all.length;
    await desk.hub.send('SetPresence', {base: 'available', reason: null});
    const second = await offered(from);
    await desk.hub.send('AcceptOffer', {offerId: second.id, fence: second.fence});
    const {contact} = await desk.event('ContactConnected');
    await desk.hub.send('EndContact', {contactId: contact.id});
    await desk.hub.send('SubmitWrapUp', {contactId: contact.id, reasonId: 'solved', note: ''});
    await desk.event('ContactReleased');
    await desk.hub.send('SetPresence', {base: 'away', reason: 'break'});
    await call();
    const waiting = await phone.states.find(
      'it waits',
      ({call: own}) => own?.status === 'connected' && own.callId !== contact.id,
    );
    await phone.client.send('HangUpCall', {callId: waiting.call?.callId ?? ''});
    const samples = await scrape(hub.url);
    const value = (name: string) => samples.get(`cordboard_${name}`);
    assert.equal(value('offers_total{channel="voice",outcome="declined"}'), 1);
    assert.equal(value('offers_total{channel="voice",outcome="accepted"}'), 1);
    assert.equal(value('offer_answer_seconds_count{channel="voice"}'), 1);
    assert.equal(value('contact_wait_seconds_count{channel="voice"}'), 1);
    assert.equal(value('contacts_ended_total{channel="voice",direction="inbound",reason="agent-ended"}'), 1);
    assert.equal(value('contacts_ended_total{channel="voice",direction="inbound",reason="abandoned"}'), 1);
    assert.equal(value('commands_total{command="AcceptOffer",outcome="done"}'), 1);
    assert.equal(value(`desk_resumes_total{kind="first",protocol="${PROTOCOL_VERSION}"}`), 1);
    assert.ok((value('events_delivered_total') ?? 0) >= desk.events.all.length);
    assert.ok((value('delivery_lag_seconds_count') ?? 0) > 0);
    assert.ok((value('decision_seconds_count{outcome="done"}') ?? 0) > 10);
    assert.ok(samples.has('process_cpu_seconds_total'));
  });

  it('[CB-21] calls in queues are counted: those that came, those that were left, and those of who calls again', async () => {
    const value = async (what: string) =>
      (await scrape(hub.url)).get(`cordboard_queue_calls_total{what="${what}"}`) ?? 0;
    const [entered, abandoned, repeated] = [await value('entered'), await value('abandoned'), await value('repeated')];
    const from = phone.states.all.length;
    await call();
    const waiting = await phone.states.find('it waits', ({call: own}) => own?.status === 'connected', from);
    await phone.client.send('HangUpCall', {callId: waiting.call?.callId ?? ''});
    assert.deepEqual(
      [await value('entered'), await value('abandoned'), await value('repeated')],
      [entered + 1, abandoned + 1, repeated + 1],
    );
  });

  it('[OP-20] refusals, failures, quality of sound and the media process are told as well', async () => {
    await desk.hub.send('HoldContact', {contactId: crypto.randomUUID()});
    const bare = await connectBare(hub.url, await hub.issuer.token('bert'));
    await bare.invoke('AcceptOffer', {});
    await bare.resume();
    await bare.invoke(REPORT_QUALITY, {
      contactId: crypto.randomUUID(),
      roundTripMs: 42,
      jitterMs: null,
      lossPercent: 1.5,
      concealedPercent: 0,
    });
    const samples = await scrapeUntil(hub, (each) => each.get('cordboard_media_up') === 1);
    const value = (name: string) => samples.get(`cordboard_${name}`);
    assert.equal(value('commands_total{command="HoldContact",outcome="refused"}'), 1);
    assert.equal(value('commands_total{command="AcceptOffer",outcome="failed"}'), 1);
    assert.equal(value('voice_round_trip_seconds_sum'), 0.042);
    assert.equal(value('voice_jitter_seconds_count'), 0);
    assert.equal(value('voice_loss_ratio_sum'), 0.015);
    assert.equal(value('media_legs'), 0);
    assert.ok((value('media_cpu_seconds') ?? 0) > 0);
    assert.ok(samples.has('cordboard_media_late_ticks'));
    await bare.stop();
  });

  it('[OP-20] an error of the database is counted by its class', async () => {
    await hub.store.decide(async () => undefined);
    await hub.query('alter table presence_choice rename to presence_choice_away');
    const bare = await connectBare(hub.url, await hub.issuer.token('carl'));
    await bare.invoke('Resume', {protocols: [2], lastSeq: null});
    await hub.query('alter table presence_choice_away rename to presence_choice');
    const samples = await scrape(hub.url);
    assert.ok((samples.get('cordboard_database_errors_total{class="42"}') ?? 0) >= 1);
    assert.ok((samples.get('cordboard_decision_seconds_count{outcome="failed"}') ?? 0) >= 1);
    await bare.stop();
  });

  it('[OP-21] of several hubs the eldest alone tells what they share: queues, agents, contacts', async () => {
    const other = await hub.startBeside();
    await call();
    const queue = 'cordboard_queue_waiting{queue="billing"}';
    const samples = await scrapeUntil(hub, (each) => each.get(queue) === 1);
    assert.ok((samples.get('cordboard_queue_longest_wait_seconds{queue="billing"}') ?? 0) > 0);
    assert.equal(samples.get('cordboard_agents{presence="away"}'), 1);
    assert.equal(samples.get('cordboard_agents_by_work{work="engaged"}'), 0);
    const others = await scrape(other.address);
    assert.ok(others.has('cordboard_decision_seconds_count{outcome="done"}'));
    const shared = [...others.keys()].filter((name) => /^cordboard_(queue|agents|contacts_open)/.test(name));
    assert.deepEqual(shared, []);
  });

  it('[OP-22] no label holds anything personal, and each has a few values at most', async () => {
    const samples = await scrape(hub.url);
    const text = [...samples.keys()].join('\n');
    for (const marked of [CALLER, CALLER_NAME, 'Marked-Agent-Name', 'anna', hub.url])
      assert.ok(!text.includes(marked), marked);
    const labels = new Map<string, Set<string>>();
    for (const [, name = '', value = ''] of text.matchAll(/[{,](\w+)="([^"]*)"/g))
      labels.set(name, (labels.get(name) ?? new Set()).add(value));
    const ours = [
      'channel',
      'outcome',
      'reason',
      'direction',
      'command',
      'protocol',
      'presence',
      'queue',
      'work',
      'class',
      'what',
    ];
    const others = ['kind', 'state', 'version', 'le', 'type', 'space', 'major', 'minor', 'patch'];
    assert.deepEqual(
      [...labels.keys()].filter((name) => !ours.includes(name) && !others.includes(name)),
      [],
    );
    for (const [name, values] of labels) assert.ok(values.size < 60, `${name} has ${values.size}`);
  });

  it('[OP-24] the rules and the board ask for metrics that there are, and every metric of ours is described', async () => {
    const docs = new URL('../../../docs/', import.meta.url);
    const [alerts, board, page] = await Promise.all(
      ['watching/alerts.yml', 'watching/dashboard.json', 'watching.md'].map((name) =>
        readFile(new URL(name, docs), 'utf8'),
      ),
    );
    const text = await (await fetch(`${hub.url}/metrics`)).text();
    const told = new Set([...text.matchAll(/^# TYPE (cordboard_\w+)/gm)].map(([, name = '']) => name));
    const asked = [...`${alerts} ${board}`.matchAll(/cordboard_[a-z_]+/g)].map(([name]) =>
      told.has(name) ? name : name.replace(/_(bucket|sum|count)$/, ''),
    );
    assert.ok(asked.length > 40);
    assert.deepEqual(
      asked.filter((name) => !told.has(name)),
      [],
    );
    const described = [...told].filter(
      (name) => !page?.includes(`\`${name}`) && !page?.includes(`\`${name.replace('cordboard', '')}`),
    );
    assert.deepEqual(described, []);
  });
});
