import {html, nothing, type TemplateResult} from 'lit';
import type {EmergencyMatch} from '../../domain/emergency-match.ts';
import type {CommandState} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';

export type Alarm = {readonly title: string; readonly local: string | null; readonly help: string};

/** What has to be said about an emergency number; null when the number is an ordinary one. */
export function alarmFor(match: EmergencyMatch, state: CommandState, words: Strings['dial']): Alarm | null {
  switch (match.kind) {
    case 'exact':
      return {title: words.emergency, local: match.local, help: words.emergencyHelp(match.local)};
    case 'test':
      return {title: words.emergencyTest, local: match.local, help: words.emergency};
    case 'foreign':
      return {
        title: words.emergencyForeign(match.local),
        local: match.local,
        help: words.emergencyHelp(match.local),
      };
    case 'prefix':
      return {
        title: words.emergencyPrefix(match.local),
        local: match.local,
        help: words.emergencyPrefixHelp(match.local),
      };
    default:
      return state.status === 'refused' && state.code === 'emergency-not-carried'
        ? {title: words.emergency, local: null, help: words.emergencyUnknownHelp}
        : null;
  }
}

/** Its live region is there before its text, or screen readers would miss it. */
export function alarmRegion(alarm: Alarm | null): TemplateResult<1> {
  return html`<div role="alert">
    ${
      alarm === null
        ? nothing
        : html`<div part="emergency" class="alarm">
            ${alarm.local === null ? icon('alert') : html`<span class="local" dir="ltr">${alarm.local}</span>`}
            <div>
              <p class="alarm-title">${alarm.title}</p>
              <p>${alarm.help}</p>
            </div>
          </div>`
    }
  </div>`;
}
