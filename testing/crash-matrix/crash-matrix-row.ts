import type { Action } from '../../cloudfunctions/contracts/action'
import type { World } from './crash-matrix-world'

/** A row of the matrix. */
export interface MatrixAction {
  title: string
  action: Action
  /** Who calls; a new person for each cell if the action makes the person. */
  openid?: (cell: string) => string
  input(world: World, cell: string): object
  arrange?(world: World): Promise<void>
  /** The answer counts what this one call did and there is no request id: a retry counts less. */
  countsOneCall?: true
  /** The fields that hold such counts, by collection. */
  forget?: Record<string, string[]>
  /** Fields of the answer that WeChat makes anew each time. */
  forgetAnswer?: string[]
  /**
   * Why a call that failed may leave a part of what it does: it consists of several transactions.
   * All others leave nothing or everything.
   */
  inSteps?: string
  /** Why the same input under a new request id may do it again. In all other rows it must not. */
  mayRepeat?: string
}

export const id = (name: string) => `crash-matrix-${name}`
export const as = (name: string) => () => `wx-${name}`
