import type { Readable } from 'node:stream'
import type { Channel } from '../../contracts/channel'
import { assembleOrders, type Assembly, type OrderEvent } from '../../domain/order-export/assemble'
import type { SheetRow } from '../../domain/order-export/exported-order'
import { readHeader } from '../../domain/order-export/header'
import { isBlank } from '../../domain/order-export/row'
import { readCsvRows } from './csv-rows'
import { tellKind } from './file-kind'
import { ORDER_EXPORT_LIMITS } from './limits'
import { createPackedOrders } from './packed-orders'
import { OrderExportRefusal, refuse } from './refusal'
import { openSource, type Opened } from './source'
import { readXlsxRows } from './xlsx-rows'

export type ExportEvent = { kind: 'header'; channel: Channel; layout: string } | OrderEvent

/**
 * Reads a seller's order export: first the header, then orders and row errors as they come.
 * Throws `OrderExportRefusal` when the file as a whole is of no use. Nothing is read ahead of the
 * consumer, so memory stays bounded however slowly the orders are taken.
 */
export async function* readOrderExport(
  source: Readable | Buffer,
  name: string,
): AsyncGenerator<ExportEvent> {
  try {
    const opened = await openSource(source)
    yield* readEvents(rowsOf(opened, name), name)
  } finally {
    // A refusal by the first bytes leaves the rest of a stream unread, and its handle open.
    if (!Buffer.isBuffer(source)) source.destroy()
  }
}

async function* readEvents(
  rows: AsyncGenerator<SheetRow>,
  name: string,
): AsyncGenerator<ExportEvent> {
  let assembly: Assembly | null = null
  let rowsSeen = 0
  for await (const row of rows) {
    if (assembly !== null) {
      yield* assembly.push(row)
      continue
    }
    if (isBlank(row.cells)) continue
    rowsSeen++
    const reading = readHeader(row.cells)
    if (reading === null) {
      if (rowsSeen >= ORDER_EXPORT_LIMITS.headerRows) break
      continue
    }
    if ('problem' in reading) throw new OrderExportRefusal(reading.problem)
    const { layout } = reading.header
    yield { kind: 'header', channel: layout.channel, layout: layout.id }
    assembly = assembleOrders(reading.header, createPackedOrders())
  }
  if (assembly === null) refuseHeader(name, rowsSeen)
  yield* assembly.end()
}

function rowsOf(opened: Opened, name: string): AsyncGenerator<SheetRow> {
  const kind = tellKind(opened.head, name)
  return kind.kind === 'xlsx' ? readXlsxRows(opened, name) : readCsvRows(opened.bytes, kind)
}

function refuseHeader(name: string, rowsSeen: number): never {
  if (rowsSeen === 0) refuse('EMPTY_FILE', `“${name}”里没有内容，请重新导出后上传`)
  return refuse(
    'UNKNOWN_LAYOUT',
    `“${name}”的表头不像天猫、京东、抖店、有赞、拼多多、快手、小红书或微信小店的订单导出，也可能是编码被改过，请上传后台导出的原始文件`,
  )
}
