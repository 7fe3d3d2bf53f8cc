import {html, nothing, type TemplateResult} from 'lit';
import type {EmergencyMatch} from '../../domain/emergency-match.ts';
import type {CommandState} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';

export type Alarm = {
  readonly title: string;
  readonly local: string | null;
  /** What else to do; empty where the buttons say it. */
  readonly help: string;
  /** What Call says: it dials the number at once, and asks nothing ([EM-12]). Null: Call does not call this number. */
  readonly call: string | null;
  /** The number to call instead of what was typed, where a person has to say which they meant. */
  readonly instead: string | null;
  /** Call and Enter dial it, whether it is carried or not: those who are to be told are told all the same. */
  readonly dials: boolean;
};

type Words = Pick<Strings, 'dial' | 'emergency'>;

/**
 * What has to be said about an emergency number; null when the number is an ordinary one.
 * @param carried whether the desk's trunk takes emergency calls ([EM-10])
 */
export function alarmFor(
  match: EmergencyMatch,
  {state, carried, words}: {readonly state: CommandState; readonly carried: boolean; readonly words: Words},
): Alarm | null {
  if (match.kind !== 'none')
    return carried && match.kind !== 'unknown' ? callable(match, words.emergency) : uncallable(match, words.dial);
  return state.status === 'refused' && state.code === 'emergency-not-carried'
    ? {
        title: words.dial.emergency,
        local: null,
        help: words.dial.emergencyUnknownHelp,
        call: null,
        instead: null,
        dials: false,
      }
    : null;
}

type Found = Exclude<EmergencyMatch, {kind: 'none'}>;

function callable({kind, local}: Exclude<Found, {kind: 'unknown'}>, words: Words['emergency']): Alarm {
  const {title, call} = {
    exact: {title: words.matches(local), call: words.call(local)},
    test: {title: words.matchesTest(local), call: words.callTest(local)},
    prefix: {title: words.prefix(local), call: null},
    foreign: {title: words.foreign(local), call: null},
  }[kind];
  return {title, local, help: '', call, instead: call === null ? local : null, dials: call !== null};
}

function uncallable({kind, local}: Found, words: Words['dial']): Alarm {
  const {title, help} = {
    exact: {title: words.emergency, help: words.emergencyHelp(local)},
    test: {title: words.emergencyTest, help: words.emergency},
    foreign: {title: words.emergencyForeign(local), help: words.emergencyHelp(local)},
    prefix: {title: words.emergencyPrefix(local), help: words.emergencyPrefixHelp(local)},
    unknown: {title: words.emergencyUnknown, help: words.emergencyMobileHelp(local)},
  }[kind];
  return {title, local, help, call: null, instead: null, dials: kind !== 'foreign' && kind !== 'prefix'};
}

export type AlarmChoices = {
  readonly words: Words['emergency'];
  readonly onCall: (local: string) => void;
  readonly onEdit: () => void;
};

/** Its live region is there before its text, or screen readers would miss it. */
export function alarmRegion(alarm: Alarm | null, choices: AlarmChoices): TemplateResult<1> {
  return html`<div role="alert">${alarm === null ? nothing : alarmBox(alarm)}</div>
    ${alarm === null || alarm.instead === null ? nothing : choiceButtons(alarm.instead, choices)}`;
}

function alarmBox({title, local, help, call, instead}: Alarm): TemplateResult<1> {
  const ready = call !== null || instead !== null;
  return html`<div part="emergency" class="alarm ${ready ? 'ready' : ''}">
    ${local === null || ready ? icon('alert') : html`<span class="local" dir="ltr">${local}</span>`}
    <div>
      <p class="alarm-title">${title}</p>
      ${help === '' ? nothing : html`<p>${help}</p>`}
    </div>
  </div>`;
}

/** Neither has the focus by itself: what was meant is not known ([EM-3]). */
function choiceButtons(local: string, {words, onCall, onEdit}: AlarmChoices): TemplateResult<1> {
  return html`<div class="alarm-choices">
    ${actionButton({
      part: 'call-now-button',
      label: words.callNow(local),
      icon: 'phone',
      look: 'end',
      onPress: () => onCall(local),
    })}
    ${actionButton({part: 'edit-button', label: words.edit, icon: 'keypad', onPress: onEdit})}
  </div>`;
}
