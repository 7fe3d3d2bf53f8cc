import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .dialer {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.5rem;
  }

  .dialer > * {
    grid-column: 1 / -1;
  }

  .box {
    position: relative;
    min-inline-size: 0;
  }

  .dialer:not(.open) > .box {
    grid-column: 1;
  }

  .dialer:not(.open) > .call {
    grid-column: 2;
  }

  /* Under the keys, where the thumb is; for the keyboard it still comes right after the number. */
  .open > .call {
    order: 1;
  }

  .call {
    display: grid;
  }

  .box > .icon {
    position: absolute;
    inset-block-start: calc(50% - 0.65em);
    inset-inline-start: 0.6rem;
    color: var(--_muted);
    pointer-events: none;
  }

  /* A number reads from left to right everywhere; its field still begins where the page's lines begin. */
  .field {
    min-block-size: 2.5rem;
    padding-inline: 2.35rem 2.5rem;
    font-variant-numeric: tabular-nums;
  }

  .field:dir(ltr) {
    text-align: start;
  }

  @container (max-width: 14rem) {
    .field {
      padding-inline-start: 0.6rem;
    }

    .box > .icon {
      display: none;
    }
  }

  .clear {
    position: absolute;
    inset-block: 0.125rem;
    inset-inline-end: 0.125rem;
  }

  /* What it looks like says whom it calls: never half of both. */
  .call .button {
    min-block-size: 2.5rem;
    transition: none;
  }

  .open .call .button {
    min-block-size: 2.75rem;
  }

  .call .button > span {
    overflow-wrap: anywhere;
  }

  .under {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
    color: var(--_muted);
    font-size: 0.92em;
  }

  .under > .views {
    display: flex;
    gap: 0.25rem;
    margin-inline-start: auto;
  }

  .facts-line {
    flex: 1 1 9rem;
    min-inline-size: 0;
  }

  .country {
    max-inline-size: 100%;
    min-block-size: 1.75rem;
    padding: 0;
    border: 0;
    border-radius: 0.25rem;
    background: transparent;
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
    cursor: pointer;
  }

  .country:hover {
    color: var(--_text);
  }

  .country option {
    background: var(--_surface);
    color: var(--_text);
  }

  .country:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .from {
    overflow-wrap: anywhere;
  }

  .popup {
    position: absolute;
    z-index: 3;
    inset-block-start: calc(100% + 0.25rem);
    inset-inline-start: 0;
    inline-size: 100cqi;
    overflow: auto;
    max-block-size: 17rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .option {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 0.6rem;
    align-items: center;
    min-block-size: 2.75rem;
    padding: 0.3rem 0.6rem;
    cursor: pointer;
  }

  .option:is(:hover, .active) {
    background: var(--_accent-soft);
  }

  .option.active {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  .option > .icon,
  .recent > .icon {
    color: var(--_muted);
  }

  .name {
    overflow: hidden;
    font-weight: 550;
    /* A name is cut at its own end, and stands where the page's lines begin. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .facts {
    color: var(--_muted);
    font-size: 0.92em;
    overflow-wrap: anywhere;
  }

  .nothing {
    padding: 0.6rem;
    color: var(--_muted);
  }

  .nothing > p {
    margin-block-end: 0.5rem;
  }

  .recents {
    overflow: auto;
    max-block-size: 18rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .recent {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0 0.6rem;
    align-items: center;
    padding: 0.35rem 0.4rem 0.35rem 0.6rem;
  }

  .recent:not(:last-child) {
    border-block-end: 1px solid var(--_border);
  }

  .recent.missed > .icon {
    color: var(--_danger);
  }

  .tones {
    display: flex;
    gap: 0.4rem;
    align-items: center;
    min-block-size: 1.75rem;
    color: var(--_muted);
    font-size: 0.92em;
  }

  .alarm {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.9rem;
    align-items: center;
    padding: var(--_gap);
    border: 2px solid var(--_danger);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_danger);
    color: var(--_on-danger);
    font-size: 1.1em;
  }

  .alarm > div {
    flex: 1 1 10rem;
  }

  .alarm-title {
    font-weight: 700;
  }

  .local {
    font-size: 2.5em;
    font-weight: 750;
    line-height: 1.1;
    font-variant-numeric: tabular-nums;
  }

  @media (forced-colors: active) {
    .alarm {
      border: 3px solid CanvasText;
    }

    .option.active {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;

export const dialerStyles = [tokens, controls, own];
