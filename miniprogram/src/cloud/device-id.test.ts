import { makeDeviceId } from './device-id'

function phone() {
  const saved = new Map<string, unknown>()
  let made = 0
  const keep = {
    get: (key: string) => saved.get(key) ?? '',
    set: (key: string, value: unknown) => void saved.set(key, value),
    remove: (key: string) => void saved.delete(key),
  }
  const draw = async (count: number) => new Uint8Array(count).fill((made += 1))
  return { keep, draw }
}

test('O8: a phone names itself once, also when it is asked twice at once and after a restart', async () => {
  const { keep, draw } = phone()
  const first = makeDeviceId(keep, draw)
  const [one, two] = await Promise.all([first(), first()])
  expect(two).toBe(one)
  expect(await makeDeviceId(keep, draw)()).toBe(one)
  expect(one).toMatch(/^[A-Za-z0-9_-]{16,64}$/)
})

test('O8: another phone has another name', async () => {
  const [here, there] = [phone(), phone()]
  await there.draw(16)
  expect(await makeDeviceId(there.keep, there.draw)()).not.toBe(
    await makeDeviceId(here.keep, here.draw)(),
  )
})
