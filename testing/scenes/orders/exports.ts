import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Channel } from '../../../cloudfunctions/contracts/order/channel'
import type { ExportedOrder } from '../../../cloudfunctions/domain/order/export/exported-order'

export const EXPORTS: Record<string, Channel> = {
  'ExportOrderList202610.csv': 'tmall',
  'ExportOrderList-new.xlsx': 'tmall',
  '京东订单.csv': 'jd',
  '1791430000_抖店订单.csv': 'douyin',
  'orders_export拼多多.csv': 'pdd',
  '快手订单.xlsx': 'kuaishou',
  '小红书订单.xlsx': 'xhs',
  '微信小店订单.xlsx': 'weixin',
  '有赞订单导出.csv': 'youzan',
}

export type TrueOrder = Omit<ExportedOrder, 'items' | 'row'> & { items: number }

export function exportBytes(name: string): Buffer {
  return readFileSync(join(__dirname, name))
}

export function truth(): TrueOrder[] {
  return JSON.parse(exportBytes('truth.json').toString())
}
