// Slack's own Bolt behind its own HTTP receiver: what it says to a request, and how many handlers ran. Counts at /count on a second port.
require('./loopback.js');
const http = require('node:http');
const { App, HTTPReceiver, LogLevel } = require('@slack/bolt');

const [signingSecret, botUserId, botId, slackApiUrl] = process.argv.slice(2);
let runs = 0;
const logger = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => LogLevel.ERROR, setName() {} };
const receiver = new HTTPReceiver({ signingSecret, logger, endpoints: ['/slack/events', '/slack/commands', '/slack/interactions'] });
const app = new App({
  receiver, logger, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl },
  authorize: async () => ({ botToken: 'xoxb-fake-1', botUserId, botId }),
});
app.event('message', async () => { runs++; });
app.event('app_mention', async () => { runs++; });
app.command('/treaty', async ({ ack }) => { runs++; await ack(); });
app.action(/.*/, async ({ ack }) => { runs++; await ack(); });
app.error(async () => {});

const count = http.createServer((request, response) => setTimeout(() => response.end(String(runs)), 20));
count.listen(0, '127.0.0.1', async () => {
  const server = await receiver.start(0);
  process.stdout.write(JSON.stringify({ bolt: server.address().port, count: count.address().port }) + '\n');
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
