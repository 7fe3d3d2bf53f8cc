import {css} from 'lit';

export const answerProblemStyles = css`
  .answer-problem {
    display: flex;
    gap: 0.5rem;
    align-items: start;
    justify-content: space-between;
    padding-block: 0.4rem;
    padding-inline: 0.75rem 0.4rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .answer-problem > div {
    min-inline-size: 0;
    padding-block: 0.35rem;
  }

  .answer-problem .reasons {
    margin-block-start: 0.25rem;
    padding-inline-start: 1.75em;
    overflow-wrap: anywhere;
  }
`;
