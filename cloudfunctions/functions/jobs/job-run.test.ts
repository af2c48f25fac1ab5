import { newRun } from './job-run'

test('L7: a job that meets an outage gets no further share in this run; one that meets a broken document does', async () => {
  const run = newRun()
  const goesOn = (thrown: Error) => run.begin('expiry', Promise.reject(thrown))
  expect(await goesOn(new Error('ETIMEDOUT'))).toBe(false)
  expect(await goesOn(new Error('TransactionBusy'))).toBe(false)
  expect(await goesOn(new Error('a balance below zero'))).toBe(true)
  expect(await run.begin('tiers', Promise.resolve({ tiersAssessed: 2 }))).toBe(true)
  expect(() => run.end()).toThrow('ETIMEDOUT')
})
