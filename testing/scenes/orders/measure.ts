import { createReadStream, readFileSync } from 'node:fs'
import { READ_AT } from './read-all'
import { readOrderExport } from '../../../cloudfunctions/workflows/order/export/read-order-export'

/** Runs as a process of its own: reports what one file holds and the memory it took. */
async function measure(path: string, whole: boolean): Promise<void> {
  let orders = 0
  let superseding = 0
  let errors = 0
  let paidFen = 0
  const source = whole ? readFileSync(path) : createReadStream(path)
  for await (const event of readOrderExport(source, path, READ_AT)) {
    if (event.kind === 'error') errors++
    if (event.kind !== 'order') continue
    if (event.supersedes) superseding++
    else orders++
    paidFen += event.order.consumerPaidFen
  }
  process.stdout.write(JSON.stringify({ orders, superseding, errors, paidFen, peakMb: peakMb() }))
}

/** Of this process alone: on Linux `maxRSS` includes the memory of its parent, jest's worker. */
function peakMb(): number {
  if (process.platform !== 'linux') return Math.round(process.resourceUsage().maxRSS / 1024)
  const status = readFileSync('/proc/self/status', 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024)
}

const [path = '', how = ''] = process.argv.slice(2)
void measure(path, how === 'whole')
