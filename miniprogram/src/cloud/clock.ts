/** The phone's clock, only for words such as how old a saved screen is; every rule uses the cloud's. */
export function phoneNow(): number {
  return Date.now()
}
