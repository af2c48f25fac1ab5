/** The phone's clock, only for words such as a saved screen's age; every rule uses the cloud's. */
export function phoneNow(): number {
  return Date.now()
}
