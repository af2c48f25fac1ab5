import type { Page } from 'playwright-core'

/** The smallest target that a finger hits, 44 px, less what rounding takes. */
const FINGER = 43.4
/** WCAG AA, for small and for large text. */
const CONTRAST = { small: 4.5, large: 3 }
/** Left of the drawn edge of a figure is its own shadow; a tenth of the ground may be darker. */
const GROUND_SHARE = 0.08

interface Run {
  text: string
  box: { x: number; y: number; width: number; height: number }
  color: number[]
  needed: number
}

/** Runs before the page's own scripts: marks what listens to a tap. */
export function markListeners(): void {
  const listen = EventTarget.prototype.addEventListener
  EventTarget.prototype.addEventListener = function (
    this: EventTarget,
    ...told: Parameters<typeof listen>
  ) {
    if (told[0] === 'click' && this instanceof Element) this.setAttribute('data-listens', '')
    listen.apply(this, told)
  }
}

/** In the page: pressable elements whose real reach is smaller than a finger. */
function smallTargets(finger: number): string[] {
  const found: string[] = []
  for (const element of Array.from(document.querySelectorAll('[data-listens]'))) {
    const box = element.getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    const isMine = (left: number, top: number) => {
      const hit = document.elementFromPoint(left, top)
      return hit !== null && (hit === element || element.contains(hit))
    }
    const inside = x > finger && y > finger && x < innerWidth && y < innerHeight
    if (box.width === 0 || box.height > innerHeight / 2 || !inside || !isMine(x, y)) continue
    const reach = (dx: number, dy: number) => {
      let far = 0
      while (far < finger && isMine(x + dx * far, y + dy * far)) far += 0.5
      return far
    }
    const width = reach(-1, 0) + reach(1, 0)
    const height = reach(0, -1) + reach(0, 1)
    if (width >= finger && height >= finger) continue
    found.push(`#${element.id} .${element.className} reaches ${width} × ${height}`)
  }
  return found
}

/** In the page: every visible line of text, its place and its colour. */
function runsOf(needed: { small: number; large: number }): Run[] {
  const runs: Run[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const owner = node.parentElement
    const text = (node.textContent ?? '').trim()
    if (!owner || text === '' || !owner.checkVisibility()) continue
    const style = getComputedStyle(owner)
    let opacity = 1
    for (let at: Element | null = owner; at; at = at.parentElement) {
      opacity *= Number(getComputedStyle(at).opacity)
    }
    const [red = 0, green = 0, blue = 0, alpha = 1] = (style.color.match(/[\d.]+/g) ?? []).map(
      Number,
    )
    const size = parseFloat(style.fontSize)
    const isLarge = size >= 24 || (size >= 18.6 && Number(style.fontWeight) >= 700)
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const { x, y, width, height } of Array.from(range.getClientRects())) {
      const hit = document.elementFromPoint(x + width / 2, y + height / 2)
      if (!hit || !(hit === owner || hit.contains(owner) || owner.contains(hit))) continue
      const color = [red, green, blue, alpha * opacity]
      const box = { x, y, width, height }
      runs.push({ text, box, color, needed: isLarge ? needed.large : needed.small })
    }
  }
  return runs
}

interface Painted {
  png: string
  runs: Run[]
  scale: number
  share: number
}

/** In the page: text that is too faint on the pixels which were painted behind it. */
async function faintOf({ png, runs, scale, share }: Painted): Promise<string[]> {
  const image = new Image()
  image.src = `data:image/png;base64,${png}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  const paper = canvas.getContext('2d', { willReadFrequently: true })
  if (!paper) throw new Error('the browser has no canvas')
  paper.drawImage(image, 0, 0)
  const linear = (value: number) =>
    value <= 10 ? value / 255 / 12.92 : Math.pow((value / 255 + 0.055) / 1.055, 2.4)
  const light = (red: number, green: number, blue: number) =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  const faint: string[] = []
  for (const { text, box, color, needed } of runs) {
    const width = Math.max(1, Math.floor(box.width * scale))
    const height = Math.max(1, Math.floor(box.height * scale))
    const ground = paper.getImageData(box.x * scale, box.y * scale, width, height).data
    const [red = 0, green = 0, blue = 0, alpha = 1] = color
    const contrasts: number[] = []
    for (let at = 0; at < ground.length; at += 16) {
      const [r = 0, g = 0, b = 0] = [ground[at], ground[at + 1], ground[at + 2]]
      const over = (front: number, back: number) => front * alpha + back * (1 - alpha)
      const [words, behind] = [light(over(red, r), over(green, g), over(blue, b)), light(r, g, b)]
      contrasts.push((Math.max(words, behind) + 0.05) / (Math.min(words, behind) + 0.05))
    }
    contrasts.sort((one, other) => one - other)
    const contrast = contrasts[Math.floor(contrasts.length * share)] ?? needed
    if (contrast < needed - 0.05) faint.push(`“${text.slice(0, 20)}” ${contrast.toFixed(2)}`)
  }
  return faint
}

const WITHOUT_WORDS =
  '* { -webkit-text-fill-color: transparent !important; transition: none !important }'

/** Faults that a designer would complain about: faint text and small targets. */
export async function faultsOf(page: Page, scale: number): Promise<string[]> {
  const small = await page.evaluate(smallTargets, FINGER)
  const runs = await page.evaluate(runsOf, CONTRAST)
  const style = await page.addStyleTag({ content: WITHOUT_WORDS })
  const png = (await page.screenshot()).toString('base64')
  await style.evaluate((element) => element.parentNode?.removeChild(element))
  const faint = await page.evaluate(faintOf, { png, runs, scale, share: GROUND_SHARE })
  return [...new Set([...small, ...faint])]
}
