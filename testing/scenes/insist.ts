import type { Action, InputOf, Reply } from '../../cloudfunctions/contracts/action'
import type { Asker } from '../brand-cloud'

const TRIES = 6

/** Asks like the phone: on an outage, as on a busy machine, it sends the same again. */
export async function insist<A extends Action>(
  who: Asker,
  action: A,
  input: InputOf<A>,
): Promise<Reply<A>> {
  let reply = await who.ask(action, input)
  for (let i = 1; i < TRIES && 'unavailable' in reply; i++) reply = await who.ask(action, input)
  return reply
}
