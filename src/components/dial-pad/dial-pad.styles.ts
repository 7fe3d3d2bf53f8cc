import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  /* A telephone's keys stand in the same places in every script. */
  .keys {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.4rem;
    direction: ltr;
  }

  .key {
    display: grid;
    align-content: center;
    justify-items: center;
    min-inline-size: 44px;
    min-block-size: max(2.75rem, 44px);
    padding: 0.15rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
    cursor: pointer;
    touch-action: manipulation;
    user-select: none;
    -webkit-touch-callout: none;
  }

  .key:hover {
    background: var(--_hover);
  }

  .key:is(:active, .down) {
    background: var(--_border);
  }

  .key:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .key[aria-disabled='true'] {
    background: var(--_neutral-soft);
    color: var(--_muted);
    cursor: not-allowed;
  }

  .digit {
    font-size: 1.3em;
    font-weight: 600;
    line-height: 1.1;
  }

  .letters {
    min-block-size: 1.1em;
    color: var(--_muted);
    font-size: 0.75em;
    line-height: 1.1;
    word-spacing: -0.1em;
  }

  @media (forced-colors: active) {
    .key[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;

export const dialPadStyles = [tokens, controls, own];
