import {type LitElement, type ReactiveController, type TemplateResult, html as plain, nothing} from 'lit';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {LatePart} from '../controllers/late-part.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import type {EmergencyFollower} from './emergency-follower.ts';
import {alertWords} from './emergency-words.ts';

const AGAIN_MS = 5_000;
const AGAIN_MAX_MS = 60_000;

/**
 * Tells a supervisor of somebody else's emergency in a host whose element for it loads with the first one ([EC-35]). Until its file
 * has come it says so in plain words, and asks for it again after a pause.
 */
export class LateAlerts implements ReactiveController {
  readonly #host: LitElement;
  readonly #emergency: EmergencyFollower;
  readonly #part: LatePart;
  /** For whom the file was asked. */
  #asked = '';
  #pauseMs = AGAIN_MS;
  #missing = false;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, emergency: EmergencyFollower, load = loadAlerts) {
    this.#host = host;
    this.#emergency = emergency;
    this.#part = new LatePart(host, 'emergency-alerts', load);
    host.addController(this);
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const {alerts} = this.#emergency;
    const asked = JSON.stringify(alerts);
    if (alerts.length === 0) this.hostDisconnected();
    else if (asked !== this.#asked) this.#part.need();
    else if (this.#part.failed) this.#again ??= setTimeout(this.#ask, this.#pauseMs);
    this.#asked = asked;
    // The words stay while the file is asked for again.
    this.#missing = this.#part.failed || (this.#missing && this.#part.status === 'loading');
  }

  hostDisconnected(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#asked = '';
    this.#pauseMs = AGAIN_MS;
  }

  /** @param told whether the page tells it elsewhere, in as plain words */
  draw(html: HtmlTag, strings: Strings, spare: boolean, told = false): TemplateResult<1> | typeof nothing {
    const {alerts} = this.#emergency;
    if (alerts.length === 0) return nothing;
    if (!this.#missing) return html`<cordboard-emergency-alerts ?spare=${spare}></cordboard-emergency-alerts>`;
    return told
      ? nothing
      : plain`<div role="alert">${alerts.map((each) => plain`<p class="message problem">${icon('alert')}${alertWords(each, strings.emergency)}</p>`)}</div>`;
  }

  readonly #ask = (): void => {
    this.#pauseMs = Math.min(this.#pauseMs * 2, AGAIN_MAX_MS);
    this.#again = undefined;
    this.#asked = '';
    this.#host.requestUpdate();
  };
}

async function loadAlerts(): Promise<CustomElementConstructor> {
  return (await import('./late-emergency.ts')).CordboardEmergencyAlerts;
}
