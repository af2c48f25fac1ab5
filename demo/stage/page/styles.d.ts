/** esbuild puts them beside the page. */
declare module '*.css'
