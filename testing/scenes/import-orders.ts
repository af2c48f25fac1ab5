import {
  commitImport,
  previewImport,
  type ImportAccept,
} from '../../cloudfunctions/contracts/order/order-import'
import type { BrandCloud } from '../brand-cloud'
import { EXPORTS, exportBytes } from './orders/exports'

/** Uploads a file as staff do in the console and previews it. */
export async function previewFile(brand: BrandCloud, name: string, bytes: Buffer) {
  const fileId = await brand.cloud.storage.put(`imports/${name}`, bytes)
  return brand.console.ask(previewImport, { operator: '店长', fileId })
}

/** Uploads, previews and commits; returns the report of the commit. */
export async function importFile(
  brand: BrandCloud,
  name: string,
  bytes: Buffer,
  accept?: ImportAccept,
) {
  const preview = await previewFile(brand, name, bytes)
  if (!('ok' in preview)) throw new Error(`${name}: ${JSON.stringify(preview)}`)
  const { importId } = preview.ok
  return brand.console.get(commitImport, { operator: '店长', importId, accept })
}

export async function importAll(brand: BrandCloud) {
  const reports = []
  for (const name of Object.keys(EXPORTS)) {
    reports.push(await importFile(brand, name, exportBytes(name), 'REFUNDS_CHECKED'))
  }
  return reports
}

export interface SmallOrder {
  orderNo: string
  paid: string
  refunded?: string
  status?: string
  /** Empty for an export that hides this. */
  phone?: string
}

/** A small Tmall export as sellers download it, with the given orders. */
export function tmallExport(orders: SmallOrder[]): Buffer {
  const header =
    '订单编号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝总数量,店铺名称,订单关闭原因,退款金额,确认收货时间'
  const rows = orders.map(({ orderNo, paid, refunded, status, phone = "'13800000027" }) =>
    [
      `="${orderNo}"`,
      ...[paid, '0.00', paid, paid, status ?? '交易成功', phone],
      ...['2026-11-10 09:00:00', '2026-11-10 09:01:00', '全麦吐司 450g', '1', '山屿烘焙旗舰店'],
      ...['订单未关闭', refunded ?? '无退款申请', '2026-11-10 09:01:00'],
    ].join(','),
  )
  return Buffer.from(`\ufeff${[header, ...rows].join('\r\n')}\r\n`)
}
