import {css} from 'lit';

/** Buttons and inputs. A button is at least 2.25rem high (36 px), the one that matters most 2.75rem. */
export const controls = css`
  button,
  input,
  textarea {
    font: inherit;
    color: inherit;
    margin: 0;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    min-block-size: 2.25rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
    font-weight: 550;
    line-height: 1.2;
    cursor: pointer;
    touch-action: manipulation;
  }

  /* Only for the pointer: what changes by itself is there at once. */
  .button:hover {
    transition: background-color 0.1s;
    background: var(--_hover);
  }

  .button:active {
    background: var(--_border);
  }

  :is(.button, input, select, textarea, [role^='menuitem'], summary, [tabindex]):focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .button.primary {
    min-block-size: 2.75rem;
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .button.answer {
    min-block-size: 2.75rem;
    border-color: transparent;
    background: var(--_positive);
    color: var(--_on-positive);
    font-weight: 650;
  }

  .button.end {
    border-color: transparent;
    background: var(--_danger);
    color: var(--_on-danger);
  }

  .button:is(.primary, .answer, .end):hover {
    filter: brightness(1.08);
  }

  .button.quiet {
    border-color: transparent;
    background: transparent;
  }

  .button.quiet:hover {
    background: var(--_hover);
  }

  .button.pressed {
    border-color: var(--_warning);
    background: var(--_warning-soft);
    color: var(--_warning);
  }

  /* What it opens is open below. */
  .button.open {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  .button[aria-disabled='true'] {
    border-color: color-mix(in srgb, var(--_border-strong) 45%, var(--_border));
    background: var(--_neutral-soft);
    color: var(--_muted);
    cursor: not-allowed;
    filter: none;
  }

  .button[aria-busy='true'] {
    cursor: progress;
  }

  .button.icon-only {
    inline-size: 2.25rem;
    padding: 0;
  }

  .action {
    position: relative;
    display: inline-flex;
  }

  .action > .button {
    flex: 1;
  }

  .why {
    position: absolute;
    z-index: 2;
    inset-block-end: calc(100% + 0.35rem);
    inset-inline-end: 0;
    inline-size: max-content;
    max-inline-size: min(16rem, 80vw);
    padding: 0.35rem 0.6rem;
    border: 1px solid transparent;
    border-radius: 0.375rem;
    background: var(--_text);
    color: var(--_surface);
    font-size: 0.92em;
    font-weight: 400;
    text-align: start;
    visibility: hidden;
  }

  /* The pointer may go over to the reason to read it (WCAG 1.4.13): what lies between belongs to it. */
  .why::after {
    content: '';
    position: absolute;
    inset-block-start: 100%;
    inset-inline: 0;
    block-size: 0.5rem;
  }

  .action[data-below] > .why {
    inset-block: calc(100% + 0.35rem) auto;
  }

  .action[data-below] > .why::after {
    inset-block: auto 100%;
  }

  .action:is(:hover, :focus-within):not([data-dismissed]) > .why {
    visibility: visible;
  }

  .field {
    inline-size: 100%;
    min-block-size: 2.25rem;
    padding: 0.3rem 0.6rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
  }

  .field::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .message {
    display: flex;
    gap: 0.5em;
    align-items: start;
    color: var(--_muted);
  }

  /* Out of the layout while it is empty, yet in the page: a live region has to be there before its text. */
  :is([role='status'], [role='alert']):not(:has(*)) {
    position: absolute;
  }

  .message.problem {
    color: var(--_danger);
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    padding-block: 0.1rem;
    padding-inline: 0.4rem 0.5rem;
    border: 1px solid transparent;
    border-radius: 1rem;
    background: var(--_neutral-soft);
    color: var(--_muted);
    font-size: 0.92em;
    font-weight: 600;
    white-space: nowrap;
  }

  .chip.positive {
    background: var(--_positive-soft);
    color: var(--_positive);
  }

  .chip.accent {
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  .chip.warning {
    background: var(--_warning-soft);
    color: var(--_warning);
  }

  .chip.after {
    background: var(--_after-soft);
    color: var(--_after);
  }

  @media (forced-colors: active) {
    .button:is(.pressed, .open),
    .chip {
      border-color: CanvasText;
    }

    .button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }

    .button:is(.primary, .answer, .end):not([aria-disabled='true']) {
      border: 2px solid ButtonText;
    }
  }
`;
