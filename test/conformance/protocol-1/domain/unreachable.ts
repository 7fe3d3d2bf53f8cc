/** Ends a switch: the compiler refuses a case that was forgotten, and a value from outside the types fails loudly. */
export function unreachable(value: never): never {
  throw new TypeError(`Unexpected value of kind ${typeof value}`);
}
