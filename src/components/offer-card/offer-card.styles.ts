import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.65rem;
    padding: 0.875rem;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.75);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  :host([small]) .card {
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.15rem 0.5rem;
    align-items: center;
    padding: 0.6rem 0.75rem;
  }

  /* Of a size with what it holds, unless it has to stay in sight while the rest scrolls. */
  .head {
    display: contents;
  }

  :host([small]) :is(.top, .link, [part='message'], .message) {
    grid-column: 1 / -1;
  }

  .top {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    justify-content: space-between;
  }

  .kind {
    display: flex;
    gap: 0.45em;
    align-items: center;
    min-inline-size: 0;
    color: var(--_positive);
    font-weight: 650;
  }

  .kind > span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .since {
    margin-inline-start: auto;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .countdown {
    display: inline-flex;
    gap: 0.4em;
    align-items: center;
    color: var(--_muted);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .subject {
    margin-block-start: 0.15rem;
    font-weight: 550;
    overflow-wrap: anywhere;
  }

  .link {
    justify-self: start;
    min-block-size: 1.75rem;
    padding: 0 0.15rem;
    border: 0;
    background: none;
    color: var(--_accent);
    font-weight: 550;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }

  :host(:state(assigning)) .kind {
    color: var(--_muted);
  }

  :host(:state(emergency)) .card {
    border: 2px solid var(--_danger);
    background: var(--_danger-soft);
  }

  :host(:state(emergency)) .kind {
    color: var(--_danger);
  }

  .countdown {
    min-block-size: 1.5em;
  }

  .countdown svg {
    inline-size: 1.5em;
    block-size: 1.5em;
    fill: none;
    stroke-width: 3;
    transform: rotate(-90deg);
  }

  .track {
    stroke: var(--_border);
  }

  .left {
    stroke: var(--_positive);
  }

  .countdown.short {
    color: var(--_danger);
  }

  .short .left {
    stroke: var(--_danger);
  }

  /* A text of any length leaves the buttons and the countdown in view; a button shows all of it. */
  .clamped:not(.whole) {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  dd.clamped:not(.whole) {
    -webkit-line-clamp: 3;
  }

  h3 {
    border-radius: 0.25rem;
    font-size: 1.35em;
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }

  :host([small]) h3 {
    font-size: 1.1em;
  }

  .facts {
    color: var(--_muted);
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }

  .facts > [part='address'] {
    display: inline-block;
    max-inline-size: 100%;
  }

  .variables {
    display: grid;
    gap: 0.2rem;
    padding: 0.5rem 0.65rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }

  .variables > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
  }

  dt {
    flex: 2 1 5.5rem;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  dd {
    flex: 3 1 8rem;
    min-inline-size: 0;
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .buttons > .action {
    flex: 1 1 6.5rem;
  }

  .buttons > .action:last-child {
    flex: 2 1 9rem;
  }

  .buttons .button {
    min-block-size: 2.75rem;
  }

  :host([small]) .buttons {
    flex-wrap: nowrap;
  }

  :host([small]) .buttons > .action,
  :host([small]) .buttons > .action:last-child {
    flex: none;
  }

  :host([small]) .buttons .button {
    min-block-size: 2.25rem;
  }

  /* Very large text: the buttons go below the name. */
  @container (max-width: 17rem) {
    :host([small]) .card {
      grid-template-columns: minmax(0, 1fr);
    }

    :host([small]) .buttons {
      flex-wrap: wrap;
    }
  }

  /* A window as low as a page at 400 %: who it is and the buttons stay in sight, what is between them scrolls. */
  @media (max-height: 24rem) {
    .card {
      gap: 0.4rem;
      padding-block: 0;
    }

    :host([small]) .card {
      padding-block: 0.4rem;
    }

    :host(:not([small])) .head {
      display: grid;
      gap: 0.15rem;
      position: sticky;
      z-index: 1;
      inset-block-start: 0;
      padding-block: 0.5rem 0.15rem;
      background: var(--_raised);
    }

    :host(:not([small])) .buttons {
      position: sticky;
      inset-block-end: 0;
      padding-block: 0.35rem 0.5rem;
      background: var(--_raised);
    }

    :host(:state(emergency)) :is(.head, .buttons) {
      background: var(--_danger-soft);
    }

    h3 {
      font-size: 1.15em;
    }

    .clamped:not(.whole) {
      -webkit-line-clamp: 1;
    }
  }
`;

export const offerCardStyles = [tokens, controls, own];
