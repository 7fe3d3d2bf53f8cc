import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    align-items: center;
  }

  .anchor {
    position: relative;
  }

  .grow {
    flex: 1 1 0;
    min-inline-size: min-content;
    max-inline-size: 100%;
  }

  .presence {
    max-inline-size: 100%;
    padding-inline: 0.5rem;
    justify-content: start;
    font-weight: 650;
  }

  .words {
    overflow-wrap: break-word;
    text-align: start;
  }

  .then {
    display: block;
    color: var(--_muted);
    font-size: 0.86em;
    font-weight: 400;
  }

  .presence:has(.then) {
    padding-block: 0.05rem;
    line-height: 1.15;
  }

  .presence > .icon:first-child {
    color: var(--_muted);
  }

  .presence.accent > .icon:first-child {
    color: var(--_accent);
  }

  .presence.after > .icon:first-child {
    color: var(--_after);
  }

  .positive,
  .presence.positive > .icon:first-child {
    color: var(--_positive);
  }

  .presence.positive,
  .presence.warning,
  .presence.danger {
    color: var(--_text);
  }

  .warning,
  .presence.warning > .icon:first-child {
    color: var(--_warning);
  }

  .danger,
  .presence.danger > .icon:first-child {
    color: var(--_danger);
  }

  .presence > .icon:last-child {
    color: var(--_muted);
  }

  .bar > :nth-child(2) {
    padding-inline: 0.25rem;
    color: var(--_muted);
  }

  .menu {
    position: absolute;
    z-index: 3;
    inset-block-start: calc(100% + 0.25rem);
    inset-inline-start: 0;
    min-inline-size: 13rem;
    max-block-size: 24rem;
    padding: 0.25rem;
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .menu.end {
    inset-inline: auto 0;
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

  .item-words {
    flex: 1;
  }

  .item[aria-disabled='true'] {
    color: var(--_muted);
    cursor: not-allowed;
  }

  .item-why {
    display: block;
    max-inline-size: 15rem;
    font-size: 0.92em;
  }

  .tone {
    display: flex;
  }

  .who {
    padding: 0.4rem 0.6rem 0.5rem;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .who strong {
    color: var(--_text);
    font-weight: 600;
  }
`;

export const agentBarStyles = [tokens, controls, own];
