export const BRAND = 'shanyu'
export const ALL_SHOPS = ['hubin', 'wulin', 'binjiang']
