/** The phone's clock, only to say how old a saved screen is; every rule uses the cloud's. */
export function phoneNow(): number {
  return Date.now()
}
