/** The class that a pressed piece gets; `:active` is not for mini-programs. */
export const PRESSED = 'is-pressed'
