import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .readiness {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
    padding: var(--_gap);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sunken);
    color: var(--_text);
    overflow-wrap: anywhere;
  }

  .head {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    justify-content: space-between;
  }

  h2 {
    font-size: 1.1em;
    font-weight: 650;
  }

  h3 {
    font-size: 1em;
    font-weight: 650;
  }

  .loud {
    display: flex;
    gap: 0.6rem;
    align-items: start;
    padding: 0.6rem 0.75rem;
    border: 2px solid var(--_after);
    border-radius: var(--_radius);
    background: var(--_after-soft);
    font-weight: 600;
  }

  .loud.impossible {
    border-color: var(--_danger);
    background: var(--_danger);
    color: var(--_on-danger);
    font-size: 1.1em;
  }

  .items {
    display: grid;
    gap: 0.25rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .item {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.1rem 0.6rem;
    align-items: start;
    padding: 0.5rem 0.6rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  .item > .icon {
    margin-block-start: 0.15rem;
    color: var(--_muted);
  }

  .positive > .icon {
    color: var(--_positive);
  }

  .warning > .icon {
    color: var(--_warning);
  }

  .after > .icon {
    color: var(--_after);
  }

  .item-head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.6rem;
    align-items: baseline;
    justify-content: space-between;
  }

  .item-name {
    font-weight: 600;
  }

  .state,
  .by,
  .help {
    color: var(--_muted);
    font-size: 0.95em;
  }

  .by {
    font-weight: 600;
  }

  .warning .state {
    color: var(--_warning);
    font-weight: 600;
  }

  .item .row {
    margin-block-start: 0.35rem;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }

  .where {
    display: grid;
    gap: 0.4rem;
    padding: 0.6rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  .address {
    font-weight: 600;
  }

  .question {
    display: flex;
    gap: 0.5em;
    color: var(--_warning);
    font-weight: 600;
  }

  .form {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.5rem;
  }

  .form > * {
    grid-column: 1 / -1;
  }

  .form > :is(.postcode, .town) {
    grid-column: auto;
  }

  .form-field {
    display: grid;
    gap: 0.2rem;
    align-content: start;
  }

  label {
    font-weight: 600;
  }

  :is(input, select).field {
    font: inherit;
  }

  :is(input, select).field:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  [aria-invalid='true'] {
    border-color: var(--_danger);
  }

  .fault {
    display: flex;
    gap: 0.4em;
    color: var(--_danger);
    font-size: 0.95em;
  }

  .fault.warned {
    color: var(--_warning);
    font-weight: 600;
  }

  @container (min-width: 40rem) {
    .readiness {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      align-items: start;
    }

    .readiness > :is(.head, .loud, .help) {
      grid-column: 1 / -1;
    }
  }
`;

export const emergencyReadinessStyles = [tokens, controls, own];
