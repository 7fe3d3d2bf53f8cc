import {html, nothing, type TemplateResult} from 'lit';
import {PROMPT_WORDS_MAX, faultOfWords, leavesOutKey, tidyWords, wordsLength} from '../../domain/prompt-words.ts';
import {promptKey} from '../../services/ports.ts';
import {SettingEditRequestEvent} from '../admin-view/admin-view.events.ts';
import {settingProblem, typedOf} from '../admin-view/setting-parts.ts';
import {icon} from '../icons/icons.ts';
import type {PromptWords} from '../strings/english-prompts.ts';
import {type PromptSide, type Typed, placeName} from './prompt-context.ts';
import {promptButtons} from './prompt-buttons.ts';
import {listeningMessage, workMessage} from './prompt-messages.ts';

/** One language of a prompt: its words, where its sound comes from, and what can be done with it. */
export function promptSide(side: PromptSide): TemplateResult<1> {
  const {prompt, words, edits, ask} = side;
  const key = promptKey(prompt);
  const id = `${prompt.name}-${prompt.language}`;
  const place = placeName(side);
  const typed = typedIn(side);
  const inField = typedOf(edits, key, prompt.words);
  const length = wordsLength(typed.tidy);
  return html`<div class="side" role="group" aria-label=${place}>
    <div class="top">
      <label for="words-${id}">${words.languages[prompt.language]}</label>
      <span class="origin">${words.origins[prompt.origin]} · ${words.length(prompt.lengthMs / 1_000)}</span>
    </div>
    <textarea
      id="words-${id}"
      class="field"
      rows="2"
      lang=${prompt.language}
      dir="auto"
      aria-label=${words.wordsOf(place)}
      aria-invalid=${typed.fault === null ? nothing : 'true'}
      aria-describedby="count-${id} said-${id}"
      .value=${inField}
      @input=${({target}: Event) => target instanceof HTMLTextAreaElement && ask(new SettingEditRequestEvent(key, target.value))}
    ></textarea>
    <div class="under hint">
      <span>${prompt.origin === 'uploaded' && typed.tidy === '' ? words.recorded : nothing}</span>
      <span id="count-${id}" class="count ${length > PROMPT_WORDS_MAX ? 'over' : ''}"
        ><bdi>${words.count(length, PROMPT_WORDS_MAX)}</bdi></span
      >
    </div>
    <div id="said-${id}" class="faults" role="status">
      ${typed.fault === null ? nothing : html`<p class="message problem">${icon('alert')}<span>${typed.fault}</span></p>`}
      ${
        leavesOutKey(prompt.name, prompt.language, typed.tidy)
          ? html`<p class="reminder">${icon('note')}<span>${words.keyLeftOut}</span></p>`
          : nothing
      }
    </div>
    <div class="bar">${promptButtons(side, typed)}</div>
    <div class="faults" role="status">
      ${settingProblem({words: side.settingWords, edits, ask}, key)} ${workMessage(side, typed)}
      ${listeningMessage(side)}
    </div>
  </div>`;
}

function typedIn({prompt, edits, words}: PromptSide): Typed {
  const edit = edits.get(promptKey(prompt));
  const tidy = tidyWords(edit?.typed ?? prompt.words);
  return {
    tidy,
    fault: faultIn(tidy, words),
    unsaved: edit !== undefined && tidy !== prompt.words,
    conflict: edit?.status === 'conflict',
  };
}

/** An empty field is no fault: nothing is said but that there is nothing to say. */
function faultIn(tidy: string, words: PromptWords): string | null {
  switch (faultOfWords(tidy)) {
    case 'too-long':
      return words.tooLong(wordsLength(tidy) - PROMPT_WORDS_MAX);
    case 'control':
      return words.control;
    default:
      return null;
  }
}
