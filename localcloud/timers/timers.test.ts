import { startFixture } from '../fixtures/fixture-cloud'

jest.setTimeout(30_000)

describe('the timers of the cloud', () => {
  it('fire once for a jump of the clock, however many moments it passes', async () => {
    const fixture = await startFixture(
      {},
      {
        jobs: {
          code: 'exports.main = (event) => event.TriggerName',
          config: { triggers: [{ name: 'hourly', type: 'timer', config: '0 0 * * * * *' }] },
        },
      },
      { timers: true },
    )
    const { cloud } = fixture
    cloud.clock.set(Date.UTC(2030, 0, 1, 0, 10))
    // The first jump has fired, too, and its line comes when the call has ended.
    while (cloud.logs.list().length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
    const before = cloud.logs.list().length
    cloud.clock.advance(5 * 3600_000)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const fired = cloud.logs.list().slice(before)
    expect(fired).toEqual([expect.objectContaining({ function: 'jobs', source: 'wx_trigger' })])
    expect(cloud.timers.list()).toEqual([
      {
        function: 'jobs',
        name: 'hourly',
        config: '0 0 * * * * *',
        next: Date.UTC(2030, 0, 1, 6),
      },
    ])
    await fixture.close()
  })
})
