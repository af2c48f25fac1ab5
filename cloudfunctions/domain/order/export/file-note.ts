import type { ImportNoteCode } from '../../../contracts/order/order-import'

/** 没读的: what a file contains and its orders do not show. The sentence is made where it is read. */
export interface FileNote {
  code: ImportNoteCode
  /** Absent in a CSV, and where a workbook has only one sheet. */
  sheet?: string
  /** The first row it is about, and how many there are. */
  row?: number
  rows?: number
}

/** Several notes of one kind about one sheet become one note with a count. */
export interface Notes {
  add(code: ImportNoteCode, row: number): void
  all(): FileNote[]
}

export function createNotes(sheet: string): Notes {
  const notes = new Map<ImportNoteCode, FileNote & { rows: number }>()
  return {
    add(code, row) {
      const known = notes.get(code)
      if (known !== undefined) known.rows++
      else notes.set(code, { code, ...(sheet === '' ? {} : { sheet }), row, rows: 1 })
    },
    all: () => [...notes.values()],
  }
}
