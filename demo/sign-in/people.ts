/** The people of the demo. Their subjects stay the same for ever: the hub keeps each one's history under it. */
export type Person = {
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  /** What the chooser says about them. */
  readonly note: string;
  readonly roles: readonly string[];
};

export const PEOPLE: readonly Person[] = [
  {
    subject: '6d2f1c0e-58a4-4a57-9a6b-3f1f0c1d7a01',
    name: 'Anna Kowalska',
    email: 'anna.kowalska@northwind.example',
    note: 'Agent',
    roles: ['agent'],
  },
  {
    subject: '0b7e4f39-91dd-4c58-8f0e-7c2a4e6b5d02',
    name: 'Ben Okafor',
    email: 'ben.okafor@northwind.example',
    note: 'Agent',
    roles: ['agent'],
  },
  {
    subject: 'c3a98e57-2b64-4f1d-b1a9-5d8e3f7c6e03',
    name: 'Chidi Park',
    email: 'chidi.park@northwind.example',
    note: 'Agent',
    roles: ['agent'],
  },
  {
    subject: 'f4b1d2a6-7c35-4e89-a2d4-9e6f8b0a1c04',
    name: 'Sofia Lindqvist',
    email: 'sofia.lindqvist@northwind.example',
    note: 'Supervisor',
    roles: ['supervisor', 'agent'],
  },
  {
    subject: '3d7a5e18-6c29-4f0b-8b5d-7e1c2f4a6b06',
    name: 'Priya Raman',
    email: 'priya.raman@northwind.example',
    note: 'Administrator',
    roles: ['admin'],
  },
  {
    subject: '8e5c7b90-4d1f-4b6a-93c7-1a2b3c4d5e05',
    name: 'Noor Haddad',
    email: 'noor.haddad@northwind.example',
    note: 'Not a member of the contact centre: shows how a refusal looks',
    roles: [],
  },
];

export function findPerson(subject: string): Person | undefined {
  return PEOPLE.find((person) => person.subject === subject);
}
