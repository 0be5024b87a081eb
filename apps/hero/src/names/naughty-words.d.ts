declare module 'naughty-words' {
  /** Words by the code of their language. */
  const words: Readonly<Record<'ar' | 'de' | 'es', readonly string[]>>;
  export default words;
}
