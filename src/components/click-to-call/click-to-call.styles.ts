import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    max-inline-size: var(--cordboard-click-to-call-width, 24rem);
    --_size: var(--cordboard-font-size, 1rem);
  }

  .card {
    display: grid;
    gap: 0.75rem;
    padding: 1rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }

  .card.plain {
    padding: 0;
    border-color: transparent;
    background: transparent;
  }

  /* A customer's thumb, on a phone, in the street. */
  .button {
    min-block-size: 3rem;
    padding-inline: 1.1rem;
  }

  .action {
    flex: 1 1 8rem;
  }

  .call .button {
    inline-size: 100%;
  }

  .title {
    display: flex;
    gap: 0.6em;
    align-items: start;
    font-size: 1.1em;
    font-weight: 650;
    line-height: 1.3;
  }

  .title > .icon {
    margin-block-start: 0.05em;
    color: var(--_accent);
  }

  .title > .grow {
    flex: 1;
    min-inline-size: 0;
  }

  .title > time {
    font-variant-numeric: tabular-nums;
    font-weight: 500;
  }

  .positive .title > .icon {
    color: var(--_positive);
  }

  .warning .title > .icon {
    color: var(--_warning);
  }

  .help {
    color: var(--_muted);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .level {
    display: grid;
    gap: 0.35rem;
    color: var(--_muted);
    font-size: 0.92em;
  }

  .level progress {
    inline-size: 100%;
    block-size: 0.5rem;
    border: 0;
    border-radius: 1rem;
    background: var(--_neutral-soft);
    overflow: hidden;
    appearance: none;
  }

  .level progress::-webkit-progress-bar {
    background: var(--_neutral-soft);
  }

  .level progress::-webkit-progress-value {
    border-radius: 1rem;
    background: var(--_positive);
  }

  .level progress::-moz-progress-bar {
    border-radius: 1rem;
    background: var(--_positive);
  }

  @media (forced-colors: active) {
    .level progress {
      border: 1px solid CanvasText;
    }
  }
`;

export const clickToCallStyles = [tokens, controls, own];
