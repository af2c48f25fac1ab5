import { routesOf } from '../weapp/app-json'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import { tellJourney, type Journey } from './journey'
import { openWorld } from './world'

jest.setTimeout(120_000)

let at: Journey
let weapps: Weapp[]

beforeAll(async () => {
  const brand = await openWorld()
  const { cloud } = brand
  const open = (person: string) =>
    new Weapp({ distDir: 'dist/weapp', cloud, openid: `wx-${person}` })
  const [lin, shen] = [open('lin'), open('shen')]
  weapps = [lin, shen]
  at = { brand, lin: new WeappPhone(lin), shen: new WeappPhone(shen) }
})

afterAll(async () => {
  await at?.lin.close()
  await at?.shen.close()
  await at?.brand.close()
})

tellJourney(() => at)

test('every page was visited, and each stays within what WeChat audits', () => {
  const stats = weapps.flatMap((weapp) => [...weapp.stats()])
  const visited = new Set(stats.map(([route]) => route))
  expect([...visited].sort()).toEqual(routesOf('dist/weapp').sort())
  for (const [route, { nodes, depth, children, setData }] of stats) {
    const { calls, largest, busiestSecond } = setData
    process.stdout.write(
      `${route}: ${nodes} nodes, ${depth} deep, ${children} children; setData ${calls} times,` +
        ` at most ${largest} bytes and ${busiestSecond} in a second\n`,
    )
    expect({ route, within: nodes < 1000 && depth < 30 && children <= 60 }).toEqual({
      route,
      within: true,
    })
    expect({ route, largest, within: largest <= 256 * 1024 }).toMatchObject({ within: true })
  }
})
