import type { Ask, Outcome } from '../ask'
import type { Rules } from '../programme/programme'
import type { World } from '../world/world'

export type ActAsk = Extract<Ask, { kind: 'act' }>
/** The answer that an act must have, with what it changes; `outcome` is the answer that it had. */
export type ActRule = (world: World, ask: ActAsk, rules: Rules, outcome: Outcome | null) => Outcome

export const DONE: Outcome = { ok: {} }
export const refuse = (refused: string) => () => ({ refused })
export const done = () => DONE
