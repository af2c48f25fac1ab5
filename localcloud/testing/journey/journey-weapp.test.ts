import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import { tellJourney, type Journey } from './journey'
import { openWorld } from './world'

jest.setTimeout(120_000)

let at: Journey

beforeAll(async () => {
  const brand = await openWorld()
  const open = (person: string) =>
    new WeappPhone(
      new Weapp({ distDir: 'dist/weapp', cloud: brand.cloud, openid: `wx-${person}` }),
    )
  at = { brand, lin: open('lin'), shen: open('shen') }
})

afterAll(async () => {
  await at?.lin.close()
  await at?.shen.close()
  await at?.brand.close()
})

tellJourney(() => at)
