const ASK_EVERY_MS = 3_000

/**
 * Asks immediately and then every three seconds until it is over, only while the page is visible.
 */
export function createWatch(load: () => Promise<void>, isOver: () => boolean) {
  let visit = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = async (of: number) => {
    await load()
    if (of !== visit || isOver()) return
    timer = setTimeout(() => void ask(of), ASK_EVERY_MS)
  }

  return {
    start() {
      clearTimeout(timer)
      visit += 1
      void ask(visit)
    },
    stop() {
      visit += 1
      clearTimeout(timer)
    },
  }
}
