import Papa from 'papaparse'
import {
  activateCodeBatch,
  makeCodeBatch,
} from '../../cloudfunctions/contracts/print-code/print-code'
import { requestId, type BrandCloud } from '../brand-cloud'

/** A batch for the printer, in use if `active`; `codes` come from its file. */
export async function makeCodes(
  brand: BrandCloud,
  request: { name?: string; points?: number; count?: number; active?: boolean; by?: string } = {},
) {
  const {
    name = '中秋礼盒',
    points = 50,
    count = 3,
    active = true,
    by: operator = '店长',
  } = request
  const input = { operator, requestId: requestId(), name, points, count }
  const made = await brand.console.get(makeCodeBatch, input)
  const { batchId, fileId } = made
  if (active) await brand.console.get(activateCodeBatch, { operator: '店长', batchId })
  return { input, made, batchId, fileId, codes: await printedCodes(brand, fileId) }
}

/** The codes of a file, as the printer reads it. */
export async function printedCodes(brand: BrandCloud, fileId: string): Promise<string[]> {
  const text = (await brand.cloud.storage.get(fileId)).toString('utf8').replace(/^\ufeff/, '')
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  return data.map((row) => row.码 ?? '')
}
