/** The numbers of one shard's seats that nobody has taken; `left` of the shard counts them. */
export interface FreeSeats {
  /** The next one that was never given. */
  next: number
  /** The one after the last. */
  end: number
  /** Those of cancelled redemptions whose codes nobody has seen; they are given first. */
  back: number[]
}

/** What a redemption of a code stores of it; the code itself stays in the pool. */
export interface HeldCode {
  seat: number
  shownAt: number | null
  lastDay: string | null
  howTo: string
}

export const NO_SEATS: FreeSeats = { next: 0, end: 0, back: [] }
