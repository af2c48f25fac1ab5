import { commitImport, previewImport } from '../../contracts/order/order-import'
import { openBrandCloud, type BrandCloud } from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { csvOf, JD_HEADER, jdRow } from '../../../testing/scenes/orders/tables'

const ROUNDS = 40

/** A slice of a thousandth of a second ends after its first batch. */
let brand: BrandCloud
beforeAll(async () => {
  const functionEnv = { ...FUNCTION_ENV, JUSHA_IMPORT_SECONDS: '0.001' }
  brand = await openBrandCloud({ isolation: 'inline', functionEnv })
})
afterAll(() => brand.close())

const numberOf = (round: number, row: number) => String(389_700_000_007 + round * 1000 + row * 7)

async function upload(round: number): Promise<string> {
  const rows = Array.from({ length: 120 }, (_, row) =>
    jdRow({ 订单号: numberOf(round, row), 应付金额: '88.50' }),
  )
  return brand.cloud.storage.put(`imports/beside-${round}.csv`, csvOf([JD_HEADER, ...rows]))
}

const preview = (operator: string, fileId: string) =>
  brand.console.get(previewImport, { operator, fileId })

async function previewWhole(fileId: string): Promise<string> {
  for (;;) {
    const report = await preview('甲', fileId)
    if (report.state !== 'previewing') return report.importId
  }
}

/** 甲 commits, a few milliseconds into a preview of the same file by 丙. */
async function besides(round: number) {
  const fileId = await upload(round)
  const importId = await previewWhole(fileId)
  const committing = async () => {
    await new Promise((resolve) => setTimeout(resolve, (round % 20) * 2))
    const accept = 'REFUNDS_CHECKED'
    return brand.console.ask(commitImport, { operator: '甲', importId, accept })
  }
  const [commit] = await Promise.all([committing(), preview('丙', fileId)])
  const lines = await brand.cloud.database.find('audit', { action: 'order-import.accept' })
  const own = lines.filter(({ input }) => (input as { importId: string }).importId === importId)
  const order = await brand.cloud.database.get('orders', `shanyu:jd:${numberOf(round, 0)}`)
  if ('ok' in commit) return { accept: commit.ok.accept, lines: own.length, untold: order?.untold }
  return {
    refused: 'refused' in commit && commit.refused,
    lines: own.length,
    order: order ?? undefined,
  }
}

test('O11: a commit that runs beside a preview of the same file uses the answer of whoever gave it, or does nothing', async () => {
  const checked = { accept: 'REFUNDS_CHECKED', lines: 1, untold: undefined }
  const notDone = { refused: 'PREVIEW_NOT_DONE', lines: 0, order: undefined }
  for (let round = 0; round < ROUNDS; round++) {
    const came = await besides(round)
    expect(came).toEqual('accept' in came ? checked : notDone)
  }
}, 120_000)
