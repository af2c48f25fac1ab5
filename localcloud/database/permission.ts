/** CloudBase's permissions of a collection, for callers that do not go through a function. */
const PERMISSIONS = ['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY'] as const
export type Permission = (typeof PERMISSIONS)[number]

export type ClientOperation = 'get' | 'add' | 'update' | 'remove'

export function readPermission(value: unknown): Permission | undefined {
  if (value === undefined) return undefined
  const known = PERMISSIONS.find((each) => each === value)
  if (!known) throw new Error(`unknown permission ${String(value)}`)
  return known
}

/** Which documents a phone may reach: all, those that it made, or none. */
export function reachOf(permission: Permission, operation: ClientOperation) {
  if (permission === 'ADMINONLY') return 'none'
  if (operation === 'get') return permission === 'PRIVATE' ? 'own' : 'all'
  return permission === 'ADMINWRITE' ? 'none' : 'own'
}
