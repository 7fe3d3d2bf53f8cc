import {html, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from 'lit';
import type {DeviceService} from '../../services/ports.ts';
import type {Strings} from '../strings/english.ts';
import {levelWord} from './device-words.ts';
import {deviceWords} from './late-words.ts';

type Host = ReactiveControllerHost & HTMLElement & {readonly renderRoot: HTMLElement | DocumentFragment};

/** Shows how loud the microphone is. It is open exactly while the bar is drawn; the bar moves without a drawing. */
export class LevelBar implements ReactiveController {
  readonly #host: Host;
  readonly #service: () => DeviceService | null;
  readonly #strings: () => Strings;
  #stop: (() => void) | null = null;

  constructor(host: Host, service: () => DeviceService | null, strings: () => Strings) {
    this.#host = host;
    this.#service = service;
    this.#strings = strings;
    host.addController(this);
  }

  render(): TemplateResult<1> {
    const words = deviceWords(this.#strings());
    return html`<div class="setting">
      <div
        part="level"
        id="level"
        class="level"
        role="meter"
        aria-label=${words.level}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow="0"
      >
        <div class="level-bar"></div>
      </div>
      <p class="help">${words.levelHelp}</p>
    </div>`;
  }

  hostUpdated(): void {
    const isDrawn = this.#bar() !== null;
    if (isDrawn && this.#stop === null) this.#stop = this.#service()?.measure((level) => this.#show(level)) ?? null;
    if (!isDrawn) this.#close();
  }

  hostDisconnected(): void {
    this.#close();
  }

  #close(): void {
    this.#stop?.();
    this.#stop = null;
  }

  #bar(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('#level');
  }

  #show(level: number): void {
    const meter = this.#bar();
    const bar = meter?.firstElementChild;
    if (meter === null || !(bar instanceof HTMLElement)) return;
    const percent = Math.round(level * 100);
    const word = levelWord(level);
    bar.style.inlineSize = `${percent}%`;
    bar.classList.toggle('loud', word === 'loud');
    meter.setAttribute('aria-valuenow', String(percent));
    meter.setAttribute('aria-valuetext', deviceWords(this.#strings()).levelWords[word]);
  }
}
