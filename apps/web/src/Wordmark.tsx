/** The name of the game, as large as the page allows. */
export function Wordmark() {
  return (
    <h1 className="wordmark">
      Push the <em>Button</em> First!
    </h1>
  );
}
