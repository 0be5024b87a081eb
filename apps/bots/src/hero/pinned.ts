/** The command, on this processor only; as it is without one. Linux has `taskset`. */
export function pinned(
  command: readonly [string, ...string[]],
  core: number | undefined,
): readonly [string, ...string[]] {
  return core === undefined ? command : ['taskset', '-c', `${core}`, ...command];
}
