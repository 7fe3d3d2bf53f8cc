import {css} from 'lit';
import {wholeViewStyles} from '../templates/whole-view.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    min-inline-size: 0;
    container-type: inline-size;
  }

  .figures {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
    padding: 0.5rem 0.75rem 0.75rem;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .bar-line {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }

  .bar-line > .field {
    flex: 0 1 14rem;
    min-inline-size: 0;
  }

  .bar-line > .span {
    flex-basis: 7rem;
  }

  select.field {
    font: inherit;
    color: inherit;
    background: var(--_surface);
  }

  .range {
    flex: 1 1 12rem;
    font-weight: 600;
  }

  .totals {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
    gap: 0.5rem;
    margin: 0;
  }

  .total {
    display: grid;
    gap: 0.1rem;
    align-content: start;
    padding: 0.5rem 0.6rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  .total dt {
    color: var(--_muted);
  }

  .total dd {
    font-size: 1.3em;
    font-weight: 650;
  }

  .total .share {
    color: var(--_muted);
    font-size: 0.75em;
    font-weight: 400;
  }

  .strips {
    position: relative;
    display: grid;
    gap: 0.6rem;
  }

  .strip {
    color: var(--_accent);
  }

  .strip.kept {
    color: var(--_positive);
  }

  .strip.missed,
  .strip.abandoned {
    color: var(--_danger);
  }

  .strip.made,
  .strip.repeated {
    color: var(--_after);
  }

  .group {
    margin-block: 0.25rem 0;
    font-size: 1em;
  }

  .strip-name {
    display: flex;
    gap: 0.5em;
    justify-content: space-between;
    color: var(--_text);
  }

  .sum {
    flex: none;
    font-weight: 650;
  }

  .bars {
    display: block;
    inline-size: 100%;
    block-size: 2.75rem;
    border-block-end: 1px solid var(--_border-strong);
  }

  :host(:dir(rtl)) .bars {
    transform: scaleX(-1);
  }

  .bar {
    fill: currentColor;
  }

  .looked-at {
    fill: var(--_hover);
  }

  .hours {
    position: absolute;
    inset: 0;
    border-radius: var(--_radius);
    cursor: crosshair;
    touch-action: pan-y;
  }

  .axis {
    position: relative;
    block-size: 1.5em;
    margin-block-start: 0.25rem;
    overflow: hidden;
    color: var(--_muted);
    font-size: 0.92em;
  }

  .axis > span {
    position: absolute;
    white-space: nowrap;
  }

  .readout {
    min-block-size: 3em;
  }

  .none {
    display: grid;
    gap: 0.35rem;
    padding: 1.25rem 0.75rem;
    color: var(--_muted);
    text-align: center;
  }

  summary {
    min-block-size: 2.25rem;
    padding-block: 0.4rem;
    cursor: pointer;
    font-weight: 550;
  }

  .scroll {
    max-block-size: 24rem;
    overflow: auto;
    border-block-end: 1px solid var(--_border);
  }

  .scroll:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  table {
    border-collapse: collapse;
    inline-size: 100%;
    overflow-wrap: normal;
  }

  caption {
    padding-block: 0.5rem 0.25rem;
    font-weight: 600;
    text-align: start;
  }

  th,
  td {
    padding: 0.25rem 0.5rem;
    border-block-end: 1px solid var(--_border);
    font-weight: 400;
    text-align: start;
    white-space: nowrap;
  }

  thead th {
    color: var(--_muted);
    font-weight: 600;
  }

  .figure {
    text-align: end;
  }

  @media (forced-colors: active) {
    .bar {
      fill: CanvasText;
    }

    .looked-at {
      fill: Highlight;
    }
  }
`;

export const callbackFiguresStyles = [tokens, controls, wholeViewStyles, own];
