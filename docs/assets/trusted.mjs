// @ts-check
/**
 * The one way from an address to a script that runs: browsers with Trusted Types let no other through, whatever else a
 * page contains. The page's policy names it: macros/delivery/csp.py.
 */

const OWN = [`${location.origin}/`, `blob:${location.origin}/`];

/** @param {string} url */
function createScriptURL(url) {
  if (OWN.some((start) => url.startsWith(start))) return url;
  throw new TypeError(`${url} is not ours`);
}

/** Browsers before 2026 may not have it; for them the rest of the page's policy must do. @type {{createScriptURL: (url: string) => string}} */
const policy = /** @type {any} */ (window).trustedTypes?.createPolicy("own", { createScriptURL }) ?? { createScriptURL };

/**
 * @param {string} url of a worker
 * @returns {string} a TrustedScriptURL where there are such
 */
export function trusted(url) {
  return policy.createScriptURL(url);
}
