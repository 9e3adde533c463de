// What Firefox shows of a page: node firefox.mjs PROGRAM FILE-URL HASH... prints, as JSON, what it complained of, and for
// each address the title, the heads in sight and the number of buttons.
import { createRequire } from "node:module";

const puppeteer = createRequire(new URL("../.ci/package.json", import.meta.url))("puppeteer-core");
const [program, file, ...addresses] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath: program, headless: true });
const page = await browser.newPage();
const said = [];
page.on("console", (message) => said.push(message.text()));
page.on("pageerror", (error) => said.push(error.message));
const seen = [];
for (const address of addresses) {
  await page.goto("about:blank");
  await page.goto(`${file}#${address}`);
  seen.push(
    await page.evaluate(() => {
      const inSight = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
      return [document.title, inSight("h2, .tile h3").map((one) => one.textContent), inSight("button").length];
    }),
  );
}
await browser.close();
console.log(JSON.stringify({ said, seen }));
