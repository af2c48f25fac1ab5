import type { Book, Sheet } from './book'
import { ORDER_EXPORT_LIMITS } from './limits'
import { OrderExportRefusal, refuse } from './refusal'
import { readSharedStrings, type SharedStrings } from './shared-strings'
import { readWorkbook, type SheetPlace } from './workbook'
import { readSheet } from './xlsx-rows'
import type { Archive } from './zip-archive'

const NO_STRINGS: SharedStrings = { at: () => '' }

/** The sheets of an XLSX; their texts are read once, together with the first sheet. */
export async function openXlsx(archive: Archive, name: string): Promise<Book> {
  const { sheets, stringsPath, from1904 } = await readable(name, () => readWorkbook(archive))
  let strings: SharedStrings | null = null
  const visible = sheets.filter(({ hidden }) => !hidden)
  const total = visible.reduce((sum, { path }) => sum + (archive.size(path) ?? 0), 0)
  const progress = { done: 0, total }

  async function loadStrings(): Promise<SharedStrings> {
    if (stringsPath === null) return NO_STRINGS
    return readSharedStrings(await archive.part(stringsPath, ORDER_EXPORT_LIMITS.stringsBytes))
  }

  async function* rowsOf({ path }: SheetPlace) {
    const known = (strings ??= await readable(name, loadStrings))
    const stream = await readable(name, () => archive.part(path, ORDER_EXPORT_LIMITS.sheetBytes))
    try {
      const rows = readSheet(stream, known, progress)
      for (;;) {
        const next = await readable(name, () => rows.next())
        if (next.done === true) break
        yield* next.value
      }
    } finally {
      stream.destroy()
    }
  }

  const sheetOf = (place: SheetPlace): Sheet => ({
    name: place.name,
    hidden: place.hidden,
    rows: () => rowsOf(place),
  })
  const close = () => archive.close()
  return { sheets: sheets.map(sheetOf), sparse: true, from1904, progress, close }
}

/** Whatever fails in the unpacking or the XML, the shopkeeper gets one sentence. */
export async function readable<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof OrderExportRefusal) throw error
    return refuse('DAMAGED_XLSX', `“${name}”不是完整的 xlsx 表格或压缩包，请重新导出后上传`)
  }
}
