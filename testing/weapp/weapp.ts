import type { Cloud } from '../../localcloud/cloud'
import { refuseStale } from '../../scripts/build/targets.mjs'
import { readAppJson, type AppJson } from './app-json'
import { eventually } from './eventually'
import { invoke, isBag, type Bag } from './page'
import { PageStack, type PageStats } from './page-stack'
import { notePressed } from './pressed'
import { Scripts } from './scripts'
import { makeWx, type Phone } from './wx-api'
import { idsOf, pathTo, textOf, Wxml, type WxmlNode } from './wxml'

// On loading: a test that has opened a cloud before it is refused would never end.
refuseStale('weapp')

export interface WeappOptions {
  distDir: string
  cloud: Pick<Cloud, 'call' | 'pay'>
  openid: string
}

/** What the phone asked of the cloud, in order. */
export interface SentCall {
  name: string
  action: string
  input: Bag
}

/** The built mini-program, as a person uses it. */
export class Weapp {
  readonly phone: Phone = {
    storage: new Map(),
    clipboard: '',
    scanned: null,
    accepts: true,
    pays: (payment) => this.pay(payment),
  }
  readonly sent: SentCall[] = []
  /** Exceptions and console errors of the app; a test expects none. */
  readonly errors: string[] = []
  private readonly options: WeappOptions
  private readonly app: AppJson
  private readonly wxml: Wxml
  private readonly seen: Map<string, PageStats>[] = []
  private readonly lost = new Set<string>()
  private readonly held = new Map<string, Promise<void>>()
  private running: { scripts: Scripts; pages: PageStack } | null = null

  constructor(options: WeappOptions) {
    this.options = options
    this.app = readAppJson(options.distDir)
    this.wxml = new Wxml(options.distDir)
  }

  /** Starts the app again, at its first page or where a scanned code leads. */
  launch(path = `/${this.app.pages[0]}`, query: Record<string, string> = {}): void {
    this.kill()
    const search = Object.entries(query).map(([name, value]) => `${name}=${value}`)
    const fail = (error: unknown) => void this.errors.push(String(error))
    const launch = { path: path.slice(1), query, scene: 1001 }
    const wx = makeWx({
      phone: this.phone,
      stack: () => pages,
      callFunction: (name, data) => this.callFunction(scripts, name, data),
      launch,
      onError: fail,
    })
    const scripts: Scripts = new Scripts(this.options.distDir, {
      wx,
      getApp: (): Bag => scripts.app,
      getCurrentPages: () => pages.list().map(({ instance }) => instance),
      onError: fail,
    })
    const pages = new PageStack(this.app, scripts, this.wxml)
    this.running = { scripts, pages }
    scripts.run('app')
    scripts.run('comp')
    invoke(scripts.app, 'onLaunch', launch)
    invoke(scripts.app, 'onShow', launch)
    pages.launch(search.length > 0 ? `${path}?${search.join('&')}` : path)
  }

  /** WeChat's own payment sheet, which the person confirms. */
  private async pay(payment: Bag): Promise<boolean> {
    const { cloud, openid } = this.options
    const text = (name: string) => String(payment[name])
    const asked = {
      timeStamp: text('timeStamp'),
      nonceStr: text('nonceStr'),
      package: text('package'),
      signType: text('signType'),
      paySign: text('paySign'),
    }
    return (await cloud.pay.requestPayment(asked, openid)).paid
  }

  /** Ends the app as the system does: only what the phone has stored remains. */
  kill(): void {
    if (!this.running) return
    this.seen.push(this.running.pages.stats())
    this.running.scripts.stop()
    this.running = null
  }

  route(): string {
    return this.alive().pages.top().route
  }

  tree(): WxmlNode {
    return this.alive().pages.top().tree()
  }

  text(): string {
    return textOf(this.tree())
  }

  ids(): string[] {
    return idsOf(this.tree())
  }

  textOf(id: string): Promise<string> {
    return eventually(() => {
      const node = this.path(id).pop()
      return node && textOf(node)
    }, this.missing(id))
  }

  /** Waits for the node and its turn: nobody can press a blocked button, or while a page renders. */
  async tap(id: string): Promise<void> {
    const ready = await eventually(() => {
      const path = this.path(id)
      const ready = this.alive().scripts.idle() && path.length > 0 && !path.some(isBlocked)
      return ready ? path : null
    }, this.missing(id))
    this.bubble(ready, 'tap')
  }

  async input(id: string, value: string): Promise<void> {
    await eventually(() => this.path(id).length > 0, this.missing(id))
    this.fire(id, 'input', { value, cursor: value.length })
  }

  /** Calls the handler that the WXML names; without one the platform would do nothing. */
  fire(id: string, type: string, detail: Bag = {}): void {
    const node = this.path(id).pop()
    if (!node) throw new Error(this.missing(id)())
    this.handle(node, type, detail, node)
  }

  /** Presses the platform's own tab bar, which is only on the pages of its tabs. */
  async openTab(page: string): Promise<void> {
    await eventually(
      () => this.alive().pages.showsTabBar(),
      () => `${this.route()} has no tab bar`,
    )
    this.alive().pages.switchTab(`/${page}`)
  }

  attr(id: string, name: string): Promise<unknown> {
    return eventually(() => this.path(id).pop()?.attr[name], this.missing(id))
  }

  /** The person has scrolled to the end of the page. */
  reachBottom(): void {
    invoke(this.alive().pages.top().instance, 'onReachBottom')
  }

  /** The number of open pages on the stack. */
  depth(): number {
    return this.alive().pages.list().length
  }

  /** What the front page has sent to the screen so far. */
  sentToScreen(): number {
    return this.stats().get(this.route())?.setData.bytes ?? 0
  }

  /** The card that a share button sends when pressed. */
  share(): unknown {
    return invoke(this.alive().pages.top().instance, 'onShareAppMessage', { from: 'button' })
  }

  /** The cloud does this action once, but its answer never arrives. */
  loseReply(action: string): void {
    this.lost.add(action)
  }

  /** The cloud does this action, but its answer waits until the test releases it. */
  holdReply(action: string): () => void {
    let letGo: () => void = () => undefined
    this.held.set(action, new Promise((resolve) => (letGo = resolve)))
    return () => {
      this.held.delete(action)
      letGo()
    }
  }

  stats(): Map<string, PageStats> {
    const all = new Map<string, PageStats>()
    for (const part of [...this.seen, ...(this.running ? [this.running.pages.stats()] : [])]) {
      for (const [route, stats] of part) all.set(route, worseOf(all.get(route), stats))
    }
    return all
  }

  private alive(): { scripts: Scripts; pages: PageStack } {
    if (!this.running) throw new Error('the app does not run')
    return this.running
  }

  private path(id: string): WxmlNode[] {
    return pathTo(this.tree(), id)
  }

  private missing(id: string): () => string {
    return () =>
      `${this.route()}: #${id} is not there or blocked. It shows:${this.text().replace(/\n+/g, ' ')}`
  }

  /** A tap goes up through the nodes around it until one catches it. */
  private bubble(path: WxmlNode[], type: string): void {
    const target = path[path.length - 1]
    if (!target) return
    this.handle(target, type, {}, target)
    for (const node of path.slice(0, -1).reverse()) {
      if (handlerOf(node, type)) this.handle(node, type, {}, target)
      if (typeof node.attr[`catch${type}`] === 'string') return
    }
  }

  private handle(node: WxmlNode, type: string, detail: Bag, target: WxmlNode): void {
    const method = handlerOf(node, type)
    if (!method) throw new Error(`${this.route()}: #${String(node.attr.id)} has no bind${type}`)
    const place = (of: WxmlNode) => ({ id: of.attr.id, dataset: { sid: of.attr['data-sid'] } })
    const event = this.alive().scripts.carry({
      type,
      detail,
      target: place(target),
      currentTarget: place(node),
      timeStamp: Math.round(performance.now()),
      mark: {},
    })
    invoke(this.ownerOf(node), method, event)
  }

  private ownerOf({ owner }: WxmlNode): Bag {
    if (owner === 'page') return this.alive().pages.top().instance
    const methods = this.alive().scripts.components.get('comp')?.methods
    if (!isBag(methods)) throw new Error('comp.js registers no component with methods')
    return methods
  }

  private async callFunction(scripts: Scripts, name: string, data: unknown): Promise<unknown> {
    const { action, input } = JSON.parse(JSON.stringify(data))
    this.sent.push({ name, action, input })
    notePressed(String(action))
    const { cloud, openid } = this.options
    const result = await cloud.call(name, { action, input }, { openid, source: 'wx_client' })
    await this.held.get(action)
    if (this.lost.delete(action)) throw new Error('request:fail timeout')
    return { result: scripts.carry(result) }
  }
}

function handlerOf(node: WxmlNode, type: string): string | null {
  const bound = node.attr[`bind${type}`] ?? node.attr[`catch${type}`]
  return typeof bound === 'string' && bound !== '' ? bound : null
}

function isBlocked({ attr }: WxmlNode): boolean {
  return /\bis-(disabled|loading)\b/.test(String(attr.class ?? ''))
}

function worseOf(one: PageStats | undefined, other: PageStats): PageStats {
  if (!one) return other
  return {
    nodes: Math.max(one.nodes, other.nodes),
    depth: Math.max(one.depth, other.depth),
    children: Math.max(one.children, other.children),
    setData: {
      calls: one.setData.calls + other.setData.calls,
      bytes: one.setData.bytes + other.setData.bytes,
      largest: Math.max(one.setData.largest, other.setData.largest),
      busiestSecond: Math.max(one.setData.busiestSecond, other.setData.busiestSecond),
    },
  }
}
