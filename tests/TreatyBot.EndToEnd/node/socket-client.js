// Slack's own Socket Mode client: acknowledges what it receives and writes what happens, a line each.
const { SocketModeClient, LogLevel } = require('@slack/socket-mode');

const [appToken, slackApiUrl] = process.argv.slice(2);
const logger = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => LogLevel.ERROR, setName() {} };
const client = new SocketModeClient({ appToken, logger, clientOptions: { slackApiUrl } });
const tell = line => process.stdout.write(`${line}\n`);
client.on('connected', () => tell('connected'));
client.on('slack_event', async ({ ack, body, envelope_id, type }) => {
  tell(`${type} ${envelope_id} ${body?.event_id ?? ''}`.trim());
  await ack();
});
client.start().catch(error => tell(`failed ${error.data?.error ?? error.message}`));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
