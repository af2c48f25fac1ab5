import { httpEntrance } from '../../platform/door/http-entrance'
import { takePush } from './push'

/** 推送入口: marketplaces, tills and ERPs; open to the network, so every request is signed. */
export const main = httpEntrance(takePush)
