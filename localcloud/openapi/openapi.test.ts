import { startFixture, type Fixture } from '../fixtures/fixture-cloud'

jest.setTimeout(30_000)

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture({})
})
afterAll(() => fixture.close())

describe('openapi', () => {
  it('draws a scan code as a PNG', async () => {
    const answer = await fixture.run(`
      const code = await cloud.openapi.wxacode.getUnlimited({ scene: 's=1&g=2', page: 'pages/home/home' })
      return { type: code.contentType, head: [...code.buffer.subarray(0, 4)], size: code.buffer.length }`)
    expect(answer).toEqual({
      type: 'image/png',
      head: [0x89, 0x50, 0x4e, 0x47],
      size: expect.any(Number),
    })
  })

  it('refuses a scene that WeChat would refuse', async () => {
    const answer = await fixture.run(`
      try { await cloud.openapi.wxacode.getUnlimited({ scene: 'x'.repeat(33) }) }
      catch (error) { return error.errCode }`)
    expect(answer).toBe(40169)
  })

  it('gives the phone number of a code once', async () => {
    const answer = await fixture.run(`
      const take = () => cloud.openapi.phonenumber.getPhoneNumber({ code: 'phone-13800000000' })
      const first = await take()
      try { await take() } catch (error) { return [first.phoneInfo.purePhoneNumber, error.errCode] }`)
    expect(answer).toEqual(['13800000000', 40029])
  })

  it('forgets with a restored snapshot which codes were used after it', async () => {
    const take = (): Promise<unknown> =>
      fixture.run(`
        return cloud.openapi.phonenumber.getPhoneNumber({ code: 'phone-13800000009' })
          .then(({ phoneInfo }) => phoneInfo.phoneNumber, ({ errCode }) => errCode)`)
    await fixture.cloud.snapshot('unused')
    expect([await take(), await take()]).toEqual(['13800000009', 40029])
    await fixture.cloud.restore('unused')
    expect([await take(), await take()]).toEqual(['13800000009', 40029])
  })

  it('gives a number of another country with its code', async () => {
    const answer = await fixture.run(`
      const take = async (code) => {
        const { phoneInfo } = await cloud.openapi.phonenumber.getPhoneNumber({ code })
        return [phoneInfo.phoneNumber, phoneInfo.purePhoneNumber, phoneInfo.countryCode]
      }
      return [await take('phone-+852-61234567'), await take('phone-13800000001-again')]`)
    expect(answer).toEqual([
      ['+85261234567', '61234567', '852'],
      ['13800000001', '13800000001', '86'],
    ])
  })

  it('puts a subscription message into the inbox', async () => {
    await fixture.run(`
      await cloud.openapi.subscribeMessage.send({
        touser: 'o1', templateId: 't1', page: 'pages/home/home', data: { thing1: { value: '到账' } } })`)
    expect(fixture.cloud.inbox.list()).toEqual([
      {
        touser: 'o1',
        templateId: 't1',
        page: 'pages/home/home',
        data: { thing1: { value: '到账' } },
        sentAt: expect.any(Number),
      },
    ])
  })

  it('says which API it does not have', async () => {
    const answer = await fixture.run(`
      try { await cloud.openapi.riskControl.getUserRiskRank({}) } catch (error) { return error.errMsg }`)
    expect(answer).toContain('riskControl.getUserRiskRank')
  })
})
