import {css} from 'lit';

/** The field of a number, and the list of who fits what stands in it. */
export const numberBoxStyles = css`
  .box {
    position: relative;
    min-inline-size: 0;
  }

  .box > .icon {
    position: absolute;
    inset-block-start: calc(50% - 0.65em);
    inset-inline-start: 0.6rem;
    color: var(--_muted);
    pointer-events: none;
  }

  /* A number reads from left to right everywhere; its field still begins where the page's lines begin. */
  .box .field {
    min-block-size: 2.5rem;
    padding-inline: 2.35rem 2.5rem;
    font-variant-numeric: tabular-nums;
  }

  .box .field:dir(ltr) {
    text-align: start;
  }

  @container (max-width: 14rem) {
    .box .field {
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

  .option > .icon {
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

  @media (forced-colors: active) {
    .option.active {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
