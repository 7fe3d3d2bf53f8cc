import type {HubLog} from '../logger.ts';
import {HubMetrics} from './metrics.ts';
import {Recent} from './recent.ts';
import {NO_TRACES, type Traces} from './traces.ts';
import type {MediaLoad, Watch} from './watch.ts';

/** A warning or error of the log, as the status page tells it: the sentence, which is one of ours. */
export type Warning = {readonly at: number; readonly level: 'warn' | 'error'; readonly message: string};

const WARNINGS_MAX = 50;
const LAGS_MAX = 500;

/** All that is watched of this hub, in one place: counted for Prometheus, traced, and the last of it kept for the status page. */
export class Watching implements Watch {
  readonly metrics: HubMetrics;
  readonly warnings = new Recent<Warning>(WARNINGS_MAX);
  /** Milliseconds from decision to socket, of the last deliveries. */
  readonly lags = new Recent<number>(LAGS_MAX);
  #media: MediaLoad | null = null;
  #traces: Traces = NO_TRACES;

  constructor(version: string) {
    this.metrics = new HubMetrics(version);
  }

  /** Spans go there from now on. */
  traceBy(traces: Traces): void {
    this.#traces = traces;
  }

  stop(): Promise<void> {
    return this.#traces.stop();
  }

  /** As last heard; null: none answers. */
  get media(): MediaLoad | null {
    return this.#media;
  }

  /** The same log, with what an operator should see kept beside it. */
  listening(log: HubLog): HubLog {
    const keep = (level: 'warn' | 'error') => (fields: object, message: string) => {
      this.warnings.add({at: Date.now(), level, message});
      log[level](fields, message);
    };
    return {
      debug: (fields, message) => log.debug(fields, message),
      info: (fields, message) => log.info(fields, message),
      warn: keep('warn'),
      error: keep('error'),
    };
  }

  readonly span: Watch['span'] = (name, attributes, run, remote) => this.#traces.span(name, attributes, run, remote);

  readonly decided: Watch['decided'] = (durationMs, facts) => {
    this.metrics.decision('done', durationMs);
    for (const fact of facts) this.metrics.fact(fact);
  };

  readonly decisionFailed: Watch['decisionFailed'] = (durationMs) => this.metrics.decision('failed', durationMs);
  readonly databaseFailed: Watch['databaseFailed'] = (sqlState) => this.metrics.databaseError(sqlState);
  readonly commanded: Watch['commanded'] = (name, outcome) => this.metrics.command(name, outcome);
  readonly resumed: Watch['resumed'] = (desk) => this.metrics.resumed(desk);
  readonly voiceQuality: Watch['voiceQuality'] = (report) => this.metrics.voice(report);

  readonly delivered: Watch['delivered'] = (events, lagMs) => {
    this.metrics.delivered(events, lagMs);
    this.lags.add(lagMs);
  };

  readonly mediaPulse: Watch['mediaPulse'] = (load) => {
    this.#media = load;
    this.metrics.media(load);
  };
}
