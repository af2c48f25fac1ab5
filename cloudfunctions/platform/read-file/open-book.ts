import type { Book, Sheet } from './book'
import { readCsvRows } from './csv-rows'
import type { Encoding } from './encoding'
import { refuseKind, tellKind } from './file-kind'
import { ORDER_EXPORT_LIMITS } from './limits'
import { refuse } from './refusal'
import { openSource, type Opened } from './source'
import { openXlsx, readable } from './xlsx-book'
import { openArchive, type Archive } from './zip-archive'

/** Opens a file by its kind: a CSV, a workbook, or a ZIP with exactly one of them. */
export async function openBook(opened: Opened, name: string): Promise<Book> {
  const kind = tellKind(opened, name)
  if (kind.kind === 'csv') {
    return csvBook(opened, kind)
  }
  const archive = await readable(name, () => openArchive(opened))
  try {
    return await openArchived(archive, name)
  } catch (error) {
    await archive.close()
    throw error
  }
}

function csvBook(opened: Opened, kind: Encoding): Book {
  const progress = { done: 0, total: opened.size }
  const bytes = counted(opened.bytes, progress)
  const sheet: Sheet = { name: '', hidden: false, rows: (shape) => readCsvRows(bytes, kind, shape) }
  const close = () => Promise.resolve()
  return { sheets: [sheet], sparse: false, from1904: false, progress, close }
}

async function* counted(bytes: Opened['bytes'], progress: Book['progress']): Opened['bytes'] {
  for await (const chunk of bytes) {
    progress.done += chunk.length
    yield chunk
  }
}

const OTHER_ARCHIVES: [string, string][] = [
  ['word/document.xml', 'Word 文档'],
  ['ppt/presentation.xml', '幻灯片'],
]

const SAVED_OTHERWISE: [string, string][] = [
  ['xl/workbook.bin', 'xlsb'],
  ['content.xml', 'ods'],
]

function openArchived(archive: Archive, name: string): Promise<Book> {
  const { paths } = archive
  if (paths.includes('xl/workbook.xml')) return openXlsx(archive, name)
  const other = OTHER_ARCHIVES.find(([path]) => paths.includes(path))
  if (other !== undefined) refuseKind(name, other[1])
  const saved = SAVED_OTHERWISE.find(([path]) => paths.includes(path))
  if (saved !== undefined) {
    refuse('OTHER_XLSX', `“${name}”是 ${saved[1]} 表格，请用 Excel 或 WPS 打开，另存为 xlsx 再上传`)
  }
  return openPacked(archive, name)
}

/** Back offices that pack their exports put one table into a ZIP. */
async function openPacked(archive: Archive, name: string): Promise<Book> {
  const files = archive.paths.filter((path) => !/(?:^|\/)(?:\.|__MACOSX\/)/.test(path))
  const tables = files.filter((path) => /\.(?:csv|xlsx)$/i.test(path))
  const [only] = tables
  if (only === undefined) {
    return refuse(
      'ZIP_WITHOUT_TABLE',
      `“${name}”是压缩包，里面没有 csv 或 xlsx，请解压后上传订单文件`,
    )
  }
  if (tables.length > 1) {
    refuse('ZIP_OF_MANY', `“${name}”是压缩包，里面有 ${tables.length} 个表格，请解压后逐个上传`)
  }
  if (archive.isLocked(only)) {
    refuse('LOCKED_ZIP', `“${name}”是加了密码的压缩包，请解压后上传里面的订单文件`)
  }
  const book = await openInner(archive, only, name)
  const close = async () => {
    try {
      await book.close()
    } finally {
      await archive.close()
    }
  }
  return { ...book, close }
}

async function openInner(archive: Archive, path: string, name: string): Promise<Book> {
  const stream = await readable(name, () => archive.part(path, ORDER_EXPORT_LIMITS.fileBytes))
  const inner = await readable(name, () => openSource(stream, archive.size(path) ?? 0))
  const kind = tellKind(inner, name)
  if (kind.kind === 'csv') return openBook({ ...inner, bytes: unpacked(inner.bytes, name) }, name)
  // Only one level deep: a ZIP inside a ZIP could contain another one.
  const workbook = await readable(name, () => openArchive(inner))
  if (workbook.paths.includes('xl/workbook.xml')) return openXlsx(workbook, name)
  await workbook.close()
  return refuse('ZIP_IN_ZIP', `“${name}”是压缩包里的压缩包，请解压后上传里面的订单文件`)
}

async function* unpacked(bytes: Opened['bytes'], name: string): Opened['bytes'] {
  for (;;) {
    const next = await readable(name, () => bytes.next())
    if (next.done === true) return
    yield next.value
  }
}
