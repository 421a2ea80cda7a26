// @ts-check
/** How much of what is loaded has come, told a few times a second. */

const EVERY = 100; // ms

/**
 * @param {Promise<number>} size bytes of all that is loaded
 * @param {(progress: {loaded: number, total: number}) => void} tell
 * @returns {(bytes: number) => void} counts what has come
 */
export function counter(size, tell) {
  let loaded = 0;
  let total = 0;
  let last = 0;
  size.then((bytes) => {
    total = bytes;
    tell({ loaded, total });
  }, () => {}); // told by whoever waits for it
  return (bytes) => {
    loaded += bytes;
    const now = performance.now();
    if (loaded < total && now - last < EVERY) return;
    last = now;
    tell({ loaded, total });
  };
}
