import type { FileProblem } from '../../domain/order/export/exported-order'

/** Nothing more of this file can be read; `problem.message` is for the shopkeeper. */
export class OrderExportRefusal extends Error {
  constructor(readonly problem: FileProblem) {
    super(problem.code)
    this.name = 'OrderExportRefusal'
  }
}

export function refuse(code: string, message: string): never {
  throw new OrderExportRefusal({ code, message })
}
