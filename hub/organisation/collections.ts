import type {Organisation} from './organisation-schema.ts';

/** An item of a collection, with what it is called by. */
export type Keyed = {readonly key: string; readonly item: object};

export type CollectionName = Exclude<
  {[name in keyof Organisation]: Organisation[name] extends readonly object[] ? name : never}[keyof Organisation],
  undefined
>;

const ITEMS: {readonly [name in CollectionName]: (organisation: Organisation) => readonly Keyed[]} = {
  numbers: ({numbers}) => keyed(numbers, ({number}) => number),
  hours: ({hours}) => keyed(hours, ({id}) => id),
  teams: ({teams}) => keyed(teams, ({id}) => id),
  skills: ({skills}) => keyed(skills, ({id}) => id),
  variables: ({variables}) => keyed(variables, ({name}) => name),
  outboundProfiles: ({outboundProfiles}) => keyed(outboundProfiles, ({id}) => id),
  agents: ({agents}) => keyed(agents, ({id}) => id),
  queues: ({queues}) => keyed(queues, ({id}) => id),
  flows: ({flows}) => keyed(flows, ({id}) => id),
  entryPoints: ({entryPoints}) => keyed(entryPoints, ({id}) => id),
  sites: ({sites}) => keyed(sites, ({id}) => id),
  wrapUpReasons: ({wrapUpReasons}) => keyed(wrapUpReasons, ({id}) => id),
  presences: ({presences}) => keyed(presences, ({base, reason}) => (reason === null ? base : `${base}.${reason}`)),
  addressBook: ({addressBook}) => keyed(addressBook, ({id}) => id),
};

export const COLLECTIONS: readonly CollectionName[] = [
  'numbers',
  'hours',
  'teams',
  'skills',
  'variables',
  'outboundProfiles',
  'agents',
  'queues',
  'flows',
  'entryPoints',
  'sites',
  'wrapUpReasons',
  'presences',
  'addressBook',
];

/** What there is once. */
export const SETTINGS = [
  'name',
  'country',
  'dataProtection',
  'voicemail',
  'callerNumber',
  'timings',
  'limits',
  'emergency',
  'callbacks',
  'contacts',
] as const;

export function isCollection(name: string): name is CollectionName {
  return COLLECTIONS.some((each) => each === name);
}

/** The items of a collection in their order. */
export function itemsOf(organisation: Organisation, collection: CollectionName): readonly Keyed[] {
  return ITEMS[collection](organisation);
}

function keyed<T extends object>(items: readonly T[], keyOf: (item: T) => string): readonly Keyed[] {
  return items.map((item) => ({key: keyOf(item), item}));
}
