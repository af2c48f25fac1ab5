import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a build says of its pages. */
export interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar: { list: { pagePath: string }[] }
}

export function readAppJson(distDir: string): AppJson {
  return JSON.parse(readFileSync(join(distDir, 'app.json'), 'utf8'))
}

/** Every page, those of the subpackages with their whole path. */
export function routesIn({ pages, subPackages = [] }: AppJson): string[] {
  const inPackages = subPackages.flatMap(({ root, pages: below }) =>
    below.map((page) => `${root}/${page}`),
  )
  return [...pages, ...inPackages]
}

export function routesOf(distDir: string): string[] {
  return routesIn(readAppJson(distDir))
}
