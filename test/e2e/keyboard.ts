import type { Locator, Page } from 'playwright-core';

const MOST_STEPS = 80;

/** Goes to something by Tab alone, as a person without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const isThere = await target.evaluate((element) => element.matches(':focus'));
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by ${MOST_STEPS} tabs: ${target}`);
}

/** Goes there and presses Enter. */
export async function enterOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}
