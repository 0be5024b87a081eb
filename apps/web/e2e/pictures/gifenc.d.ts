/** The part that is used here: the package has no types. See https://github.com/mattdesl/gifenc */
declare module 'gifenc' {
  type Palette = readonly (readonly number[])[];

  interface Frame {
    readonly palette: Palette;
    /** How long it is shown, in milliseconds. */
    readonly delay: number;
  }

  interface Gif {
    writeFrame(pixels: Uint8Array, width: number, height: number, frame: Frame): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  const gifenc: {
    readonly GIFEncoder: () => Gif;
    readonly quantize: (rgba: Uint8Array, colours: number) => Palette;
    readonly applyPalette: (rgba: Uint8Array, palette: Palette) => Uint8Array;
  };
  export default gifenc;
}
