import {html, nothing, type TemplateResult} from 'lit';
import type {VoicemailListening, VoicemailPage, VoicemailView} from '../../services/voicemail/voicemail-ports.ts';
import {type CommandState, type Commands, commandKey, commandState} from '../controllers/command-controller.ts';
import type {IconName} from '../icons/icons.ts';
import type {VoicemailWords} from '../strings/english-voicemail.ts';
import {type ActionButton, actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {callerOf} from './voicemail-words.ts';

export type VoicemailDeed = 'call-back' | 'done' | 'new' | 'remove';
const DEEDS: readonly VoicemailDeed[] = ['call-back', 'done', 'new', 'remove'];

export type VoicemailActionsView = {
  readonly words: VoicemailWords;
  readonly scope: VoicemailPage['scope'];
  readonly mayCallBack: VoicemailPage['mayCallBack'];
  readonly listening: VoicemailListening;
  readonly commands: Commands;
  readonly onListen: (voicemail: VoicemailView) => void;
  readonly onPause: () => void;
  readonly onDeed: (deed: VoicemailDeed, voicemail: VoicemailView) => void;
  /** A question comes first; null: it is taken back. */
  readonly onDoubt: (voicemail: VoicemailView | null) => void;
};

const IDLE: CommandState = {status: 'idle'};
const PENDING: CommandState = {status: 'pending', slow: false};

/** What may be done with a message. Every button keeps its place; what does not work now says why. */
export function voicemailActions(
  voicemail: VoicemailView,
  view: VoicemailActionsView,
  passed: boolean,
): TemplateResult<1> {
  const {words, scope, onDeed, onDoubt} = view;
  const button = (
    deed: VoicemailDeed,
    icon: IconName,
    [label, name]: readonly [string, (caller: string) => string],
    why: string | null = null,
  ): TemplateResult<1> =>
    actionButton({
      ...{part: `${deed}-${voicemail.id}`, label, icon, look: 'quiet', passed},
      name: nameFor(voicemail, name, words),
      ...busyOr(deed, voicemail, view, why),
      onPress: () => (deed === 'remove' ? onDoubt(voicemail) : onDeed(deed, voicemail)),
    });
  return html`${listenButton(voicemail, view, passed)}
  ${button('call-back', 'callback', [words.callBack, words.callBackTo], whyNotCallable(voicemail, view))}
  ${
    voicemail.done === null
      ? button('done', 'check', [words.done, words.doneOf])
      : button('new', 'undo', [words.putBack, words.putBackOf])
  }
  ${scope === 'all' ? button('remove', 'close', [words.remove, words.removeOf]) : nothing}`;
}

/** The question before what cannot be undone, in place of the buttons that led to it. */
export function voicemailDoubt(voicemail: VoicemailView, view: VoicemailActionsView): TemplateResult<1> {
  const {words, onDeed, onDoubt} = view;
  return html`<div class="doubt" role="alertdialog" aria-labelledby="doubt-words">
    <p id="doubt-words">${nameFor(voicemail, words.sure, words)}</p>
    <div class="bar">
      ${actionButton({part: 'do-button', label: words.removeNow, icon: 'close', look: 'end', ...busyOr('remove', voicemail, view, null), onPress: () => onDeed('remove', voicemail)})}
      ${actionButton({part: 'keep-button', label: words.keep, icon: 'undo', look: 'quiet', onPress: () => onDoubt(null)})}
    </div>
  </div>`;
}

/** A sentence with whoever left the message in it. */
export function nameFor(voicemail: VoicemailView, sentence: (caller: string) => string, words: VoicemailWords): string {
  return bidiSafe((isolated) => sentence(isolated(callerOf(voicemail, words))));
}

export function deedKey(deed: VoicemailDeed, {id}: Pick<VoicemailView, 'id'>): string {
  return commandKey(deed, id);
}

function listenButton(voicemail: VoicemailView, view: VoicemailActionsView, passed: boolean): TemplateResult<1> {
  const {words, listening, onListen, onPause} = view;
  const isHere = 'id' in listening && listening.id === voicemail.id;
  const playing = isHere && listening.status === 'playing';
  return html`<span class="listen"
    >${actionButton({
      part: `listen-${voicemail.id}`,
      label: playing ? words.pause : words.listen,
      name: nameFor(voicemail, playing ? words.pauseOf : words.listenTo, words),
      icon: playing ? 'pause' : 'play',
      ...(playing ? {look: 'open' as const} : {}),
      passed,
      state: isHere && listening.status === 'fetching' ? PENDING : IDLE,
      onPress: () => (playing ? onPause() : onListen(voicemail)),
    })}</span
  >`;
}

/** One step at a time: the next would be about a message that is another by then. */
function busyOr(
  deed: VoicemailDeed,
  voicemail: VoicemailView,
  {commands, words}: VoicemailActionsView,
  why: string | null,
): Pick<ActionButton, 'state' | 'why'> {
  const state = commandState(commands, deedKey(deed, voicemail));
  if (state.status === 'pending') return {state, why: null};
  const busy = DEEDS.some((each) => commandState(commands, deedKey(each, voicemail)).status === 'pending');
  return {state, why: why ?? (busy ? words.busy : null)};
}

/** What nobody can comes before what only this one may not. */
function whyNotCallable({callable, number}: VoicemailView, {words, mayCallBack}: VoicemailActionsView): string | null {
  if (callable) return mayCallBack ? null : words.notAgent;
  return number === '' ? words.withheldWhy : words.notCallable;
}
