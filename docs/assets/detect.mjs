// @ts-check
/**
 * Which browser and system the reader has, by the rules of pyscripts/data/browser_rules.toml.
 * A guess that is shown as one: every page lets the reader choose another.
 */

/**
 * @typedef {{id: string, name: string, pattern: string, steps?: string, app?: boolean}} BrowserRule
 * @typedef {{id: string, pattern: string, steps: string, system: string, touch?: string}} PlatformRule
 * @typedef {{brand: string, id: string, name: string, steps?: string, app?: boolean}} BrandRule
 * @typedef {{browser: BrowserRule[], brand: BrandRule[], platform: PlatformRule[]}} Rules
 * @typedef {{id: string, name: string, version: string, steps: string, app: boolean,
 *            platform: string, platformSteps: string, system: string}} Detected
 */

/** Signs of a User-Agent; what is longer would cost too much. */
const LONGEST = 1_000;

/**
 * The reader's own browser and system.
 * @param {Rules} rules
 */
export function detected(rules) {
  return detect(navigator.userAgent, navigator.maxTouchPoints, rules, hints());
}

/** @returns {string[]} of Client Hints, which Chromium gives over HTTPS */
export function hints() {
  return (/** @type {any} */ (navigator).userAgentData?.brands ?? []).map((/** @type {{brand: string}} */ { brand }) => brand);
}

/**
 * @param {string} ua the User-Agent
 * @param {number} touchPoints navigator.maxTouchPoints: tells an iPad from a Mac
 * @param {Rules} rules
 * @param {string[]} brands of Client Hints: who a browser is that calls itself Chrome
 * @returns {Detected} empty words where nothing matches
 */
export function detect(ua, touchPoints, rules, brands = []) {
  ua = ua.slice(0, LONGEST);
  const rule = rules.browser.find(({ pattern }) => new RegExp(pattern).test(ua));
  const match = rule && new RegExp(rule.pattern).exec(ua);
  const browser = (rule?.id === "chrome" && otherThanChrome(brands, rules)) || rule;
  let platform = rules.platform.find((rule) => new RegExp(rule.pattern).test(ua));
  if (platform?.touch && touchPoints > 1) {
    platform = rules.platform.find((rule) => rule.id === platform?.touch);
  }
  return {
    id: browser?.id ?? "",
    name: browser?.name ?? "",
    version: match?.[1] ?? "",
    steps: browser?.steps ?? "",
    app: browser?.app ?? false,
    platform: platform?.id ?? "",
    platformSteps: platform?.steps ?? "",
    system: platform?.system ?? "",
  };
}

/**
 * The rule of another browser than Chrome that Client Hints name, or do not name.
 * @param {string[]} brands
 * @param {Rules} rules
 */
function otherThanChrome(brands, rules) {
  const named = rules.brand.find(({ brand }) => brands.includes(brand));
  if (named || !brands.length || brands.includes("Google Chrome")) return named;
  return rules.browser.find(({ id }) => id === "chromium");
}
