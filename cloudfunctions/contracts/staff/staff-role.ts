import { action, type Action, type Schema } from '../action'
import type { ActionName } from '../action-titles'

/** What an enrolled person may do; each role is one part of the work, none includes another. */
export const STAFF_ROLES = [
  'claims',
  'points',
  'orders',
  'rules',
  'shops',
  'codes',
  'checks',
  'manager',
] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

export const ROLE_NAMES: Record<StaffRole, string> = {
  claims: '认领核对',
  points: '积分调整',
  orders: '订单导入',
  rules: '规则发布',
  shops: '门店码',
  codes: '一物一码',
  checks: '对账',
  manager: '人员登记',
}

/** The roles of an enrolment that names none: the smallest one. */
export const LEAST_ROLES: readonly StaffRole[] = ['claims']

/** `console` is the cloud's own console, which only people with rights on the environment reach. */
export type MayAsk = StaffRole | 'console'

/** A staff action lists the roles that may call it; without a list nobody may. */
export interface StaffAction<
  I extends Schema = Schema,
  O extends Schema = Schema,
  R extends string = string,
> extends Action<I, O, R> {
  readonly roles: readonly [MayAsk, ...MayAsk[]]
}

export function staffAction<I extends Schema, O extends Schema, const R extends string>(
  name: ActionName,
  shape: {
    roles: readonly [MayAsk, ...MayAsk[]]
    input: I
    output: O
    refusals: readonly R[]
  },
): StaffAction<I, O, R> {
  const { roles, ...rest } = shape
  return { ...action(name, rest), roles }
}
