/** [PK-210] SQL: whether the agent of a row has no place for calls, and so is never offered one. @param agent the row's name */
export function takesNoCalls(agent: string): string {
  return `((${agent}.capacity->>'voice')::int is not distinct from 0)`;
}
