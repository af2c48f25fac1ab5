import { pause } from './clock'
import { waitForCopy } from './copy'

test('a repeated call waits for the first one, even if it is slow to answer', async () => {
  let answer: string | null = null
  const slow = pause(1200).then(() => (answer = 'joined'))
  expect(await waitForCopy(() => Promise.resolve(answer))).toBe('joined')
  await slow
})

test('a call without a first one is answered in less time than a function may run', async () => {
  let looks = 0
  const nobody = () => Promise.resolve((looks++, null))
  expect(await waitForCopy(nobody)).toBeNull()
  expect(looks).toBe(6)
})
