import { crc32, deflateRawSync } from 'node:zlib'

const WORKBOOK =
  '<workbook xmlns:r="r"><sheets>' +
  '<sheet name="订单信息" sheetId="1" r:id="rId1"/></sheets></workbook>'

const RELATIONS =
  '<Relationships>' +
  '<Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>' +
  '<Relationship Id="rId2" Type="t/sharedStrings" Target="sharedStrings.xml"/></Relationships>'

export type XlsxCell = string | number | null

/** A small XLSX as the back offices write it: texts shared, or inline as SXSSF writes them. */
export function xlsxFile(rows: XlsxCell[][], style: 'shared' | 'inline' = 'shared'): Buffer {
  const shared = new Map<string, number>()
  const cell = (value: XlsxCell, at: string): string => {
    if (typeof value !== 'string' || style === 'inline') return inlineCell(value, at)
    const index = shared.get(value) ?? shared.size
    shared.set(value, index)
    return `<c r="${at}" t="s"><v>${index}</v></c>`
  }
  const sheet = sheetXml(rows, cell)
  const texts = [...shared.keys()].map(
    (text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`,
  )
  return zipFile({
    'xl/workbook.xml': Buffer.from(WORKBOOK),
    'xl/_rels/workbook.xml.rels': Buffer.from(RELATIONS),
    'xl/worksheets/sheet1.xml': sheet,
    ...(style === 'shared'
      ? { 'xl/sharedStrings.xml': Buffer.from(`<sst>${texts.join('')}</sst>`) }
      : {}),
  })
}

export interface XlsxTab {
  name: string
  rows: XlsxCell[][]
  state?: 'hidden' | 'veryHidden'
}

/** A workbook of several sheets; its dates may count from 1904. */
export function xlsxBook(tabs: XlsxTab[], { from1904 = false } = {}): Buffer {
  const list = tabs.map(({ name, state }, n) => {
    const hidden = state === undefined ? '' : ` state="${state}"`
    return `<sheet name="${escape(name)}" sheetId="${n + 1}"${hidden} r:id="r${n}"/>`
  })
  const relation = (_: XlsxTab, n: number) =>
    `<Relationship Id="r${n}" Type="t/worksheet" Target="worksheets/sheet${n}.xml"/>`
  const parts = tabs.map(({ rows }, n): [string, Buffer] => [
    `xl/worksheets/sheet${n}.xml`,
    sheetXml(rows, inlineCell),
  ])
  return zipFile({
    'xl/workbook.xml': Buffer.from(
      `<workbook xmlns:r="r"><workbookPr date1904="${from1904 ? 1 : 0}"/>` +
        `<sheets>${list.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': Buffer.from(
      `<Relationships>${tabs.map(relation).join('')}</Relationships>`,
    ),
    ...Object.fromEntries(parts),
  })
}

type WriteCell = (value: XlsxCell, at: string) => string

const inlineCell: WriteCell = (value, at) => {
  if (value === null) return ''
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is></c>`
}

function sheetXml(rows: XlsxCell[][], cell: WriteCell): Buffer {
  const lines = rows.map((cells, r) => {
    const inner = cells.map((value, c) => cell(value, `${letters(c)}${r + 1}`)).join('')
    return `<row r="${r + 1}">${inner}</row>`
  })
  return Buffer.from(`<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`)
}

export function zipFile(parts: Record<string, Buffer>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, bytes] of Object.entries(parts)) {
    const path = Buffer.from(name)
    const packed = deflateRawSync(bytes, { level: 1 })
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, path, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('504b01021400', 'hex'), common, tail, path)
    bodies.push(local)
    offset += local.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('504b0506', 'hex')
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, listing, end])
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\t/g, '_x0009_')
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}
