import { makeInFlight } from '@/cloud/in-flight'
import { makeCall } from '@/cloud/make-call'

/** For tests: the real call, over a connection that gives these answers in order. */
export function answering(...answers: unknown[]) {
  const asked: { action: string; input: unknown }[] = []
  const kept = new Map<string, unknown>()
  const keep = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: unknown) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
  }
  let made = 0
  const randomBytes = async (count: number) => new Uint8Array(count).fill((made += 1))
  const send = async (_audience: string, envelope: { action: string; input: unknown }) => {
    asked.push(envelope)
    if (answers.length === 0) throw new Error(`${envelope.action} was not expected`)
    return answers.shift()
  }
  const inFlight = makeInFlight({
    storage: keep,
    randomBytes,
    send,
    here: () => () => true,
    now: () => 0,
    wait: async () => undefined,
    onMoved: () => undefined,
  })
  return { call: makeCall({ send, inFlight }), asked }
}
