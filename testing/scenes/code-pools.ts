import { loadCodePool } from '../../cloudfunctions/contracts/mall/code-pool'
import { requestId, type BrandCloud } from '../brand-cloud'

let files = 0

/** A reward of codes on the shelf, with as many codes in its pool as asked. */
export async function codeReward(
  brand: BrandCloud,
  rewardId: string,
  change: Record<string, unknown> & { codes?: string[] } = {},
): Promise<void> {
  const { codes = [], ...fields } = change
  await brand.edit('catalog', `shanyu:${rewardId}`, {
    name: '停车 2 小时',
    picture: 'coffee',
    kind: 'code',
    points: 60,
    stock: 0,
    codeLastDay: null,
    perMember: null,
    codeUse: '出场前在停车机输入这串码。',
    onSale: true,
    ...fields,
  })
  if (codes.length > 0) await loadLines(brand, rewardId, codes)
}

/** Loads these lines as staff do: a file in the storage, then the action. */
export async function loadLines(
  brand: BrandCloud,
  rewardId: string,
  lines: string[] | Buffer,
  change: { requestId?: string; dryRun?: boolean } = {},
) {
  return brand.console.get(loadCodePool, await loadInput(brand, rewardId, lines, change))
}

export async function loadInput(
  brand: BrandCloud,
  rewardId: string,
  lines: string[] | Buffer,
  change: { requestId?: string; dryRun?: boolean } = {},
) {
  const bytes = Buffer.isBuffer(lines) ? lines : Buffer.from(lines.join('\n'))
  const fileId = await brand.cloud.storage.put(`codes/${++files}.txt`, bytes)
  const { requestId: id = requestId(), dryRun = false } = change
  return { operator: '店长', requestId: id, rewardId, fileId, dryRun }
}

export function someCodes(count: number, from = 'PARK'): string[] {
  return Array.from({ length: count }, (_, i) => `${from}-${String(i).padStart(5, '0')}`)
}
