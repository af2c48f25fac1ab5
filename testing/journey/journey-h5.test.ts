import { rmSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { createStage } from '../../demo/stage/handler'
import { BrowserPhone, startBrowser } from '../browser/browser-phone'
import type { BrandCloud } from '../brand-cloud'
import { tellJourney, type Journey } from './journey'
import { openWorld } from './world'

jest.setTimeout(120_000)

const PICTURES = 'dist/screenshots/h5'

let browser: Browser
let at: Journey

beforeAll(async () => {
  rmSync(PICTURES, { recursive: true, force: true })
  browser = await startBrowser()
  const persons = [
    { id: 'lin', name: '林小满', openid: 'wx-lin', role: 'visitor' as const },
    { id: 'shen', name: '沈清', openid: 'wx-shen', role: 'guide' as const },
  ]
  let brand: BrandCloud | null = null
  brand = await openWorld({
    stage: createStage({
      h5Dir: 'dist/h5',
      pageDir: 'dist/stage',
      persons,
      cloud: () => {
        if (!brand) throw new Error('the cloud has not started')
        return brand.cloud
      },
    }),
  })
  const { cloud } = brand
  const open = (person: string) =>
    BrowserPhone.open({
      browser,
      person,
      picturesDir: PICTURES,
      url: `${cloud.url}/as/${person}/`,
    })
  at = { brand, lin: await open('lin'), shen: await open('shen') }
})

afterAll(async () => {
  await browser?.close()
  await at?.brand.close()
})

tellJourney(() => at)
