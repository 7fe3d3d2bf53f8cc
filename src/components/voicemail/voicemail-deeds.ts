import type {LitElement} from 'lit';
import type {Outcome} from '../../services/ports.ts';
import type {VoicemailOutcome, VoicemailView} from '../../services/voicemail/voicemail-ports.ts';
import {CommandController, type Commands, unlessCanceled} from '../controllers/command-controller.ts';
import type {VoicemailWords} from '../strings/english-voicemail.ts';
import {type VoicemailDeed, deedKey, nameFor} from './voicemail-actions.ts';
import type {VoicemailDesk} from './voicemail-desk.ts';
import type {VoicemailReader} from './voicemail-reader.ts';
import {
  VoicemailCallbackRequestEvent,
  VoicemailDeleteRequestEvent,
  VoicemailDoneRequestEvent,
} from './voicemail.events.ts';

/** What was done last, or why it was not. `undo`: what can be taken back. */
export type Said = {readonly words: string; readonly refused?: boolean; readonly undo?: VoicemailView};

type Edges = {
  readonly desk: VoicemailDesk;
  readonly reader: VoicemailReader;
  readonly words: () => VoicemailWords;
  readonly onSettled: (id: string) => void;
};

/** What is done with messages, unless the page does it elsewhere, and what is said of it. */
export class VoicemailDeeds {
  readonly #host: LitElement;
  readonly #edges: Edges;
  readonly #commands: CommandController;
  #said: Said | null = null;
  #era = 0;

  constructor(host: LitElement, edges: Edges) {
    this.#host = host;
    this.#edges = edges;
    this.#commands = new CommandController(host);
  }

  get commands(): Commands {
    return this.#commands.commands;
  }

  get said(): Said | null {
    return this.#said;
  }

  /** What was said is about the step before. */
  forget(): void {
    this.#say(null);
  }

  /** Whoever comes next sees nothing of it, nor of what is still under way. */
  leave(): void {
    this.#era += 1;
    for (const key of this.commands.keys()) this.#commands.forget(key);
    this.#say(null);
  }

  request(deed: VoicemailDeed, voicemail: VoicemailView): void {
    const {id} = voicemail;
    const event = {
      'call-back': () => new VoicemailCallbackRequestEvent(id),
      done: () => new VoicemailDoneRequestEvent(id, true),
      new: () => new VoicemailDoneRequestEvent(id, false),
      remove: () => new VoicemailDeleteRequestEvent(id),
    }[deed]();
    this.#host.dispatchEvent(event);
    unlessCanceled(event, () => void this.#do(deed, voicemail));
  }

  async #do(deed: VoicemailDeed, voicemail: VoicemailView): Promise<void> {
    const {id} = voicemail;
    const era = this.#era;
    const answered: VoicemailOutcome[] = [];
    await this.#commands.run(deedKey(deed, voicemail), () =>
      this.#edges.desk
        .run((service) => {
          if (deed === 'call-back') return service.callBack(id);
          return deed === 'remove' ? service.remove(id) : service.setDone(id, deed === 'done');
        })
        ?.then((outcome) => {
          answered.push(outcome);
          return commandOutcome(outcome);
        }),
    );
    const [outcome] = answered;
    if (outcome !== undefined && era === this.#era) this.#settled(outcome, deed, voicemail);
  }

  #settled(outcome: VoicemailOutcome, deed: VoicemailDeed, voicemail: VoicemailView): void {
    const {reader, onSettled} = this.#edges;
    const {id} = voicemail;
    onSettled(id);
    switch (outcome.status) {
      case 'failed':
        this.#say(null);
        return reader.refresh();
      case 'refused':
        this.#say({words: this.#edges.words().refusals[outcome.code], refused: true});
        return outcome.code === 'voicemail-gone' ? reader.take(id, null) : reader.refresh();
      default:
        this.#say({words: this.#sentence(deed, voicemail), ...(deed === 'done' ? {undo: voicemail} : {})});
        return reader.take(id, outcome.voicemail);
    }
  }

  #sentence(deed: VoicemailDeed, voicemail: VoicemailView): string {
    const words = this.#edges.words();
    const sentence = {
      'call-back': this.#edges.desk.takesWork ? words.saidCalling : words.saidCallingElsewhere,
      done: words.saidDone,
      new: words.saidNew,
      remove: words.saidRemoved,
    }[deed];
    return nameFor(voicemail, sentence, words);
  }

  #say(said: Said | null): void {
    this.#said = said;
    this.#host.requestUpdate();
  }
}

/** A refusal is said in the words of the list, beside what was done. */
function commandOutcome(outcome: VoicemailOutcome): Outcome {
  return outcome.status === 'failed' ? outcome : {status: 'done'};
}
