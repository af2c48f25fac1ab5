import { JD_HEADER, jdRow } from '../../../../testing/scenes/orders/tables'
import { readAll, READ_AT } from '../../../../testing/scenes/orders/read-all'
import { xlsxBook, xlsxFile, zipFile } from '../../../../testing/scenes/orders/xlsx-file'
import { ORDER_EXPORT_LIMITS } from '../../../platform/read-file/limits'
import { readOrderExport } from './read-order-export'
import { OrderExportRefusal } from '../../../platform/read-file/refusal'

const line = (cells: (string | number | null)[]) => cells.join(',')
const MB = 1024 * 1024

/** The result of reading a file, with the time and the extra memory it took. */
async function cost(bytes: Buffer) {
  const start = performance.now()
  const heap = process.memoryUsage()
  let peak = 0
  let orders = 0
  let errors = 0
  let code = ''
  try {
    for await (const event of readOrderExport(bytes, 'a', READ_AT)) {
      if (event.kind === 'order') orders++
      if (event.kind === 'error') errors++
      if (event.kind !== 'rows') continue
      const { heapUsed, external } = process.memoryUsage()
      peak = Math.max(peak, heapUsed + external - heap.heapUsed - heap.external)
    }
  } catch (error) {
    if (!(error instanceof OrderExportRefusal)) throw error
    code = error.problem.code
  }
  return { ms: performance.now() - start, peakMb: peak / MB, orders, errors, code }
}

/**
 * How much more time per byte a file eight times as long takes: 1 if time is linear, 8 if it is
 * square. Uses this process's own CPU time, so that others do not disturb, and the best of three.
 */
async function growth(make: (size: number) => Buffer, size: number): Promise<number> {
  const [small, large] = [make(size), make(size * 8)]
  const time = async (bytes: Buffer) => {
    const start = process.cpuUsage()
    await cost(bytes)
    return process.cpuUsage(start).user
  }
  await time(small)
  let best = Infinity
  for (let turn = 0; turn < 3 && best > 2; turn++) {
    best = Math.min(best, (await time(large)) / (await time(small)) / 8)
  }
  return best
}

function workbookOf(sheet: Buffer | string, strings?: Buffer | string): Buffer {
  const parts: Record<string, Buffer> = {
    'xl/workbook.xml': Buffer.from(
      '<workbook><sheets><sheet name="a" r:id="x"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': Buffer.from(
      '<Relationships><Relationship Id="x" Type="worksheet" Target="a.xml"/>' +
        '<Relationship Id="y" Type="t/sharedStrings" Target="s.xml"/></Relationships>',
    ),
    'xl/a.xml': Buffer.from(sheet),
  }
  return zipFile(strings === undefined ? parts : { ...parts, 'xl/s.xml': Buffer.from(strings) })
}

const inSheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`

describe('F3: a workbook', () => {
  test('with a cell in the last column and 6,000 rows costs no more than its rows', async () => {
    const far = inSheet(
      '<row r="1"><c r="XFD1"><v>1</v></c></row>' +
        Array.from({ length: 6000 }, (_, n) => `<row r="${n + 2}"/>`).join(''),
    )
    expect(workbookOf(far).length).toBeLessThan(64 * 1024)
    const { ms, peakMb } = await cost(workbookOf(far))
    expect(ms).toBeLessThan(2000)
    expect(peakMb).toBeLessThan(256)
  })

  test('with a value far right in every row of orders reports them as rows too wide', async () => {
    const wide = [...jdRow(), ...Array.from({ length: 900 }, () => null), 'x']
    const { orders, errors } = await readAll(xlsxFile([JD_HEADER, wide, jdRow()]), 'a.xlsx')
    expect([orders.length, errors.length]).toEqual([0, 1])
  })

  test('of millions of empty cells and rows takes no memory', async () => {
    const cells = '<c r="A1"/>'.repeat(200_000)
    const sheet = inSheet(`<row r="1">${cells}</row>${'<row/>'.repeat(200_000)}`)
    const { peakMb, code } = await cost(workbookOf(sheet))
    expect(code).toBe('EMPTY_FILE')
    expect(peakMb).toBeLessThan(256)
  })

  test.each([
    ['a text without end', `<row><c t="inlineStr"><is><t>${'x'.repeat(8 * MB)}`],
    ['an attribute without end', `<row r="${'1'.repeat(8 * MB)}`],
    ['a comment without end', `<!--${'x'.repeat(8 * MB)}`],
    ['a nesting without end', '<a>'.repeat(100_000)],
    ['cells that name no place', '<row><c r="\u4e00"><v>1</v></c></row'],
  ])('with %s is refused', async (_, rows) => {
    const { code, peakMb } = await cost(workbookOf(inSheet(rows)))
    expect(code).toBe('DAMAGED_XLSX')
    expect(peakMb).toBeLessThan(256)
  })

  test('with a text of 80 MB, alone or in pieces, is refused before it is kept', async () => {
    const one = `<sst><si><t>${'x'.repeat(20 * MB)}</t></si></sst>`
    expect((await cost(workbookOf(inSheet('<row/>'), one))).code).toBe('DAMAGED_XLSX')
    const pieces = `<sst><si>${`<r><t>${'x'.repeat(999)}</t></r>`.repeat(9999)}</si></sst>`
    expect((await cost(workbookOf(inSheet('<row/>'), pieces))).code).toBe('CELL_TOO_LONG')
  })

  test('with entities that unfold is refused, because a workbook has no DOCTYPE', async () => {
    const laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
    expect((await cost(workbookOf(`${laughs}${inSheet('<row/>')}`))).code).toBe('DAMAGED_XLSX')
  })

  test('that unpacks to hundreds of times its size is refused before it is unpacked', async () => {
    const bomb = workbookOf(Buffer.alloc(ORDER_EXPORT_LIMITS.packRatioFrom + 1, ' '))
    const { ms, code } = await cost(bomb)
    expect(code).toBe('FILE_TOO_LARGE')
    expect(ms).toBeLessThan(500)
    const inner = zipFile({ 'a.csv': Buffer.alloc(ORDER_EXPORT_LIMITS.packRatioFrom + 1, ',') })
    expect((await cost(inner)).code).toBe('FILE_TOO_LARGE')
  })

  test('with more sheets than anybody needs is refused', async () => {
    const tabs = Array.from({ length: 101 }, (_, n) => ({ name: `${n}`, rows: [] }))
    expect((await cost(xlsxBook(tabs))).code).toBe('DAMAGED_XLSX')
  })
})

describe('F3: time grows with the size, not with its square, for a csv', () => {
  const good = Array.from({ length: 20 }, (_, n) => line(jdRow({ 订单号: `${389592175000 + n}` })))
  const head = [line(JD_HEADER), ...good].join('\n')

  test.each([
    ['of lines that each open a quote', '"大号,1,2\n'],
    ['of quotes alone', '"'],
    ['of quotes and line breaks', '"\n'],
    ['of quotes and blanks', '" '.repeat(40)],
    ['of one line', '京东,'],
    ['of line breaks', '\r'],
    ['of blank rows', ',,,,\n'],
    ['of headers', `${line(JD_HEADER)}\n`],
    ['of sums', '合计\n'],
    ['of notes with line breaks', `"${'a,\n'.repeat(50)}",b\n`],
  ])('%s', async (_, piece) => {
    const make = (chars: number) =>
      Buffer.from(`${head}\n${piece.repeat(Math.ceil(chars / piece.length))}`)
    expect(await growth(make, 50_000)).toBeLessThan(4)
    const { orders } = await cost(make(400_000))
    expect(orders).toBe(good.length)
  })

  test('and the unread rest of an overlong line is an error of its row', async () => {
    const long = `389592175001,${'x'.repeat(200_000)}`
    const text = [head, long, line(jdRow({ 订单号: '389592175999' }))].join('\n')
    const { orders, errors } = await readAll(Buffer.from(text), 'a.csv')
    expect(orders.at(-1)?.orderNo).toBe('389592175999')
    expect(errors).toMatchObject([{ row: 22, message: expect.stringContaining('太长') }])
  })
})
