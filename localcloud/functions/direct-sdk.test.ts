import { join } from 'node:path'
import { build } from 'esbuild'
import { startFixture, type Fixture } from '../fixtures/fixture-cloud'

jest.setTimeout(60_000)

/** Runs a script, and tells what it throws by the words of the cloud, without those of the SDK. */
const SCRIPT = `
const cloud = require(${JSON.stringify(require.resolve('wx-server-sdk'))})
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database({ throwOnNotFound: false })
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor
const thrownBy = (work) => work.then(
  () => null,
  ({ message, code, errCode }) => ({ code, errCode, says: message.replace(/^\\S+:fail .*?\\. /, '') }))
exports.main = async ({ script }) => {
  const run = new AsyncFunction('cloud', 'db', '_', 'thrownBy', script)
  const told = await run(cloud, db, db.command, thrownBy)
  return { told, isReal: 'callFunction' in cloud }
}`

let ways: Fixture[]
beforeAll(async () => {
  ways = await Promise.all([open('real'), open('direct')])
})
afterAll(() => Promise.all(ways.map((each) => each.close())))

async function open(sdk: 'real' | 'direct'): Promise<Fixture> {
  const notes = { indexes: [{ name: 'word', keys: { word: 1 }, unique: true }] }
  const code = { told: { code: SCRIPT } }
  const opened = await startFixture({ notes }, code, { isolation: 'inline', sdk })
  const file = join(opened.folder, 'functions/told/index.js')
  const bundle = { bundle: true, platform: 'node', logLevel: 'error' } as const
  await build({ entryPoints: [file], outfile: file, allowOverwrite: true, ...bundle })
  return opened
}

/** What the script comes to both ways, with all that is stored afterwards. */
async function both(script: string, openid = 'wx-lin'): Promise<unknown[]> {
  return Promise.all(
    ways.map(async ({ cloud }) => {
      const answer = await cloud.invoke('told', { script }, { openid })
      const { result, databaseCalls, error, requests } = answer
      const { told } = (result ?? {}) as { told?: unknown }
      const asked = requests.map(({ action, index }) => `${action} ${index ?? ''}`)
      // New ids are drawn, so the order of ids is no order.
      const stored = await cloud.database.find('notes', {}, { sort: { word: 1, n: 1 } })
      return { told, databaseCalls, asked, error, stored }
    }),
  )
}

test('each takes its own way to the database', async () => {
  const answers = await Promise.all(ways.map(({ cloud }) => cloud.call('told', { script: '' })))
  expect(answers).toMatchObject([{ isReal: true }, { isReal: false }])
})

const notes = `await db.collection('notes')`
const SEEDED = `
  ${notes}.add({ data: [
    { _id: 'a', word: 'one', n: 1, in: { deep: { n: 1, none: null } }, list: [1, { x: 2 }], gone: undefined },
    { _id: 'b', word: 'two', n: 2.5, in: { deep: { n: 2 } }, list: [] },
    { _id: 'c', word: 'three', n: -3, in: {}, at: 1e15 },
  ] })`

test.each([
  ['adds, also without an id', `${notes}.add({ data: { word: 'x', n: 0 } })`],
  ['gets by id', `return [(${notes}.doc('a').get()).data, (${notes}.doc('z').get()).data]`],
  ['sets', `${notes}.doc('a').set({ data: { word: 'new', in: { u: undefined } } })`],
  ['sets what is not there', `${notes}.doc('z').set({ data: { word: 'new' } })`],
  ['removes', `${notes}.doc('a').remove()`],
  ['finds by values', `return (${notes}.where({ word: 'one', n: 1 }).get()).data`],
  ['finds by inner fields', `return (${notes}.where({ in: { deep: { n: 2 } } }).get()).data`],
  ['finds by nothing', `return (${notes}.where({ 'in.deep.none': null }).limit(5).get()).data`],
  ['finds by _.in', `return (${notes}.where({ _id: _.in(['a', 'c', 'z']) }).get()).data`],
  ['finds by _.nin', `return (${notes}.where({ word: _.nin(['one']) }).get()).data`],
  ['finds by _.neq', `return (${notes}.where({ 'in.deep.none': _.neq(null) }).get()).data`],
  ['finds a range', `return (${notes}.where({ n: _.and(_.gt(-5), _.lte(2)) }).get()).data`],
  ['finds bounds', `return (${notes}.where({ n: _.gte(1), word: _.lt('p') }).get()).data`],
  ['finds one or another', `return (${notes}.where(_.or([{ n: 1 }, { n: _.lt(0) }])).get()).data`],
  ['sorts and limits', `return (${notes}.where({}).orderBy('n', 'desc').limit(2).get()).data`],
  ['sorts twice', `return (${notes}.where({}).orderBy('x', 'asc').orderBy('n', 'asc').get()).data`],
  [
    'gives some fields',
    `return (${notes}.where({}).field({ n: true, 'in.deep': true }).get()).data`,
  ],
  ['counts', `return (${notes}.where({ n: _.gt(0) }).count()).total`],
  [
    'updates',
    `return (${notes}.where({ n: _.gt(0) }).update({ data: { word2: 'w', n: 7 } })).stats`,
  ],
  [
    'updates inner fields',
    `return (${notes}.where({ _id: 'a' })
    .update({ data: { in: { deep: { n: 9 } }, 'in.more': [1], n: _.inc(2), no: undefined } })).stats`,
  ],
  ['removes by query', `return (${notes}.where({ n: _.lt(2) }).remove()).stats.removed`],
  [
    'sums',
    `return (${notes}.aggregate().match({ n: _.gt(0) })
    .group({ _id: null, sum: _.aggregate.sum('$n') }).end()).list`,
  ],
  ['refuses an id twice', `return thrownBy(db.collection('notes').add({ data: { _id: 'a' } }))`],
  [
    'refuses a unique key',
    `return thrownBy(db.collection('notes').add({ data: { word: 'one' } }))`,
  ],
  ['refuses a collection', `return thrownBy(db.collection('none').doc('a').get())`],
  [
    'commits',
    `const tx = await db.startTransaction()
    const { data } = await tx.collection('notes').doc('a').get()
    await tx.collection('notes').doc('a').set({ data: { word: 'in tx', n: data.n + 1 } })
    await tx.collection('notes').add({ data: [{ _id: 'x', word: 'x' }, { _id: 'y', word: 'y' }] })
    await tx.collection('notes').doc('b').remove()
    const inside = (await tx.collection('notes').doc('x').get()).data
    await tx.commit()
    return [inside, await thrownBy(tx.commit()), await thrownBy(tx.collection('notes').doc('a').get())]`,
  ],
  [
    'rolls back',
    `const tx = await db.startTransaction()
    await tx.collection('notes').doc('a').set({ data: { word: 'in tx' } })
    await tx.rollback()`,
  ],
  [
    'lets the first writer win',
    `const one = await db.startTransaction()
    const other = await db.startTransaction()
    for (const tx of [one, other]) await tx.collection('notes').doc('a').get()
    await one.collection('notes').doc('a').set({ data: { word: 'first' } })
    const second = await thrownBy(other.collection('notes').doc('a').set({ data: { word: 'second' } }))
    await one.commit()
    return [second, await thrownBy(other.rollback())]`,
  ],
  [
    'is busy with one request at a time',
    `const tx = await db.startTransaction()
    await tx.collection('notes').doc('a').get()
    return Promise.all(['a', 'b'].map((id) => thrownBy(tx.collection('notes').doc(id).get())))`,
  ],
  [
    'asks whether words are allowed',
    `const check = (content) => cloud.openapi.security.msgSecCheck(
      { version: 2, scene: 2, openid: 'wx-lin', content })
    return [await check('你好'), await check('特3456书yuuo莞6543李zxcz蒜7782法fgnv级')]`,
  ],
  [
    'reads a phone once',
    `const read = () => cloud.openapi.phonenumber.getPhoneNumber({ code: 'phone-13800000427' })
    return [await read(), await thrownBy(read())]`,
  ],
  [
    'sends a message',
    `return cloud.openapi.subscribeMessage.send(
    { touser: 'wx-lin', templateId: 't', page: 'p', data: { thing1: { value: 'v' } } })`,
  ],
  [
    'makes a code',
    `const { buffer, contentType, errCode } = await cloud.openapi.wxacode.getUnlimited(
      { scene: 's', page: 'p', checkPath: false, width: 430 })
    return [buffer.toString('base64'), contentType, errCode]`,
  ],
  ['asks for an API that there is not', `return thrownBy(cloud.openapi.none.such({ a: 1 }))`],
  ['knows its caller', `return cloud.getWXContext()`],
])('a function %s directly as by the SDK', async (what, script) => {
  for (const { cloud } of ways) {
    for (const { _id } of await cloud.database.all('notes'))
      await cloud.database.remove('notes', _id)
  }
  const seeded = await both(SEEDED)
  expect(seeded[1]).toEqual(seeded[0])
  const [real, direct] = (await both(script)).map((each) => withoutNewIds(each))
  expect(direct).toEqual(real)
  expect(real).not.toHaveProperty('error')
  expect(what).toBeTruthy()
})

function withoutNewIds(told: unknown): unknown {
  return JSON.parse(JSON.stringify(told).replace(/"[0-9a-f]{32}"|(?<="timestamp":)\d+/g, '"new"'))
}

test.each(['conflict', 'busy', 'replyLost', 'timeout'] as const)(
  'a request that meets %s is told directly as by the SDK',
  async (fault) => {
    const add = `db.collection('notes').add({ data: { _id: '${fault}' } })`
    const begin = `const tx = await db.startTransaction()`
    const told = []
    for (const script of [`return thrownBy(${add})`, `${begin}; return thrownBy(tx.commit())`]) {
      const request = script.includes('commit') ? 2 : 1
      for (const { cloud } of ways) cloud.faults.set([{ request, fault, times: 1 }])
      told.push(await both(script))
    }
    for (const [real, direct] of told) expect(direct).toEqual(real)
    for (const [real] of told) expect(real).toMatchObject({ told: { says: expect.any(String) } })
  },
)

test('a function that crashes never hears of its request again', async () => {
  for (const fault of ['crashBefore', 'crashAfter'] as const) {
    for (const { cloud } of ways) cloud.faults.set([{ request: 1, fault }])
    const told = await both(`await db.collection('notes').add({ data: { _id: '${fault}' } })`)
    expect(told[1]).toEqual(told[0])
    expect(told[1]).toMatchObject({ error: { code: 'FUNCTIONS_EXECUTE_FAIL' } })
  }
})

test('what the SDK alone can do is done by the SDK', async () => {
  const code = `const { fileID } = await cloud.uploadFile({ cloudPath: 'a.txt', fileContent: Buffer.from('abc') })
    const { fileContent, statusCode, errMsg } = await cloud.downloadFile({ fileID })
    const missing = await thrownBy(cloud.downloadFile({ fileID: fileID.replace('a.txt', 'none.txt') }))
    return [String(fileContent), statusCode, errMsg, missing]`
  const [real, direct] = await both(code)
  expect(direct).toEqual(real)
  expect(real).toMatchObject({ told: ['abc', 200, 'downloadFile:ok', expect.any(Object)] })
})
