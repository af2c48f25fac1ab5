import { routesIn, type AppJson } from './app-json'
import { applyData, invoke, isBag, SetDataMeter, type Bag } from './page'
import type { Scripts } from './scripts'
import { sizeOf, type TreeSize, type Wxml, type WxmlNode } from './wxml'

/** The platform does not open an eleventh page. */
const STACK_MAX = 10

export interface PageStats extends TreeSize {
  setData: ReturnType<SetDataMeter['stats']>
}

/** One page on the stack, with what it has drawn so far. */
export interface OpenPage {
  route: string
  instance: Bag
  tree(): WxmlNode
}

/** The routes of a mini-program and the pages that are open. */
export class PageStack {
  private readonly scripts: Scripts
  private readonly wxml: Wxml
  private readonly routes: Set<string>
  private readonly tabs: Set<string>
  private readonly meters = new Map<string, SetDataMeter>()
  private readonly sizes = new Map<string, TreeSize>()
  private readonly openTabs = new Map<string, OpenPage>()
  private open: OpenPage[] = []

  constructor(app: AppJson, scripts: Scripts, wxml: Wxml) {
    this.routes = new Set(routesIn(app))
    this.tabs = new Set(app.tabBar.list.map(({ pagePath }) => pagePath))
    this.scripts = scripts
    this.wxml = wxml
  }

  list(): OpenPage[] {
    return this.open
  }

  top(): OpenPage {
    const page = this.open[this.open.length - 1]
    if (!page) throw new Error('no page is open')
    return page
  }

  showsTabBar(): boolean {
    return this.tabs.has(this.top().route)
  }

  stats(): Map<string, PageStats> {
    const none: TreeSize = { nodes: 0, depth: 0, children: 0 }
    return new Map(
      [...this.meters].map(([route, meter]) => [
        route,
        { ...(this.sizes.get(route) ?? none), setData: meter.stats() },
      ]),
    )
  }

  navigateTo(url: string): void {
    const { route, query } = this.find(url)
    if (this.tabs.has(route)) throw new Error(`can not navigateTo a tabbar page: ${route}`)
    if (this.open.length >= STACK_MAX) throw new Error('webview count limit exceed')
    this.hide()
    this.open.push(this.load(route, query))
  }

  redirectTo(url: string): void {
    const { route, query } = this.find(url)
    if (this.tabs.has(route)) throw new Error(`can not redirectTo a tabbar page: ${route}`)
    this.unloadTop()
    this.open.push(this.load(route, query))
  }

  navigateBack(delta: number): void {
    if (this.open.length < 2) throw new Error('cannot navigate back at first page')
    for (let left = Math.min(delta, this.open.length - 1); left > 0; left--) this.unloadTop()
    invoke(this.top().instance, 'onShow')
  }

  switchTab(url: string): void {
    const { route } = this.find(url)
    if (!this.tabs.has(route)) throw new Error(`can not switch to no-tabBar page: ${route}`)
    while (this.open.length > 1) this.unloadTop()
    const [shown] = this.open
    if (shown?.route === route) return void invoke(shown.instance, 'onShow')
    if (shown && this.tabs.has(shown.route)) this.hide()
    else if (shown) this.unloadTop()
    const kept = this.openTabs.get(route)
    if (kept) invoke(kept.instance, 'onShow')
    const page = kept ?? this.load(route, {})
    this.openTabs.set(route, page)
    this.open = [page]
  }

  /** The first page of a launch. */
  launch(url: string): void {
    const { route, query } = this.find(url)
    if (this.tabs.has(route)) this.switchTab(url)
    else this.open = [this.load(route, query)]
  }

  private find(url: string): { route: string; query: Record<string, string> } {
    const [path = '', search = ''] = url.split('?')
    const from = path.startsWith('/') || this.open.length === 0 ? '' : this.top().route
    const route = path.startsWith('/') ? path.slice(1) : path
    if (!this.routes.has(route)) throw new Error(`page "${route}" is not found (from ${from})`)
    // The platform passes a query on as it is written, without decoding.
    const pairs = search.split('&').filter((pair) => pair !== '')
    const query = Object.fromEntries(pairs.map((pair) => splitPair(pair)))
    return { route, query }
  }

  private load(route: string, query: Record<string, string>): OpenPage {
    const config = this.scripts.page(route)
    const data = this.scripts.carry(config.data ?? {})
    const page = this.instanceOf(route, {
      ...config,
      data,
      route,
      __route__: route,
      options: query,
    })
    invoke(page.instance, 'onLoad', this.scripts.carry(query))
    invoke(page.instance, 'onShow')
    invoke(page.instance, 'onReady')
    return page
  }

  private instanceOf(route: string, instance: Bag): OpenPage {
    const meter = this.meters.get(route) ?? new SetDataMeter()
    this.meters.set(route, meter)
    let drawn: WxmlNode | null = null
    instance.setData = (changes: Bag, done?: () => void) => {
      const json = JSON.stringify(changes)
      meter.count(json)
      const carried = this.scripts.carry(changes)
      if (isBag(instance.data) && isBag(carried)) applyData(instance.data, carried)
      drawn = null
      if (done) this.scripts.soon(done)
    }
    const tree = () => (drawn ??= this.draw(route, instance.data))
    return { route, instance, tree }
  }

  private draw(route: string, data: unknown): WxmlNode {
    const tree = this.wxml.render(route, data)
    const now = sizeOf(tree)
    const most = this.sizes.get(route) ?? now
    this.sizes.set(route, {
      nodes: Math.max(most.nodes, now.nodes),
      depth: Math.max(most.depth, now.depth),
      children: Math.max(most.children, now.children),
    })
    return tree
  }

  /** A page is measured when it is left, if that was not done before. */
  private hide(): void {
    const page = this.top()
    page.tree()
    invoke(page.instance, 'onHide')
  }

  private unloadTop(): void {
    const page = this.open.pop()
    if (!page) return
    page.tree()
    invoke(page.instance, 'onUnload')
  }
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
}
