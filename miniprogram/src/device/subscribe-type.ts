/** The result of WeChat's question whether a message may be sent. */
export interface Asking {
  /** Templates that the person accepted; each accept allows one message. */
  accepted: string[]
  /** Switched off in the settings, so asking again would show nothing. */
  blocked: boolean
}
