import {Counter, Gauge, Histogram, Registry, collectDefaultMetrics} from 'prom-client';
import type {VoiceQualityReport} from '../../src/api/wire/commands.ts';
import {unreachable} from '../../src/domain/unreachable.ts';
import type {Fact, MediaLoad} from './watch.ts';

/** Seconds; from a good answer to a bad day. */
const PEOPLE = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1_800];
const MACHINES = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const NETWORK = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1];
const SHARES = [0, 0.001, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5];

/**
 * What this hub counts. A registry of its own, so that several hubs in a process do not meet. Labels are words of ours
 * and the identifiers of queues: nothing personal, and few.
 */
export class HubMetrics {
  readonly registry = new Registry();
  readonly #offers = this.#counter('offers_total', 'Offers that ended, by outcome; no-answer is RONA', [
    'channel',
    'outcome',
  ]);
  readonly #answer = this.#histogram('offer_answer_seconds', 'From the offer to its answer', PEOPLE, ['channel']);
  readonly #wait = this.#histogram('contact_wait_seconds', 'From entering the queue to the agent’s answer', PEOPLE, [
    'channel',
  ]);
  readonly #ended = this.#counter('contacts_ended_total', 'Contacts that ended, by reason; abandoned gave up waiting', [
    'channel',
    'direction',
    'reason',
  ]);
  readonly #handled = this.#histogram('contact_handle_seconds', 'From the first answer to the end', PEOPLE, [
    'channel',
    'direction',
  ]);
  readonly #postCall = this.#histogram(
    'contact_post_call_seconds',
    'Talks that went on after the customer left',
    PEOPLE,
    [],
  );
  readonly #consults = this.#counter(
    'consults_total',
    'Consults that ended, by whom they asked; answered: somebody came',
    ['target', 'answered'],
  );
  readonly #transfers = this.#counter('transfers_total', 'Customers given away; consulted: after asking first', [
    'consulted',
  ]);
  readonly #callbacks = this.#counter('callbacks_total', 'What was done with callbacks', ['what']);
  readonly #queueCalls = this.#counter('queue_calls_total', 'Calls of customers in queues, by what they did', ['what']);
  readonly #callbackSaved = this.#counter(
    'callback_saved_seconds_total',
    'Time that customers who were called back did not wait on the line',
    [],
  );
  readonly #decision = this.#histogram('decision_seconds', 'One transaction of the hub', MACHINES, ['outcome']);
  readonly #databaseErrors = this.#counter('database_errors_total', 'Errors of the database, by class of SQLSTATE', [
    'class',
  ]);
  readonly #commands = this.#counter('commands_total', 'Commands of desks, by outcome', ['command', 'outcome']);
  readonly #delivered = this.#counter('events_delivered_total', 'Events handed to the sockets of desks', []);
  readonly #lag = this.#histogram(
    'delivery_lag_seconds',
    'From the decision’s beginning to the socket, by the database’s clock',
    MACHINES,
    [],
  );
  readonly #resumes = this.#counter('desk_resumes_total', 'Desks that connected; again: they had been connected', [
    'kind',
    'protocol',
  ]);
  readonly #mediaUp = this.#gauge('media_up', '1 while the media process answers', []);
  readonly #mediaLegs = this.#gauge('media_legs', 'Legs of the media process', []);
  readonly #mediaCpu = this.#gauge(
    'media_cpu_seconds',
    'CPU time of the present media process; falls with a new one',
    [],
  );
  readonly #mediaLate = this.#gauge('media_late_ticks', 'Frames of the present media process that were late', []);
  readonly #roundTrip = this.#histogram('voice_round_trip_seconds', 'As desks measure it', NETWORK, []);
  readonly #jitter = this.#histogram('voice_jitter_seconds', 'As desks measure it', NETWORK, []);
  readonly #loss = this.#histogram('voice_loss_ratio', 'Share of packets lost towards the desk', SHARES, []);
  readonly #concealed = this.#histogram('voice_concealed_ratio', 'Share of sound made up at the desk', SHARES, []);

  constructor(version: string) {
    collectDefaultMetrics({register: this.registry});
    this.#gauge('hub_info', 'The hub’s version', ['version']).set({version}, 1);
  }

  offerEnded({channel, outcome, afterMs}: Extract<Fact, {type: 'offer-ended'}>): void {
    this.#offers.inc({channel, outcome});
    if (outcome === 'accepted') this.#answer.observe({channel}, afterMs / 1_000);
  }

  fact(fact: Fact): void {
    switch (fact.type) {
      case 'offer-ended':
        return this.offerEnded(fact);
      case 'contact-answered':
        return this.#wait.observe({channel: fact.channel}, fact.waitedMs / 1_000);
      case 'contact-ended':
        return this.#contactEnded(fact);
      case 'post-call-ended':
        return this.#postCall.observe(fact.lastedMs / 1_000);
      case 'consult-ended':
        return this.#consults.inc({target: fact.target, answered: String(fact.answered)});
      case 'contact-transferred':
        return this.#transfers.inc({consulted: String(fact.consulted)});
      case 'callback-counted':
        this.#callbacks.inc({what: fact.what});
        return this.#callbackSaved.inc(fact.savedMs / 1_000);
      case 'call-counted':
        return this.#queueCalls.inc({what: fact.what});
      default:
        return unreachable(fact);
    }
  }

  #contactEnded({channel, direction, reason, handledMs}: Extract<Fact, {type: 'contact-ended'}>): void {
    this.#ended.inc({channel, direction, reason});
    if (handledMs !== null) this.#handled.observe({channel, direction}, handledMs / 1_000);
  }

  decision(outcome: 'done' | 'failed', durationMs: number): void {
    this.#decision.observe({outcome}, durationMs / 1_000);
  }

  /** The first two characters of a SQLSTATE are its class (PostgreSQL, appendix A): some forty there are. */
  databaseError(sqlState: string | null): void {
    this.#databaseErrors.inc({class: sqlState?.slice(0, 2) ?? 'connection'});
  }

  command(command: string, outcome: string): void {
    this.#commands.inc({command, outcome});
  }

  delivered(events: number, lagMs: number): void {
    this.#delivered.inc(events);
    this.#lag.observe(Math.max(0, lagMs) / 1_000);
  }

  resumed({protocol, again}: {readonly protocol: number; readonly again: boolean}): void {
    this.#resumes.inc({kind: again ? 'again' : 'first', protocol});
  }

  media(load: MediaLoad | null): void {
    this.#mediaUp.set(load === null ? 0 : 1);
    this.#mediaLegs.set(load?.legs ?? 0);
    if (load?.cpuSeconds != null) this.#mediaCpu.set(load.cpuSeconds);
    if (load?.lateTicks != null) this.#mediaLate.set(load.lateTicks);
  }

  voice(report: Omit<VoiceQualityReport, 'contactId'>): void {
    if (report.roundTripMs !== null) this.#roundTrip.observe(report.roundTripMs / 1_000);
    if (report.jitterMs !== null) this.#jitter.observe(report.jitterMs / 1_000);
    this.#loss.observe(report.lossPercent / 100);
    this.#concealed.observe(report.concealedPercent / 100);
  }

  #counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({name: `cordboard_${name}`, help, labelNames, registers: [this.registry]});
  }

  #gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Gauge<Label> {
    return new Gauge({name: `cordboard_${name}`, help, labelNames, registers: [this.registry]});
  }

  #histogram<Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames: readonly Label[],
  ): Histogram<Label> {
    return new Histogram({
      name: `cordboard_${name}`,
      help,
      labelNames,
      buckets: [...buckets],
      registers: [this.registry],
    });
  }
}
