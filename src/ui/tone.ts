/**
 * What a colour of the interface can mean. `measured` is for measured bytes and their digest and nothing else.
 */
export type Tone = 'neutral' | 'accent' | 'ok' | 'note' | 'risk' | 'error' | 'measured';
