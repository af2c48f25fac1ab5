import { makeCall } from '@/cloud/make-call'
import { makeRequestIds } from '@/cloud/request-id'

/** For tests: the real call over a wire that gives these answers in order. */
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
  const call = makeCall(
    async (_audience, envelope) => {
      asked.push(envelope)
      if (answers.length === 0) throw new Error(`${envelope.action} was not expected`)
      return answers.shift()
    },
    makeRequestIds(keep, randomBytes),
  )
  return { call, asked }
}
