import type { ExportedOrder } from './exported-order'
import type { FileNote } from './file-note'
import { countNumber, newNumberCounts, type NumberCounts } from './rounded-numbers'

/** What a file's orders leave unreported, counted while it is read. */
export class FileTally {
  readonly numbers: NumberCounts = newNumberCounts()
  private refundsUnknown = 0
  private completionUnknown = 0
  private numbersLost = 0
  /** Orders with a later row that lacks what the rows above reported. */
  readonly untoldLater: string[] = []

  /** An order that comes again, now complete, replaces what was known of it. */
  count(order: ExportedOrder, before: ExportedOrder | null): void {
    if (before === null) countNumber(this.numbers, order.orderNo)
    else this.add(before, -1)
    if (before !== null && refundsUnknown(order) && !refundsUnknown(before)) {
      this.untoldLater.push(order.orderNo)
    }
    this.add(order, 1)
  }

  private add(order: ExportedOrder, one: 1 | -1): void {
    if (refundsUnknown(order)) this.refundsUnknown += one
    if (order.status === 'completed' && order.completedAt === null) this.completionUnknown += one
    if (order.numbersLost) this.numbersLost += one
  }

  /** What the file as a whole does not show; reported after everything about its rows. */
  notes(): FileNote[] {
    const { refundsUnknown: refunds, completionUnknown: completion, numbersLost } = this
    return [
      { code: 'REFUNDS_UNKNOWN' as const, rows: refunds },
      { code: 'COMPLETION_UNKNOWN' as const, rows: completion },
      { code: 'SUB_NUMBERS_LOST' as const, rows: numbersLost },
    ].filter(({ rows }) => rows > 0)
  }
}

/** An order that nobody paid has no refund. */
function refundsUnknown({ consumerPaidFen, status, untold = [] }: ExportedOrder): boolean {
  return consumerPaidFen > 0 && status !== 'closed' && untold.includes('refunds')
}
