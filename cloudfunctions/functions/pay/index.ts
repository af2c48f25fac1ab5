import { looksLikeHttp } from '../../platform/door/caller'
import { httpEntrance } from '../../platform/door/http-entrance'
import { takeCloudCallback, takeHttpCallback } from './callback'

const overHttp = httpEntrance(takeHttpCallback)

/** 收款: WeChat Pay reports payments and refunds here, over HTTP or over the platform's own line. */
export function main(event: unknown) {
  const isHttp = typeof event === 'object' && event !== null && looksLikeHttp(event)
  return isHttp ? overHttp(event) : takeCloudCallback(event)
}
