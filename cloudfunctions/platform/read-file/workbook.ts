import { ORDER_EXPORT_LIMITS } from './limits'
import type { Archive } from './zip-archive'
import { parseWholeXml } from './xml-events'

export interface SheetPlace {
  name: string
  path: string
  hidden: boolean
}

export interface Workbook {
  /** In the order of the tabs; charts left out. */
  sheets: SheetPlace[]
  stringsPath: string | null
  /** Days are counted from 1904, as old Macs did. */
  from1904: boolean
}

/** Finds the sheets of a workbook, and the table of their texts. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const { bookBytes, sheets: maxSheets } = ORDER_EXPORT_LIMITS
  const tabs: { name: string; id: string; hidden: boolean }[] = []
  const targets = new Map<string, string>()
  let stringsPath: string | null = null
  let from1904 = false
  await parseWholeXml(await archive.part('xl/workbook.xml', bookBytes), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 ||= /^(?:1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      if (tabs.length >= maxSheets) throw new Error('the workbook has too many sheets')
      const hidden = /hidden/i.test(attributes.state ?? '')
      tabs.push({ name: (attributes.name ?? '').slice(0, 40), id: idOf(attributes), hidden })
    },
  })
  await parseWholeXml(await archive.part('xl/_rels/workbook.xml.rels', bookBytes), {
    open(name, { Id = '', Target = '', Type = '' }) {
      if (name !== 'Relationship') return
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
      if (!Type.endsWith('/chartsheet')) targets.set(Id, path)
      if (Type.endsWith('/sharedStrings') && archive.size(path) !== null) stringsPath = path
    },
  })
  const sheets = tabs.flatMap(({ name, id, hidden }) => {
    const path = targets.get(id)
    return path === undefined ? [] : [{ name, path, hidden }]
  })
  if (sheets.length === 0) throw new Error('the workbook has no sheet')
  return { sheets, stringsPath, from1904 }
}

function idOf(attributes: Record<string, string>): string {
  const key = Object.keys(attributes).find((name) => name.endsWith(':id'))
  return key === undefined ? '' : (attributes[key] ?? '')
}
