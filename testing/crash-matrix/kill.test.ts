import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { importFile, tmallExport } from '../scenes/import-orders'
import { audit } from '../auditor/auditor'
import { openBrandCloud, requestId } from '../brand-cloud'
import { startCloud } from '../../localcloud/cloud'

jest.setTimeout(180_000)

const KILLS = 12
const ANSWERS_BEFORE_KILL = 24
const MEMBERS = Array.from({ length: 8 }, (_, i) => `kill${i}`)
const bundle = resolve('node_modules/.cache/jusha/victim.cjs')

interface Request {
  openid: string
  action: string
  input: Record<string, unknown>
  answer?: unknown
}

const orderNo = (member: number, round: number) =>
  `1930679${String(member).padStart(4, '0')}${String(round).padStart(8, '0')}`

/** A cloud with members, a cheap reward, and an order for each member and round. */
async function prepare(dataDir: string): Promise<void> {
  const brand = await openBrandCloud({ dataDir, durability: 'fsync' })
  const shelf = { points: 1, stock: 5000, onSale: true, shops: ['hubin'] }
  await brand.edit('catalog', 'shanyu:cheap', {
    name: '一分好礼',
    picture: 'mug',
    kind: 'goods',
    ...shelf,
  })
  for (const member of MEMBERS) await brand.member(member)
  const orders = MEMBERS.flatMap((_, member) =>
    Array.from({ length: 20 }, (_each, round) => ({
      orderNo: orderNo(member, round),
      paid: '30.00',
    })),
  )
  await importFile(brand, 'kill.csv', tmallExport(orders))
  await brand.cloud.stop()
}

function startVictim(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [bundle, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((ready) => {
    child.stdout.once('data', (chunk: Buffer) => ready({ child, url: chunk.toString().trim() }))
  })
}

async function send(url: string, request: Request): Promise<unknown> {
  const { action, input, openid } = request
  const body = JSON.stringify({ data: { action, input }, openid })
  const response = await fetch(`${url}/_cloud/call/member`, { method: 'POST', body })
  const { result } = (await response.json()) as { result?: { ok?: unknown } }
  return result
}

/** What one member tries: a claim, then redemptions, until the cloud is gone. */
async function live(
  url: string,
  member: number,
  round: number,
  requests: Request[],
  answered: () => void,
) {
  const openid = `wx-${MEMBERS[member]}`
  for (let step = 0; ; step++) {
    const request: Request =
      step === 0
        ? {
            openid,
            action: submitClaim.name,
            input: { requestId: requestId(), orderNo: orderNo(member, round) },
          }
        : {
            openid,
            action: redeem.name,
            input: { requestId: requestId(), rewardId: 'cheap', points: 1, shopId: 'hubin' },
          }
    requests.push(request)
    const answer = await send(url, request)
    if (typeof answer !== 'object' || answer === null || !('ok' in answer)) continue
    request.answer = answer
    answered()
  }
}

test(`${KILLS} times kill -9 in parallel writes: nothing acknowledged is lost, retries are safe`, async () => {
  execFileSync('node_modules/.bin/esbuild', [
    ...['testing/crash-matrix/victim.ts', '--bundle', '--platform=node', '--external:lmdb'],
    ...[`--outfile=${bundle}`, '--log-level=error'],
  ])
  const dataDir = mkdtempSync(join(tmpdir(), 'jusha-kill-'))
  await prepare(dataDir)
  const requests: Request[] = []
  for (let round = 0; round < KILLS; round++) {
    const { child, url } = await startVictim(dataDir)
    const dead = new Promise((done) => child.once('exit', done))
    let answers = 0
    // Answers are counted, not time: on a busy machine as on an idle one it dies amid writes.
    const answered = () => {
      if (++answers === ANSWERS_BEFORE_KILL) setTimeout(() => child.kill('SIGKILL'), round)
    }
    await Promise.allSettled(
      MEMBERS.map((_, member) => live(url, member, round, requests, answered)),
    )
    await dead
  }
  const answered = requests.filter((request) => request.answer !== undefined)
  const open = requests.filter((request) => request.answer === undefined)
  expect(answered.length).toBeGreaterThan(200)
  expect(open.length).toBeGreaterThanOrEqual(KILLS)

  const { child, url } = await startVictim(dataDir)
  for (const request of answered) expect(await send(url, request)).toEqual(request.answer)
  for (const request of open) {
    const first = await send(url, request)
    expect(await send(url, request)).toEqual(first)
  }
  child.kill('SIGKILL')
  await new Promise((done) => child.once('exit', done))

  const cloud = await startCloud({
    dataDir,
    functionsDir: 'dist/cloudfunctions',
    collectionsFile: 'cloudfunctions/collections.json',
  })
  await audit(cloud.database)
  await cloud.stop()
})
