import {nothing, type TemplateResult} from 'lit';
import type {EchoState} from '../../services/ports.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {sentenceOf} from '../templates/command-message.ts';
import {deviceWords} from './late-words.ts';

type TestCall = {
  readonly html: HtmlTag;
  readonly strings: Strings;
  readonly echo: EchoState;
  readonly now: number;
  readonly inCall: boolean;
  readonly ask: (wanted: 'start' | 'end') => void;
};

/** The button of the test call, and how far it has come. */
export function testCall({html, strings, echo, now, inCall, ask}: TestCall): TemplateResult<1> {
  const words = deviceWords(strings);
  const connected = echo.status === 'connected';
  const button = connected
    ? actionButton({
        part: 'echo-button',
        label: words.testCallEnd,
        icon: 'phone-end',
        look: 'end',
        onPress: () => ask('end'),
      })
    : actionButton({
        part: 'echo-button',
        label: words.testCall,
        icon: 'phone',
        state: echo.status === 'connecting' ? {status: 'pending', slow: false} : {status: 'idle'},
        why: inCall ? words.testCallInCall : null,
        onPress: () => ask('start'),
      });
  return html`<div class="setting">
    <div class="row">${button}</div>
    <p class="help" role="status"><span>${statusOf(echo, now, strings)}</span></p>
    ${echo.status === 'failed' ? html`<p class="message problem" role="alert">${icon('alert')}<span>${sentenceOf(echo.outcome, strings)}</span></p>` : nothing}
  </div>`;
}

function statusOf(echo: EchoState, now: number, strings: Strings): string {
  const devices = deviceWords(strings);
  if (echo.status === 'connecting') return devices.testCallConnecting;
  if (echo.status !== 'connected') return devices.testCallHelp;
  return devices.testCallConnected(strings.common.seconds(Math.max(0, Math.ceil((echo.endsAt - now) / 1_000))));
}
