// @ts-check
/**
 * Keeps Python's memory for the next page. In a worker of its own, beside the one that answers: it has the storage that
 * the other has not, and sees nothing of what a reader gives.
 */

import { remember } from "./snapshot.mjs";

self.onmessage = async ({ data }) => {
  await remember(data.runtime, data.memory);
  self.close();
};
