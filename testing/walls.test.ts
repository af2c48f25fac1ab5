import { spawnSync } from 'node:child_process'

const CONTRACTS = 'Contracts know nothing.'
const DOMAIN = 'The domain is pure'
const PLATFORM = 'The platform knows'
const WORKFLOWS = 'Workflows know'
const FUNCTIONS = 'Functions know'
const PHONE = 'The phone knows only contracts.'
const CLOUD = 'The embedded cloud is a package of its own'
const DEMO = 'The demo is a client'

const C = 'cloudfunctions'
const TASK = `${C}/domain/task/planted.ts`
const COLLECTION = `${C}/platform/database/planted.ts`
const PUBLISH = `${C}/workflows/programme/planted.ts`
const MEMBER = `${C}/functions/member/planted.ts`
const CLAIM = `${C}/functions/member/claim/planted.ts`
const PAGE = 'miniprogram/src/pages/home/planted.tsx'

/** In this file, this import is refused with this sentence. */
const WRONG: [file: string, imported: string, refusal: string][] = [
  [`${C}/contracts/mall/planted.ts`, '../../domain/mall/mall', CONTRACTS],
  [`${C}/contracts/mall/planted.ts`, '../../platform/ids', CONTRACTS],
  [`${C}/contracts/mall/planted.ts`, '../../workflows/mall/stock', CONTRACTS],
  [`${C}/contracts/mall/planted.ts`, '../../functions/member/mall', CONTRACTS],
  [`${C}/contracts/mall/planted.ts`, 'wx-server-sdk', CONTRACTS],
  [`${C}/contracts/planted.ts`, '@jusha/localcloud', CONTRACTS],
  [TASK, '../../platform/ids', DOMAIN],
  [TASK, '../../workflows/task/visit', DOMAIN],
  [TASK, '../../functions/member/task', DOMAIN],
  [TASK, '../../../localcloud/cloud', DOMAIN],
  [TASK, '../../../testing/brand-cloud', DOMAIN],
  [TASK, '@jusha/localcloud', DOMAIN],
  [TASK, 'wx-server-sdk', DOMAIN],
  [TASK, 'node:crypto', DOMAIN],
  [COLLECTION, '../../workflows/message/alerts', PLATFORM],
  [COLLECTION, '../../functions/member/home', PLATFORM],
  [COLLECTION, '../../../miniprogram/src/cloud/call', PLATFORM],
  [COLLECTION, '../../../localcloud/cloud', PLATFORM],
  [COLLECTION, '@jusha/localcloud', PLATFORM],
  [PUBLISH, '../../functions/staff/publish', WORKFLOWS],
  [PUBLISH, 'wx-server-sdk', WORKFLOWS],
  [PUBLISH, '../../../demo/brand', WORKFLOWS],
  [PUBLISH, '@jusha/localcloud', WORKFLOWS],
  [MEMBER, '../guide/duty', FUNCTIONS],
  [CLAIM, '../../staff/claim-review', FUNCTIONS],
  [`${C}/functions/jobs/planted.ts`, '../hub/webhook', FUNCTIONS],
  [MEMBER, 'wx-server-sdk', FUNCTIONS],
  [MEMBER, '../../../scripts/install.mjs', FUNCTIONS],
  [MEMBER, '../../../testing/auditor/auditor', FUNCTIONS],
  [MEMBER, '@jusha/localcloud', FUNCTIONS],
  [PAGE, '../../../../cloudfunctions/domain/tier/tier', PHONE],
  [PAGE, '../../../../cloudfunctions/platform/ids', PHONE],
  [PAGE, '../../../../cloudfunctions/workflows/tier/assess', PHONE],
  [PAGE, '../../../../cloudfunctions/functions/member/home', PHONE],
  [PAGE, '../../../../localcloud/cloud', PHONE],
  [PAGE, '../../../../testing/brand-cloud', PHONE],
  [PAGE, '../../../../scripts/install.mjs', PHONE],
  [PAGE, '@jusha/localcloud', PHONE],
  [PAGE, 'wx-server-sdk', PHONE],
  ['localcloud/http/planted.ts', '../../cloudfunctions/contracts/action', CLOUD],
  ['localcloud/http/planted.ts', '../../testing/brand-cloud', CLOUD],
  ['localcloud/planted.ts', '../demo/brand', CLOUD],
  ['localcloud/planted.ts', '../scripts/build.mjs', CLOUD],
  ['localcloud/planted.ts', '../miniprogram/src/cloud/call', CLOUD],
  ['demo/planted.ts', '../cloudfunctions/domain/tier/tier', DEMO],
  ['demo/planted.ts', '../cloudfunctions/platform/ids', DEMO],
  ['demo/stage/planted.ts', '../../cloudfunctions/workflows/tier/assess', DEMO],
  ['demo/stage/page/planted.tsx', '../../../testing/brand-cloud', DEMO],
  ['demo/stage/page/planted.tsx', '../../../miniprogram/src/ui/card', DEMO],
]

const RIGHT: [file: string, imported: string][] = [
  [`${C}/contracts/mall/planted.ts`, '../scalars'],
  [TASK, '../../contracts/task/task'],
  [TASK, '../account/account'],
  [COLLECTION, 'wx-server-sdk'],
  [COLLECTION, '../../domain/assert'],
  [PUBLISH, '../../platform/database/collection'],
  [PUBLISH, '../../domain/tier/tier'],
  [MEMBER, '../../workflows/programme/publication'],
  [CLAIM, '../home'],
  [PAGE, '@contracts/member/home'],
  [PAGE, '@/cloud/call'],
  ['localcloud/http/planted.ts', '../cloud'],
  ['demo/planted.ts', '../localcloud/cloud'],
  ['demo/planted.ts', '../cloudfunctions/contracts/action'],
  ['testing/planted.ts', '../cloudfunctions/domain/tier/tier'],
  // Tests may import across the wall of their room.
  [`${C}/functions/member/planted.test.ts`, '../../../testing/brand-cloud'],
]

/** What lint reports for each file with this one import, as a value and as a type. */
function lint(planted: readonly (readonly [string, string, ...unknown[]])[]): string[][] {
  const texts = planted.flatMap(([filePath, imported]) => [
    { filePath, text: `import { planted } from '${imported}'\nplanted()\n` },
    { filePath, text: `import type { Planted } from '${imported}'\nexport type P = Planted\n` },
    { filePath, text: `export { planted } from '${imported}'\n` },
  ])
  return lintTexts(texts)
}

function lintTexts(texts: { filePath: string; text: string }[]): string[][] {
  const { stdout, stderr } = spawnSync(process.execPath, ['scripts/lint/texts.mjs'], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as string[][]
}

test('every wrong import is refused by its wall, as a value, as a type and as a re-export', () => {
  const said = lint(WRONG)
  const through = said.flatMap((messages, i) => {
    const [file, imported, refusal] = WRONG[Math.floor(i / 3)] ?? []
    const isRefused = messages.length === 1 && messages[0]?.includes(refusal ?? '-')
    return isRefused ? [] : [{ file, imported, messages }]
  })
  expect(through).toEqual([])
})

test('every right import passes', () => {
  expect(lint(RIGHT).flat()).toEqual([])
})

test('a test of money does not write an entry, account, coupon or order itself, unless it is listed', () => {
  const put = (collection: string, verb = 'put') =>
    `export const made = database.${verb}('${collection}', { _id: 'x' })\n`
  const named = `${C}/functions/jobs/statistics.test.ts`
  const texts = [
    ...['ledger', 'accounts', 'coupons', 'redemptions', 'orders', 'stock'].map((each) => put(each)),
    put('ledger', 'insert'),
  ].map((text) => ({ filePath: `${C}/functions/member/planted.test.ts`, text }))
  const refusals = lintTexts(texts).map(([message]) => message ?? 'passes')
  expect(refusals.filter((message) => !message.startsWith('Let the product earn'))).toEqual([])
  expect(lintTexts([{ filePath: 'testing/planted.test.ts', text: put('ledger') }])[0]).toHaveLength(
    1,
  )
  const right = [
    { filePath: named, text: put('ledger') },
    { filePath: 'testing/planted.test.ts', text: put('alerts') },
    { filePath: `${C}/functions/member/planted.test.ts`, text: put('ledger', 'find') },
  ]
  expect(lintTexts(right).flat()).toEqual([])
})
