import { allActions, audienceOf } from '../../../testing/actions'
import { makeInFlight } from './in-flight'
import { makeCall, type Send } from './make-call'

test('every action of a member or a guide finds its function, so that none stays on the phone', async () => {
  const wanted = allActions().filter((each) => ['member', 'guide'].includes(audienceOf(each)))
  expect(wanted.length).toBeGreaterThan(30)
  const sent: string[] = []
  const send: Send = async (audience) => {
    sent.push(audience)
    return { bug: true, reference: '' }
  }
  const storage = { get: () => undefined, set: () => undefined, remove: () => undefined }
  const inFlight = makeInFlight({
    storage,
    send,
    here: () => () => true,
    now: () => 0,
    wait: async () => undefined,
    randomBytes: async (count) => new Uint8Array(count),
    onMoved: () => undefined,
  })
  for (const action of wanted) {
    await makeCall({ send, inFlight })(action, {} as never)
    expect([action.name, sent.pop()]).toEqual([action.name, audienceOf(action)])
  }
})
