import type { Answered, Outcome } from '../ask'

/** An answer that the model does not foretell, and that is right nevertheless. */
interface Forgiveness {
  /** The reason; the table of a run counts how often it held. */
  why: string
  fits(call: Answered, actual: Outcome): boolean
}

const FORGIVEN: readonly Forgiveness[] = [
  {
    why: 'a phone code works once, so after a cut call WeChat refuses it',
    fits: ({ ask, faults }, actual) =>
      ask.kind === 'act' &&
      (ask.act === 'phone.change' || ask.act === 'join.join') &&
      faults.length > 0 &&
      'refused' in actual &&
      actual.refused === 'PHONE_CODE_INVALID',
  },
]

/** Why this answer is right, though another one was expected; null if there is no reason. */
export function forgivenIn(call: Answered, actual: Outcome): string | null {
  return FORGIVEN.find(({ fits }) => fits(call, actual))?.why ?? null
}
