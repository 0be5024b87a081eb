import pidusage from 'pidusage';

/** What a process has cost so far. */
export interface Usage {
  /** Of the processor, in milliseconds. */
  readonly processorTime: number;
  /** Resident, in bytes. */
  readonly memory: number;
}

/** Null when the process has ended. */
export async function usageOf(pid: number | undefined): Promise<Usage | null> {
  if (pid === undefined) return null;
  try {
    const { ctime, memory } = await pidusage(pid);
    return { processorTime: ctime, memory };
  } catch {
    return null;
  }
}
