import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: grid;
    gap: 0.5rem;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .box {
    position: relative;
    flex: 1 1 8rem;
  }

  .box > .icon {
    position: absolute;
    inset-block-start: calc(50% - 0.65em);
    inset-inline-start: 0.6rem;
    color: var(--_muted);
    pointer-events: none;
  }

  .field {
    min-block-size: 2.5rem;
    padding-inline: 2.35rem 0.6rem;
    font-variant-numeric: tabular-nums;
  }

  .button {
    min-block-size: 2.5rem;
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
  }
`;

export const dialRowStyles = [tokens, controls, own];
