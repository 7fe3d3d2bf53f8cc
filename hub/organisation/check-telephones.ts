import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import type {Problem} from './organisation-error.ts';
import type {Organisation} from './organisation-schema.ts';
import {telephoneOf} from './telephones.ts';

/** [DT-1] A telephone has a number, which is no other agent's, leads into no queue and reaches no emergency service. */
export function checkTelephones({agents, entryPoints, country}: Organisation): readonly Problem[] {
  const lines = new Set(entryPoints.map(({number}) => number));
  const known = new Set<string>();
  return agents.flatMap((agent, at): readonly Problem[] => {
    if (agent.device !== 'telephone') return [];
    const path = `agents.${at}.number`;
    if (agent.number === null) return [{path, expected: 'the number of the telephone'}];
    const telephone = telephoneOf(agent, country);
    const emergency = matchEmergency(agent.number, country, EMERGENCY_COUNTRIES).kind !== 'none';
    if (telephone === null || emergency) return [{path, expected: 'no emergency number'}];
    if (lines.has(telephone)) return [{path, expected: 'a number that is no entry point’s'}];
    if (known.has(telephone)) return [{path, expected: 'a telephone that is no other agent’s'}];
    known.add(telephone);
    return [];
  });
}
