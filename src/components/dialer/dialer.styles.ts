import {css} from 'lit';
import {numberBoxStyles} from './number-box.styles.ts';
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

  /* What it looks like says whom it calls: never half of both. */
  .call .button {
    min-block-size: 2.5rem;
    transition: none;
  }

  .open .call .button {
    min-block-size: 2.75rem;
  }

  /* Two lines of an alarm are read sooner than one that is cut. */
  .dialer:not(.open) > .call.emergency {
    grid-column: 1 / -1;
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

  .recent > .icon {
    color: var(--_muted);
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

  .alarm.ready {
    border-color: var(--_danger);
    background: var(--_surface);
    color: var(--_text);
    font-size: 1em;
  }

  .alarm.ready > .icon {
    color: var(--_danger);
  }

  .alarm-choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .alarm-choices > * {
    flex: 1 1 9rem;
    display: grid;
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

export const dialerStyles = [tokens, controls, numberBoxStyles, own];
