import {css} from 'lit';

/** The questions of the form, and what was answered. */
export const questionStyles = css`
  .form,
  .body,
  .now,
  .slots,
  .form-field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
    align-content: start;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .form {
    gap: 1.25rem;
  }

  .now {
    gap: 1.25rem;
  }

  .progress {
    color: var(--_muted);
    font-size: 0.925em;
    font-weight: 600;
  }

  .question {
    padding: 0;
    font-size: 1.125em;
    font-weight: 650;
    line-height: 1.3;
  }

  .question:focus-visible,
  .problems:focus-visible {
    border-radius: 0.25rem;
  }

  legend.question {
    margin-block-end: 0.5rem;
  }

  .optional {
    font-weight: 400;
    font-size: 0.85em;
  }

  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.35rem;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .part > :is(span, label, legend) {
    padding: 0;
    font-weight: 600;
  }

  legend {
    margin-block-end: 0.35rem;
  }

  :is(input, select, textarea).field {
    inline-size: 100%;
    min-block-size: 3rem;
    padding-inline: 0.75rem;
    font: inherit;
  }

  textarea.field {
    padding-block: 0.6rem;
    resize: vertical;
  }

  .field.large {
    font-size: 1.125em;
    font-variant-numeric: tabular-nums;
  }

  .field[aria-invalid='true'] {
    border-color: var(--_danger);
    outline-color: var(--_danger);
  }

  .called {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .choice {
    display: flex;
    gap: min(0.75em, 3cqi);
    align-items: start;
    min-block-size: 3rem;
    padding: 0.7rem min(0.9rem, 3cqi);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    cursor: pointer;
  }

  .choice > .grow {
    display: grid;
    gap: 0.15rem;
    font-weight: 600;
  }

  .choice .help {
    font-weight: 400;
  }

  .choice > input {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin: 0.1rem 0 0;
    accent-color: var(--_accent);
  }

  .choice:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }

  .times {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(6.5rem, 100%), 1fr));
    gap: 0.5rem;
  }

  .time {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: 2.75rem;
    padding: 0.35rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    font-variant-numeric: tabular-nums;
    text-align: center;
    cursor: pointer;
  }

  .time > input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: inherit;
  }

  .time:hover,
  .choice:hover {
    border-color: var(--_accent);
  }

  .time:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 650;
  }

  .time:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  [aria-busy='true'] .times {
    opacity: 0.55;
  }

  .zone {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
  }

  .link {
    min-block-size: 2.75rem;
    padding: 0;
    border: 0;
    border-radius: 0.25rem;
    background: none;
    color: var(--_accent);
    font-weight: 600;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }

  .link:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 0;
  }

  .note {
    display: flex;
    gap: 0.6em;
    align-items: start;
    padding: 0.7rem 0.9rem;
    border-radius: var(--_radius);
    background: var(--_neutral-soft);
  }

  .note > .icon,
  .fault > .icon,
  .problems .icon {
    margin-block-start: 0.1em;
  }

  .fault {
    display: flex;
    gap: 0.4em;
    align-items: start;
    color: var(--_danger);
    font-weight: 600;
  }

  .problems {
    display: grid;
    gap: 0.25rem;
    padding: 0.75rem 1rem;
    border: 2px solid var(--_danger);
    border-radius: var(--_radius);
  }

  .problems > p {
    display: flex;
    gap: 0.5em;
    color: var(--_danger);
  }

  .problems .link {
    color: var(--_danger);
  }

  @media (forced-colors: active) {
    .choice:has(:checked),
    .time:has(:checked) {
      border: 3px solid Highlight;
    }
  }
`;
