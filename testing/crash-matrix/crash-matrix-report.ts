import { FAULTS, type Cell, type Row } from './crash-matrix'

const TITLE_WIDTH = 28
const COLUMN_WIDTH = 12

/** One line per action: how many of its cells passed, for each fault. */
export function shortMatrix(rows: Row[], seconds: number): string {
  const head = ['action', 'calls', ...FAULTS]
  const body = rows.map(({ title, requests, cells }) => [
    title,
    String(requests.length),
    ...FAULTS.map((fault) => share(cells.filter((cell) => cell.fault === fault))),
  ])
  return [...[head, ...body].map(line), '', summary(rows, seconds), ''].join('\n')
}

/** The short matrix, then each database request of each action with the result of every fault. */
export function fullMatrix(rows: Row[], seconds: number): string {
  const details = rows.flatMap(({ title, requests, cells }) => [
    '',
    line([title, '', ...FAULTS]),
    ...requests.map((request, i) => {
      const own = (fault: string) => cells.find((c) => c.request === i + 1 && c.fault === fault)
      const name = request.replace('database.', '').replace('Document', '')
      return line([`  ${i + 1} ${name}`, '', ...FAULTS.map((fault) => mark(own(fault)))])
    }),
    ...cells.flatMap(problemLines),
  ])
  return [shortMatrix(rows, seconds), ...details, ''].join('\n')
}

function problemLines({ request, fault, problems }: Cell): string[] {
  return problems.map((problem) => `  ✗ ${fault} at ${request}: ${problem}`)
}

function mark(cell: Cell | undefined): string {
  if (!cell) return '·'
  return cell.problems.length === 0 ? '✓' : '✗'
}

function share(cells: Cell[]): string {
  if (cells.length === 0) return '·'
  const good = cells.filter(({ problems }) => problems.length === 0).length
  return good === cells.length ? `✓ ${good}` : `✗ ${good} of ${cells.length}`
}

function line([title = '', calls = '', ...columns]: string[]): string {
  const padded = columns.map((column) => column.padEnd(COLUMN_WIDTH))
  return `${title.padEnd(TITLE_WIDTH)}${calls.padEnd(6)}${padded.join('')}`.trimEnd()
}

function summary(rows: Row[], seconds: number): string {
  const cells = rows.flatMap((row) => row.cells)
  const good = cells.filter(({ problems }) => problems.length === 0).length
  const took = `${seconds.toFixed(1)} s`
  return `${good} of ${cells.length} cells come to the same end as the run without a fault; ${took}`
}
