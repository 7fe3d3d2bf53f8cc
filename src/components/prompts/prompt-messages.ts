import {html, nothing, type TemplateResult} from 'lit';
import {type PromptProblem, promptKey} from '../../services/ports.ts';
import {icon} from '../icons/icons.ts';
import type {PromptWords} from '../strings/english-prompts.ts';
import type {PromptSide, Typed} from './prompt-context.ts';

type Message = TemplateResult<1> | typeof nothing;

/** How the last change went, or that something is typed and not spoken yet. */
export function workMessage({work, words}: PromptSide, typed: Typed): Message {
  if (work?.status === 'doing') return chip('accent', 'spinner', words.doing[work.deed]);
  const failed = work?.status === 'failed' ? problemMessage(work.problem, words) : nothing;
  const unsaved = typed.unsaved ? chip('warning', 'note', words.unsaved) : nothing;
  if (failed !== nothing) return html`${failed} ${unsaved}`;
  if (unsaved !== nothing) return unsaved;
  return work?.status === 'done' ? chip('positive', 'check', words.done[work.deed]) : nothing;
}

/** Ours first, then the hub's own words, which say what exactly is wrong with it. */
function problemMessage(problem: PromptProblem, words: PromptWords): TemplateResult<1> {
  if (problem.kind === 'failed') return message(html`${problem.error.message}`);
  const {code, detail} = problem.refusal;
  return message(html`${words.refused[code]} ${detail === null ? nothing : html`<span lang="en">${detail}</span>`}`);
}

export function listeningMessage({listening, prompt, words}: PromptSide): Message {
  if (listening.status !== 'failed' || listening.key !== promptKey(prompt)) return nothing;
  const {code, message: said} = listening.error;
  return message(html`${code === 'media-failed' ? words.unplayable : said}`);
}

function message(text: TemplateResult<1>): TemplateResult<1> {
  return html`<p class="message problem">${icon('alert')}<span>${text}</span></p>`;
}

function chip(
  tone: 'accent' | 'positive' | 'warning',
  symbol: 'spinner' | 'check' | 'note',
  text: string,
): TemplateResult<1> {
  return html`<p><span class="chip ${tone}">${icon(symbol)}${text}</span></p>`;
}
