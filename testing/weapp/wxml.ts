import { createContext, Script } from 'node:vm'
import { wxmlToJs } from 'miniprogram-compiler'

export type WxmlChild = WxmlNode | string

export interface WxmlNode {
  tag: string
  attr: Record<string, unknown>
  children: WxmlChild[]
  /** The object that a handler's name belongs to: the page, or the component around it. */
  owner: 'page' | 'comp'
}

interface Rendered {
  tag: string
  attr?: Record<string, unknown>
  children?: (Rendered | string)[]
}

/** Data is passed on as JSON, because values of another realm would be drawn as null. */
type Gwx = (file: string, json: string) => Rendered | undefined

const compiled = new Map<string, Gwx>()

/** Compiles a built mini-program as DevTools does: wrong WXML throws with line and column. */
function compile(distDir: string): Gwx {
  const known = compiled.get(distDir)
  if (known) return known
  const context = createContext({})
  context.window = context
  const source = `(function (gwx) {
    return (file, json) => { const draw = gwx(file); return draw && draw(JSON.parse(json)) }
  })((function (global) {${wxmlToJs(distDir)}\n})({}))`
  const gwx: Gwx = new Script(source, { filename: 'wxml.js' }).runInContext(context)
  compiled.set(distDir, gwx)
  return gwx
}

/** Renders pages of a build to the tree that a phone would draw. */
export class Wxml {
  private readonly gwx: Gwx

  constructor(distDir: string) {
    this.gwx = compile(distDir)
  }

  render(page: string, data: unknown): WxmlNode {
    return this.draw(page, data, 'page')
  }

  private draw(page: string, data: unknown, owner: WxmlNode['owner']): WxmlNode {
    const rendered = this.gwx(`${page}.wxml`, JSON.stringify(data))
    if (!rendered) throw new Error(`${page}.wxml is not in the build`)
    return this.expand(rendered, owner)
  }

  /** Taro puts deeply nested nodes into `comp`, which the compiler leaves as one closed node. */
  private expand({ tag, attr = {}, children = [] }: Rendered, owner: WxmlNode['owner']): WxmlNode {
    if (tag === 'wx-custom-wrapper') throw new Error('CustomWrapper is not known to this harness')
    if (tag === 'wx-comp') {
      const inner = this.draw('comp', { i: attr.i, l: attr.l }, 'comp')
      return { tag, attr: {}, children: inner.children, owner }
    }
    const drawn = children.map((child) =>
      typeof child === 'string' ? child : this.expand(child, owner),
    )
    return { tag, attr, children: drawn, owner }
  }
}

/** The path from the root to the node with this id; empty if there is none. */
export function pathTo(root: WxmlNode, id: string): WxmlNode[] {
  if (root.attr.id === id) return [root]
  for (const child of root.children) {
    if (typeof child === 'string') continue
    const below = pathTo(child, id)
    if (below.length > 0) return [root, ...below]
  }
  return []
}

export function idsOf(root: WxmlNode): string[] {
  const own = typeof root.attr.id === 'string' ? [root.attr.id] : []
  return [
    ...own,
    ...root.children.flatMap((child) => (typeof child === 'string' ? [] : idsOf(child))),
  ]
}

/** The text that a person reads; a view starts a new line, a text continues its line. */
export function textOf(node: WxmlNode): string {
  const words = node.children.map((child) => (typeof child === 'string' ? child : textOf(child)))
  return node.tag === 'wx-text' ? words.join('') : `\n${words.join('')}\n`
}

export interface TreeSize {
  nodes: number
  depth: number
  children: number
}

/** Counted like WeChat's audit: all elements, their depth, and the most children of one element. */
export function sizeOf(node: WxmlNode): TreeSize {
  const below = node.children.filter((child): child is WxmlNode => typeof child !== 'string')
  const size: TreeSize = { nodes: 1, depth: 1, children: below.length }
  for (const child of below) {
    const part = sizeOf(child)
    size.nodes += part.nodes
    size.depth = Math.max(size.depth, part.depth + 1)
    size.children = Math.max(size.children, part.children)
  }
  return size
}
