/** The mini-program's own `catchMove` keeps the page below a sheet in its place. */
export function holdPage(): () => void {
  return () => undefined
}
