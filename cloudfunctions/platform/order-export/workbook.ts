import type { Archive } from './zip-archive'
import { parseWholeXml } from './xml-events'

export interface Workbook {
  sheetPath: string
  stringsPath: string | null
}

/** Finds the sheet that holds the orders, and the table of its texts. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const sheets: { name: string; id: string }[] = []
  const targets = new Map<string, string>()
  let stringsPath: string | null = null
  await parseWholeXml(await archive.part('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'sheet') sheets.push({ name: attributes.name ?? '', id: idOf(attributes) })
      // Days counted from 1904 would shift every date by four years.
      if (name === 'workbookPr' && /^(?:1|true)$/.test(attributes.date1904 ?? '')) {
        throw new Error('dates from 1904')
      }
    },
  })
  await parseWholeXml(await archive.part('xl/_rels/workbook.xml.rels'), {
    open(name, { Id = '', Target = '', Type = '' }) {
      if (name !== 'Relationship') return
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
      targets.set(Id, path)
      if (Type.endsWith('/sharedStrings') && archive.size(path) !== null) stringsPath = path
    },
  })
  const sheet = sheets.find(({ name }) => name.includes('订单')) ?? sheets[0]
  const sheetPath = sheet === undefined ? undefined : targets.get(sheet.id)
  if (sheetPath === undefined) throw new Error('no sheet')
  return { sheetPath, stringsPath }
}

function idOf(attributes: Record<string, string>): string {
  const key = Object.keys(attributes).find((name) => name.endsWith(':id'))
  return key === undefined ? '' : (attributes[key] ?? '')
}
