import type { StaffRole } from '../../contracts/staff/staff-role'

/** 品牌员工: `<brand>:<memberId>`. */
export interface Staff {
  _id: string
  brand: string
  memberId: string
  name: string
  active: boolean
  /** Links of the WeChat that was enrolled; null on an entry from before they were stored. */
  wechats: string[] | null
  roles: StaffRole[]
}

/** 花名册姓名: `<brand>:<hash of the name>` → the member who had it last, so that a name is one person. */
export interface RosterName {
  _id: string
  brand: string
  memberId: string
}
