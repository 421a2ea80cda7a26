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

/**
 * @param {string} ua the User-Agent
 * @param {number} touchPoints navigator.maxTouchPoints: tells an iPad from a Mac
 * @param {Rules} rules
 * @param {string[]} brands of Client Hints: who a browser is that calls itself Chrome
 * @returns {Detected} empty words where nothing matches
 */
export function detect(ua, touchPoints, rules, brands = []) {
  const rule = rules.browser.find(({ pattern }) => new RegExp(pattern).test(ua));
  const match = rule ? new RegExp(rule.pattern).exec(ua) : null;
  const brand = rule?.id === "chrome" ? rules.brand.find((other) => brands.includes(other.brand)) : undefined;
  const browser = brand ?? rule;
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
