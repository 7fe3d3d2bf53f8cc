/** Skill → the lowest level of it that will do (of a contact, a queue, an entry point), or the level somebody has. */
export type SkillNeeds = Readonly<Record<string, number>>;

/** What a queue and an entry point ask for together: of one skill the higher level counts. */
export function mergeNeeds(...all: readonly SkillNeeds[]): SkillNeeds {
  const merged = new Map<string, number>();
  for (const [skill, level] of all.flatMap((needs) => Object.entries(needs)))
    merged.set(skill, Math.max(level, merged.get(skill) ?? level));
  return Object.fromEntries(merged);
}

/** The needs as one word, the same for the same needs in whatever order: contacts with one word wait in one line. */
export function skillKey(needs: SkillNeeds): string {
  return Object.entries(needs)
    .map(([skill, level]) => `${skill}:${level}`)
    .toSorted()
    .join(' ');
}

/** Whether somebody with these levels may serve what asks for these skills. A skill they do not have is never enough. */
export function meetsNeeds(levels: SkillNeeds, needs: SkillNeeds): boolean {
  return Object.entries(needs).every(([skill, level]) => Object.hasOwn(levels, skill) && (levels[skill] ?? 0) >= level);
}
