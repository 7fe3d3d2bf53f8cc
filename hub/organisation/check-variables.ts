import {POPOVER_VARIABLES_MAX, POPOVER_VARIABLES_MIN} from '../../src/domain/popover-variables.ts';
import {isOfType} from '../../src/domain/variable-types.ts';
import type {Problem} from './organisation-error.ts';
import type {Organisation, UsedVariable} from './organisation-schema.ts';
import {type Surface, resolveVariable} from './variables.ts';

/**
 * [PO-18] [PO-25] Three to six variables in the popover of a voice entry point and of an outbound profile; [PO-19]
 * [PO-26] none of them secure. Digital contacts have up to six.
 */
export function checkVariables(organisation: Organisation): readonly Problem[] {
  const {variables, entryPoints, outboundProfiles} = organisation;
  return [
    ...variables.flatMap((each, at): readonly Problem[] => {
      const shown = each.popoverPlace !== null || each.outdialPlace !== null;
      return [
        ...(each.secure && shown ? [{path: `variables.${at}`, expected: NOT_SECURE}] : []),
        ...typed(each, `variables.${at}.value`),
      ];
    }),
    ...entryPoints.flatMap(({channel, variables: used}, at) =>
      checkUsed(organisation, used, 'popoverPlace', {
        path: `entryPoints.${at}.variables`,
        fewest: channel === 'voice' ? POPOVER_VARIABLES_MIN : 0,
      }),
    ),
    ...outboundProfiles.flatMap(({variables: used}, at) =>
      checkUsed(organisation, used, 'outdialPlace', {
        path: `outboundProfiles.${at}.variables`,
        fewest: POPOVER_VARIABLES_MIN,
      }),
    ),
  ];
}

const PLACE = {popoverPlace: 'a popoverPlace', outdialPlace: 'an outdialPlace'};
const NOT_SECURE = 'no place in a popover on a secure variable';

function checkUsed(
  organisation: Organisation,
  used: readonly UsedVariable[],
  surface: Surface,
  {path, fewest}: {readonly path: string; readonly fewest: number},
): readonly Problem[] {
  const unknown = used.flatMap(({name, label}, at): readonly Problem[] =>
    label !== undefined || organisation.variables.some((each) => each.name === name)
      ? []
      : [{path: `${path}.${at}.label`, expected: 'a label, or the name of one of the variables'}],
  );
  const resolved = used.map((each) => resolveVariable(organisation, each, surface));
  const shown = resolved.filter((each) => each.popoverPlace !== null);
  const names = new Set(resolved.map(({name}) => name));
  return [
    ...unknown,
    ...(shown.length < fewest ? [{path, expected: `at least ${fewest} variables with ${PLACE[surface]}`}] : []),
    ...(shown.length > POPOVER_VARIABLES_MAX
      ? [{path, expected: `at most ${POPOVER_VARIABLES_MAX} variables with ${PLACE[surface]}`}]
      : []),
    ...(shown.some(({secure}) => secure) ? [{path, expected: NOT_SECURE}] : []),
    ...(names.size === resolved.length ? [] : [{path, expected: 'each variable name once'}]),
    ...resolved.flatMap((each, at) => typed(each, `${path}.${at}.value`)),
  ];
}

function typed(
  {type, value}: {readonly type: Parameters<typeof isOfType>[0]; readonly value: string | null},
  path: string,
): readonly Problem[] {
  return value === null || isOfType(type, value) ? [] : [{path, expected: `a value of the type ${type}`}];
}
