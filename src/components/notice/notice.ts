import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {CordboardElement} from '../base/cordboard-element.ts';
import {icon, type IconName} from '../icons/icons.ts';
import {noticeStyles} from './notice.styles.ts';

export type NoticeTone = 'info' | 'warning' | 'danger';

const ICONS: {readonly [tone in NoticeTone]: IconName} = {info: 'spinner', warning: 'offline', danger: 'alert'};

/**
 * @summary Something the agent should know about the connection or the sound, and what to do about it.
 * @slot - A button that does it.
 * @slot end - A small button beside it, such as one that puts it away.
 * @csspart notice - The whole notice.
 * @csspart title - What is the case.
 * @since 0.1.0
 */
export class CordboardNotice extends CordboardElement {
  static override styles = noticeStyles;
  static override properties: PropertyDeclarations = {tone: {reflect: true}, symbol: {}, heading: {}, text: {}};

  /** How much it matters. */
  declare tone: NoticeTone;
  /** The icon beside it; empty for the tone's own. */
  declare symbol: IconName | '';
  /** What is the case. */
  declare heading: string;
  /** What follows from it, and what to do. */
  declare text: string;

  constructor() {
    super();
    this.tone = 'info';
    this.symbol = '';
    this.heading = '';
    this.text = '';
  }

  protected override render(): TemplateResult<1> {
    const {tone, symbol, heading, text} = this;
    return html`<div part="notice" class="notice ${tone}">
      ${icon(symbol === '' ? ICONS[tone] : symbol)}
      <div class="body">
        <p part="title" class="title">${heading}</p>
        ${text === '' ? nothing : html`<p>${text}</p>`}
        <slot></slot>
      </div>
      <slot name="end"></slot>
    </div>`;
  }
}
