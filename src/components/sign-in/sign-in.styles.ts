import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  .screen {
    display: grid;
    gap: 0.6rem;
    justify-items: center;
    max-inline-size: 24rem;
    margin-inline: auto;
    padding: 2.5rem 1.25rem;
    text-align: center;
    text-wrap: balance;
  }

  .badge {
    display: grid;
    place-items: center;
    inline-size: 3.5rem;
    block-size: 3.5rem;
    border-radius: 50%;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-size: 1.25em;
  }

  h2 {
    font-size: 1.3em;
    font-weight: 650;
    letter-spacing: -0.01em;
  }

  .help {
    color: var(--_muted);
  }

  .action {
    margin-block-start: 0.5rem;
  }

  .button {
    min-inline-size: 10rem;
  }
`;

export const signInStyles = [tokens, controls, own];
