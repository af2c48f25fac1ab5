import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The pages in a build's app.json. */
export interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar: { list: { pagePath: string }[] }
}

export function readAppJson(distDir: string): AppJson {
  return JSON.parse(readFileSync(join(distDir, 'app.json'), 'utf8'))
}

/** Every page; pages of subpackages have their whole path. */
export function routesIn({ pages, subPackages = [] }: AppJson): string[] {
  const inPackages = subPackages.flatMap(({ root, pages: below }) =>
    below.map((page) => `${root}/${page}`),
  )
  return [...pages, ...inPackages]
}

export function routesOf(distDir: string): string[] {
  return routesIn(readAppJson(distDir))
}
