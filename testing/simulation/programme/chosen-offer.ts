/** How something was redeemed. */
export interface ChosenOffer {
  /** The offer and the price of the request; a reward with one price has an offer without id. */
  offer: string
  points: number
  template: string
  /** The day, and the member's tier then: limits count by both. */
  on: string
  tier: string
}
