/** What came of WeChat's question whether a message may be sent. */
export interface Asking {
  /** Templates that the person accepted; each accept is good for one message. */
  accepted: string[]
  /** Switched off in the settings: asking again shows nothing. */
  blocked: boolean
}
