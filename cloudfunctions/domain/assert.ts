/** A violated rule of our own code: stops the action, is logged, moves nothing. */
export class AssertionFailure extends Error {
  override name = 'AssertionFailure'
}

export function assert(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new AssertionFailure(promise)
}

/** Asserts a whole number of zero or more that JavaScript can hold exactly. */
export function assertWhole(value: number, what: string): void {
  assert(Number.isSafeInteger(value), `${what} is a safe integer, got ${value}`)
  assert(value >= 0, `${what} is not negative, got ${value}`)
}
