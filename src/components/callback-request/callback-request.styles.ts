import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';
import {answersStyles} from './answers.styles.ts';
import {questionStyles} from './question.styles.ts';

const own = css`
  :host {
    display: block;
    max-inline-size: var(--cordboard-callback-request-width, 44rem);
    container-type: inline-size;
    --_size: var(--cordboard-font-size, 1rem);
  }

  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
    padding: min(5cqi, 1.75rem);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }

  /* A customer's thumb, on a phone, in the street. */
  .button {
    min-block-size: 3rem;
    padding-inline: 1.25rem;
  }

  .heading,
  .title {
    font-size: 1.25em;
    font-weight: 650;
    line-height: 1.3;
    text-wrap: balance;
  }

  .title {
    display: flex;
    gap: 0.6em;
    align-items: start;
  }

  .title > .icon {
    margin-block-start: 0.05em;
    color: var(--_accent);
  }

  .grow {
    flex: 1;
    min-inline-size: 0;
  }

  .positive .title > .icon {
    color: var(--_positive);
  }

  .warning .title > .icon {
    color: var(--_warning);
  }

  [role='status']:has(.title) {
    display: grid;
    gap: 0.5rem;
  }

  .help {
    color: var(--_muted);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
  }

  .keep {
    display: grid;
    gap: 0.25rem;
    justify-items: start;
  }

  a {
    display: inline-flex;
    gap: 0.35em;
    align-items: center;
    min-block-size: 2.75rem;
    color: var(--_accent);
    font-weight: 600;
    border-radius: var(--_radius);
  }

  a:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .doubt {
    display: grid;
    gap: 0.75rem;
    padding: 1rem;
    border: 2px solid var(--_warning);
    border-radius: var(--_radius);
  }

  .trouble {
    display: flex;
    gap: 0.6em;
    align-items: start;
    padding: 0.75rem 1rem;
    border: 1px solid var(--_warning);
    border-radius: var(--_radius);
    background: var(--_warning-soft);
    color: var(--_text);
  }

  .trouble > .icon {
    margin-block-start: 0.1em;
    color: var(--_warning);
  }
`;

export const callbackRequestStyles = [tokens, controls, own, questionStyles, answersStyles];
