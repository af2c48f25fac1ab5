import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as pathOf } from 'node:path'
import type { Action } from '../cloudfunctions/contracts/action'
import { listClaims, submitClaim } from '../cloudfunctions/contracts/claim/claim'
import { decideClaim, openClaimQueue } from '../cloudfunctions/contracts/claim/claim-review'
import { openHome } from '../cloudfunctions/contracts/member/home'
import { join, openJoin } from '../cloudfunctions/contracts/member/join'
import { openReward } from '../cloudfunctions/contracts/mall/mall'
import { openTier } from '../cloudfunctions/contracts/tier/tier'
import type { Collection } from '../cloudfunctions/platform/database/documents'
import { hasShape, shapeOf } from '../cloudfunctions/platform/database/shapes'
import { startCloud, type Cloud } from '../localcloud/cloud'
import { audienceOf } from '../testing/actions'
import { audit } from '../testing/auditor/auditor'
import { FUNCTION_ENV } from '../testing/function-env'
import { DEMO_NOW, isSeeded, seedDemo } from './seed'

jest.setTimeout(120_000)

let cloud: Cloud
const dataDir = mkdtempSync(pathOf(tmpdir(), 'jusha-demo-'))

beforeAll(async () => {
  cloud = await startCloud({
    dataDir,
    functionsDir: 'dist/cloudfunctions',
    isolation: 'inline',
    collectionsFile: 'cloudfunctions/collections.json',
    functionEnv: FUNCTION_ENV,
  })
  await seedDemo(cloud)
})

afterAll(async () => {
  await cloud.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

function ask(action: Action, input: object, who: string): Promise<unknown> {
  const caller = { openid: `demo-${who}`, source: 'wx_client' }
  return cloud.call(audienceOf(action), { action: action.name, input }, caller)
}

test('the demo’s year is played through the product, and every balance adds up', async () => {
  expect(await isSeeded(cloud)).toBe(true)
  await audit(cloud.database, { closedDays: false })
})

test('every document that the year has left names its shape', async () => {
  const without: string[] = []
  for (const collection of cloud.database.collections() as Collection[]) {
    const documents = hasShape(collection) ? await cloud.database.all(collection) : []
    const silent = documents.filter(({ shape }) => shape !== shapeOf(collection))
    without.push(...silent.map(({ _id }) => `${collection}/${String(_id)}`))
  }
  expect(without).toEqual([])
})

test('the demo’s first screens have something to show: a tier to keep and an early sale', async () => {
  cloud.clock.set(DEMO_NOW)
  expect(await ask(openTier, {}, 'lin')).toMatchObject({
    ok: { tier: { name: '筑塔' }, window: { kind: 'calendarYear' }, keep: { missing: 0 } },
  })
  expect(await ask(openReward, { rewardId: 'apron' }, 'lin')).toMatchObject({
    ok: { reward: { points: 882, fullPoints: 980, opensAt: null, earlyUntil: expect.any(Number) } },
  })
  expect(await ask(openReward, { rewardId: 'apron' }, 'new')).toMatchObject({
    ok: { reward: { points: 980, opensAt: expect.any(Number) } },
  })
})

test('the order number that the README suggests brings its points', async () => {
  const joined = await ask(openJoin, {}, 'new')
  const { version } = (joined as { ok: { consent: { version: string } } }).ok.consent
  await ask(
    join,
    { requestId: 'demo-new-joins-01', consentVersion: version, nickname: '新访客' },
    'new',
  )
  const wanted = { orderNo: '1446807927158195945' }
  expect(
    await ask(submitClaim, { requestId: 'demo-new-claims-1', ...wanted }, 'new'),
  ).toMatchObject({
    ok: { claim: { state: 'waiting', proofFacts: ['paidFen', 'paidOn', 'paidTime', 'phoneTail'] } },
  })
  const proof = { paidFen: 19700, paidOn: '2026-10-08' }
  expect(
    await ask(submitClaim, { requestId: 'demo-new-claims-2', ...wanted, proof }, 'new'),
  ).toMatchObject({ ok: { claim: { state: 'credited', points: 197 }, balance: 197 } })
})

test('the demo’s staff member for claims sees who waits, and decides it', async () => {
  expect(await ask(openHome, {}, 'zhou')).toMatchObject({ ok: { card: { isStaff: true } } })
  const queue = await ask(openClaimQueue, { operator: '周宁' }, 'zhou')
  const { claims } = (queue as { ok: { claims: { claimId: string; why: string }[] } }).ok
  expect(claims.map(({ why }) => why)).toEqual(['taken'])
  const decision = { operator: '周宁', claimId: claims[0]?.claimId, approve: false }
  expect(
    await ask(decideClaim, { ...decision, reason: '这笔订单已由下单人认领' }, 'zhou'),
  ).toMatchObject({ ok: { approved: false } })
  expect(await ask(openClaimQueue, { operator: '周宁' }, 'zhou')).toMatchObject({
    ok: { claims: [] },
  })
  expect(await ask(listClaims, {}, 'fang')).toMatchObject({
    ok: { claims: expect.arrayContaining([expect.objectContaining({ reason: 'notImported' })]) },
  })
})
