/** How it ended in the member's hands; only the cloud knows whether it was paid. */
export type Paying = 'done' | 'cancelled' | 'failed'

/** What the cloud gives for WeChat's own dialogue. */
export interface Payment {
  timeStamp: string
  nonceStr: string
  package: string
  signType: string
  paySign: string
}
