import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: inline-block;
  }

  .anchor {
    position: relative;
  }

  .menu {
    position: absolute;
    z-index: 3;
    inset-block-start: calc(100% + 0.25rem);
    inset-inline-end: 0;
    inline-size: max-content;
    min-inline-size: 13rem;
    max-inline-size: min(18rem, 80vw);
    padding: 0.25rem;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .title {
    padding: 0.3rem 0.6rem 0.1rem;
    color: var(--_muted);
    font-size: 0.92em;
  }

  .rule {
    margin-block: 0.25rem;
    border-block-start: 1px solid var(--_border);
  }

  .item {
    display: flex;
    gap: 0.6em;
    align-items: center;
    inline-size: 100%;
    min-block-size: 2.25rem;
    padding: 0.3rem 0.6rem;
    border: 0;
    border-radius: calc(var(--_radius) * 0.75);
    background: none;
    text-align: start;
    cursor: pointer;
  }

  .item:is(:hover, :focus-visible) {
    background: var(--_hover);
  }

  .item:focus-visible {
    outline-offset: -2px;
  }

  .item[aria-disabled='true'] {
    color: var(--_muted);
    cursor: not-allowed;
  }

  .words {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .item-why {
    display: block;
    font-size: 0.92em;
  }

  .tone {
    display: flex;
  }

  .positive {
    color: var(--_positive);
  }

  .warning {
    color: var(--_warning);
  }

  .danger {
    color: var(--_danger);
  }
`;

export const agentActionsStyles = [tokens, controls, own];
