import type { Action, InputOf } from '@contracts/action'

export type Audience = 'member' | 'guide' | 'staff'

/** What a page passes on: the input without the request id, which the call adds by itself. */
export type Asked<A extends Action> = Omit<InputOf<A>, 'requestId'>
