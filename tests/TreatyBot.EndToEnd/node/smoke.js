// Opens the playground's page (first argument) in Chromium (second), asks in each kind of conversation and takes pictures
// into a folder (third). Writes what the page shows as one line of JSON.
const path = require('node:path');
const { chromium } = require('playwright-core');
const [, , address, executablePath, folder] = process.argv;
const question = 'When did Russia withdraw from the CFE Treaty?';
const answer = /7 November 2023/;
let lastPage;

(async () => {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  lastPage = page;
  await page.route(url => !['127.0.0.1', 'localhost'].includes(url.hostname), route => route.abort());
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  const box = () => page.locator('[role=textbox][contenteditable=true]').first();
  const shown = {};
  const type = async text => {
    await box().click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  const mention = async text => {
    await box().click();
    await page.keyboard.type('@Tre', { delay: 60 });
    await page.locator('[role=listbox]').getByText('TreatyBot').first().click();
    await page.keyboard.type(` ${text}`);
    await page.keyboard.press('Enter');
  };
  const picture = async name => {
    await page.waitForTimeout(700);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
    shown[name] = { citations: await page.locator('.fai-Citation').count(), text: (await page.locator('body').innerText()).slice(0, 6000) };
  };

  await box().waitFor({ timeout: 30000 });
  await page.getByText('arms-control').first().waitFor({ timeout: 20000 });
  await picture('welcome');
  await type(question);
  await page.getByText(answer).first().waitFor();
  await page.locator('.fai-Citation').first().waitFor();
  await picture('personal');
  await page.locator('.fai-Citation').first().hover();
  await picture('citation');
  await type('sources');
  await page.getByText('fact sheet').first().waitFor();
  await picture('sources');
  await type('timeline CFE');
  await page.getByText('19 November 1990').first().waitFor();
  await picture('timeline');
  const drawn = page.locator('img[alt^="Timeline:"]').last();
  await drawn.scrollIntoViewIfNeeded();
  await picture('timeline-picture');

  await page.getByRole('treeitem', { name: /Group Chat/ }).click();
  await page.getByText('Mention me to ask').first().waitFor();
  await mention(question);
  await page.getByText(answer).first().waitFor();
  await page.locator('.fai-Citation').first().waitFor();
  await picture('group');

  await page.getByRole('treeitem', { name: /General/ }).click();
  await page.getByText('Start a new post').first().waitFor();
  await page.getByText('Mention me to ask').first().waitFor();
  await mention(question);
  await page.getByText(answer).first().waitFor();
  await page.locator('.fai-Citation').first().waitFor();
  await picture('channel');

  console.log(JSON.stringify(shown));
  await browser.close();
})().catch(async error => {
  await lastPage?.screenshot({ path: path.join(folder, 'failure.png') }).catch(() => {});
  console.error(error);
  process.exit(1);
});
