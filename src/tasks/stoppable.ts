import type { TaskContext } from './task-context.ts';

type Time = TaskContext['time'] & { readonly shouldStop?: () => boolean };

/** The same way to act, which begins no further call, and waits no longer, once somebody asks to stop. */
export function stoppable(context: TaskContext, stop: AbortSignal): TaskContext {
  const time: Time = context.time;
  const asked = new Promise<void>((resolve) => {
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
  const own: Time = {
    ...time,
    wait: async (milliseconds) => {
      await Promise.race([time.wait(milliseconds), asked]);
    },
    shouldStop: () => stop.aborted || time.shouldStop?.() === true,
  };
  return { ...context, time: own };
}
