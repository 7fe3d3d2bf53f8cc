import type {ContactService, Outcome} from '../../services/ports.ts';
import type {Store} from '../../services/store.ts';
import {CommandRunner, type Commands, type CommandState} from './command-runner.ts';

const known = new WeakMap<ContactService, ContactCommands>();

/**
 * What was pressed about the contacts of one session. All elements of the session share it: while one of them changes who
 * hears whom, the buttons of the others know, and wait for it.
 */
export class ContactCommands implements Store<Commands> {
  readonly #listeners = new Set<(value: Commands) => void>();
  readonly #runner = new CommandRunner(() => this.#listeners.forEach((each) => each(this.value)));

  static of(contacts: ContactService): ContactCommands {
    const commands = known.get(contacts) ?? new ContactCommands();
    known.set(contacts, commands);
    return commands;
  }

  get value(): Commands {
    return this.#runner.commands;
  }

  subscribe(listener: (value: Commands) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  state(key: string): CommandState {
    return this.#runner.state(key);
  }

  run(key: string, command: () => Promise<Outcome> | undefined): Promise<Outcome | null> {
    return this.#runner.run(key, command);
  }

  forget(key: string): void {
    this.#runner.forget(key);
  }

  forgetAbout(isGone: (id: string) => boolean): void {
    this.#runner.forgetAbout(isGone);
  }
}
