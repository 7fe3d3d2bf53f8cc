import type {Listening, Prompt, PromptWork, SettingEdits} from '../../services/ports.ts';
import type {AdministrationWords} from '../strings/english-administration.ts';
import type {PromptWords} from '../strings/english-prompts.ts';

/** What one language of a prompt is drawn from. */
export type PromptSide = {
  readonly prompt: Prompt;
  readonly speaks: boolean;
  readonly edits: SettingEdits;
  readonly work: PromptWork | null;
  readonly listening: Listening;
  readonly words: PromptWords;
  readonly settingWords: AdministrationWords;
  /** Fires a request of the element. */
  readonly ask: (event: Event) => void;
};

export type Typed = {
  /** As it would be spoken. */
  readonly tidy: string;
  readonly fault: string | null;
  readonly unsaved: boolean;
  readonly conflict: boolean;
};

/** How a prompt in its language is called, for whoever does not see where it stands. */
export function placeName({prompt, words}: Pick<PromptSide, 'prompt' | 'words'>): string {
  return words.place(words.prompts[prompt.name].name, words.languages[prompt.language]);
}
