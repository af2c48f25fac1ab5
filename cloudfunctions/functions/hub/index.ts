import { httpEntrance } from '../../platform/door/http-entrance'
import { takeWebhook } from './webhook'

/** 推送入口: marketplaces, tills and ERPs; open to the network, so every request is signed. */
export const main = httpEntrance(takeWebhook)
