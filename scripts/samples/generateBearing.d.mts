/** The text of resources/samples/bearing.step. */
export function generateBearing(): Promise<string>;
