import type {Contact} from '../../domain/contact.ts';
import type {MainControlName} from '../../domain/controls.ts';
import type {Strings} from '../strings/english.ts';
import type {ActionButton} from '../templates/action-button.ts';
import {
  BargeInRequestEvent,
  ContactOpenRequestEvent,
  type Drawer,
  DrawerRequestEvent,
  EndRequestEvent,
  ExitConferenceRequestEvent,
  HoldRequestEvent,
  MuteRequestEvent,
  ResumeRequestEvent,
  StopMonitoringRequestEvent,
  UnmuteRequestEvent,
} from './interaction.events.ts';

type Look = Pick<ActionButton, 'part' | 'label' | 'icon' | 'look' | 'expanded'>;

/** One control in its place; without an event it opens the keypad, which is the element's own. */
export type ControlPlace = {readonly name: MainControlName; readonly look: Look; readonly event: (() => Event) | null};

export type PlacesContext = {
  readonly contact: Contact;
  readonly strings: Strings;
  readonly keypadOpen: boolean;
  /** What is open below the controls; empty for nothing. */
  readonly drawer: Drawer | '';
};

/** The controls in their fixed places: a toggle changes its word, never its place. */
export function controlPlaces({contact, strings, keypadOpen, drawer}: PlacesContext): readonly ControlPlace[] {
  const {id, channel} = contact;
  const {interaction: words, keypad} = strings;
  const place = (name: MainControlName, look: Look, event: (() => Event) | null): ControlPlace => ({name, look, event});
  const opener = (name: Drawer, look: Look): ControlPlace =>
    place(name, {...look, ...opened(drawer === name)}, () => {
      return new DrawerRequestEvent(id, name);
    });
  const pressed = 'pressed';
  return [
    place('mute', {part: 'mute-button', label: words.mute, icon: 'mic'}, () => new MuteRequestEvent(id)),
    place('unmute', {part: 'mute-button', label: words.unmute, icon: 'mic-off', look: pressed}, () => {
      return new UnmuteRequestEvent(id);
    }),
    place('barge-in', {part: 'barge-in-button', label: words.bargeIn, icon: 'mic', look: 'primary'}, () => {
      return new BargeInRequestEvent(id);
    }),
    place('hold', {part: 'hold-button', label: words.hold, icon: 'pause'}, () => new HoldRequestEvent(id)),
    place('resume', {part: 'hold-button', label: words.resume, icon: 'play', look: pressed}, () => {
      return new ResumeRequestEvent(id);
    }),
    place(
      'keypad',
      {
        part: 'keypad-button',
        label: keypad.open,
        icon: 'keypad',
        ...opened(keypadOpen),
      },
      null,
    ),
    place('open', {part: 'open-button', label: words.open, icon: 'external', look: 'primary'}, () => {
      return new ContactOpenRequestEvent(id);
    }),
    opener('consult', {part: 'consult-button', label: words.consult, icon: 'consult'}),
    opener('transfer', {part: 'transfer-button', label: words.transfer, icon: 'transfer'}),
    // [CF-9] In the place of Transfer.
    place('exit-conference', {part: 'exit-conference-button', label: words.exitConference, icon: 'sign-out'}, () => {
      return new ExitConferenceRequestEvent(id);
    }),
    opener('suggest-wrap-up', {part: 'suggest-button', label: words.suggest, icon: 'note'}),
    place('stop-monitoring', {part: 'stop-button', label: words.stopMonitoring, icon: 'close', look: 'end'}, () => {
      return new StopMonitoringRequestEvent(id);
    }),
    place(
      'end',
      {part: 'end-button', label: words.end, icon: channel === 'voice' ? 'phone-end' : 'close', look: 'end'},
      () => new EndRequestEvent(id),
    ),
  ];
}

function opened(expanded: boolean): Pick<Look, 'look' | 'expanded'> {
  return {...(expanded ? {look: 'open'} : {}), expanded};
}

/** The names of commands that may have something to say below the controls. */
export const TOLD_COMMANDS: readonly MainControlName[] = [
  'mute',
  'unmute',
  'hold',
  'resume',
  'exit-conference',
  'barge-in',
  'stop-monitoring',
  'end',
];

/** The names of commands that change nothing for the customer. */
export const CONSULT_ALONE: readonly string[] = ['hold-consult', 'resume-consult', 'end-consult', 'exit-consult'];
