import {css} from 'lit';
import {contactHeadingStyles} from '../templates/contact-heading.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .frame {
    display: grid;
    gap: var(--_gap);
    max-inline-size: 40rem;
  }

  :host([beneath]) .frame {
    padding-block-start: var(--_gap);
    border-block-start: 1px solid var(--_border);
  }

  h3 {
    font-size: 1em;
    font-weight: 650;
    border-radius: 0.25rem;
  }

  summary {
    padding-block: 0.4rem;
    border-radius: 0.25rem;
    color: var(--_muted);
    font-weight: 550;
    cursor: pointer;
  }

  details > .frame {
    padding-block-start: 0.4rem;
  }

  .search {
    position: relative;
  }

  .search > .icon {
    position: absolute;
    inset-block-start: calc(50% - 0.65em);
    inset-inline-start: 0.6rem;
    color: var(--_muted);
    pointer-events: none;
  }

  .search > .field {
    padding-inline-start: 2.25rem;
  }

  .reasons {
    min-inline-size: 0;
    max-block-size: 12.5rem;
    margin: 0;
    padding: 0.25rem;
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .reasons .message {
    padding: 0.5rem;
  }

  .reason {
    display: flex;
    gap: 0.6em;
    align-items: center;
    min-block-size: 2.25rem;
    padding: 0.25rem 0.5rem;
    border-radius: calc(var(--_radius) * 0.75);
    cursor: pointer;
    overflow-wrap: anywhere;
  }

  .reason:hover {
    background: var(--_hover);
  }

  .reason:has(:checked) {
    background: var(--_accent-soft);
    font-weight: 600;
  }

  .reason input {
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
    accent-color: var(--_accent);
  }

  .optional {
    color: var(--_muted);
    font-size: 0.92em;
    font-weight: 400;
  }

  .reason:has(:checked) .optional {
    color: var(--_text);
  }

  .reason .optional {
    margin-inline-start: auto;
  }

  .footer {
    display: grid;
    gap: 0.5rem;
    padding-block: 0.6rem;
    border-block-start: 1px solid var(--_border);
    background: var(--_surface);
  }

  /* Not with very large text, where it would cover what it belongs to. */
  @container (min-width: 18rem) {
    :host(:not([beneath])) .footer {
      position: sticky;
      inset-block-end: 0;
    }

    /* What gets the focus is scrolled to above the footer, not beneath it. */
    .frame :is(input, textarea) {
      scroll-margin-block-end: 9rem;
    }
  }

  .note {
    display: grid;
    gap: 0.3rem;
    font-weight: 550;
  }

  .note .field {
    resize: vertical;
    font-weight: 400;
  }

  .suggestion {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
    padding: 0.5rem 0.65rem;
    border-radius: var(--_radius);
    background: var(--_after-soft);
  }

  .suggestion:not(:last-child) {
    margin-block-end: 0.25rem;
  }

  .suggestion > div {
    flex: 1 1 9rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .suggested-note {
    white-space: pre-line;
  }

  .suggested-by {
    color: var(--_after);
    font-size: 0.92em;
  }

  .suggested {
    font-weight: 600;
  }

  .time {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 0.5em;
    align-items: center;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .time > p {
    flex: 1 1 8rem;
  }

  .time.short {
    color: var(--_warning);
    font-weight: 600;
  }

  .time .button {
    color: var(--_text);
  }
`;

export const wrapUpStyles = [tokens, controls, contactHeadingStyles, own];
