// Drives a Slack Web API (first argument) with Slack's own client, to see whether it is a fair double. Writes one line of JSON:
// for each step what the client made of the answer.
const { WebClient, LogLevel } = require('@slack/web-api');
const [, , slackApiUrl, token, appToken, scopeless] = process.argv;
const quiet = { slackApiUrl, logLevel: LogLevel.ERROR, retryConfig: { retries: 2, minTimeout: 10, maxTimeout: 50 } };
const client = new WebClient(token, quiet);
const impatient = new WebClient(token, { ...quiet, rejectRateLimitedCalls: true });
const seen = {};
const step = async (name, act) => {
  try {
    const result = await act();
    seen[name] = result === undefined ? 'ok' : result;
  } catch (error) {
    seen[name] = { code: error.code, error: error.data?.error, needed: error.data?.needed, retryAfter: error.retryAfter, messages: error.data?.response_metadata?.messages };
  }
};
const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'hello' } }];
const thread = { channel: 'C1', thread_ts: '1700000000.000100' };

(async () => {
  let ts;
  await step('auth.test', async () => (await client.auth.test()).user_id);
  await step('invalid_auth', () => new WebClient('xoxb-unknown', quiet).auth.test());
  await step('missing_scope', () => new WebClient(scopeless, quiet).chat.postMessage({ channel: 'C1', text: 'x' }));
  await step('post', async () => {
    const posted = await client.chat.postMessage({ ...thread, text: 'hello', blocks, metadata: { event_type: 'mark', event_payload: { marker: 'm1' } } });
    ts = posted.ts;
    return posted.message.text;
  });
  await step('replies', async () => {
    const told = await client.conversations.replies({ channel: 'C1', ts: thread.thread_ts, include_all_metadata: true });
    return told.messages[0].metadata.event_payload.marker;
  });
  await step('no_text', () => client.chat.postMessage({ channel: 'C1', text: '' }));
  await step('invalid_blocks', () => client.chat.postMessage({ channel: 'C1', text: 'x', blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] }));
  await step('too_long', () => client.chat.postMessage({ channel: 'C1', text: 'x', blocks: Array(5).fill({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2900) } }) }));
  await step('update', async () => (await client.chat.update({ channel: 'C1', ts, text: 'changed' })).text);
  await step('update_unknown', () => client.chat.update({ channel: 'C1', ts: '1.1', text: 'changed' }));
  await step('ephemeral', async () => typeof (await client.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'x' })).message_ts);
  await step('delete', async () => { await client.chat.delete({ channel: 'C1', ts }); });
  await step('rate_limit_waited_out', async () => (await client.chat.postMessage({ channel: 'C-limited', text: 'x' })).ok);
  await step('rate_limit', () => impatient.chat.postMessage({ channel: 'C-limited', text: 'x' }));
  await step('stream', async () => {
    const stream = client.chatStream({ ...thread, recipient_user_id: 'U1', recipient_team_id: 'T0FAKE', buffer_size: 1 });
    await stream.append({ markdown_text: 'It ' });
    await stream.append({ markdown_text: 'ended.' });
    const stopped = await stream.stop({ blocks });
    ts = stopped.ts;
  });
  await step('append_after_stop', () => client.chat.appendStream({ channel: 'C1', ts, markdown_text: 'x' }));
  await step('stream_without_recipient', () => client.chat.startStream({ ...thread, markdown_text: 'x' }));
  await step('stream_in_dm', async () => { ts = (await client.chat.startStream({ channel: 'D1', thread_ts: '1.1', markdown_text: 'x' })).ts; });
  await step('update_while_streaming', () => client.chat.update({ channel: 'D1', ts, text: 'x' }));
  await step('delta_too_long', () => client.chat.appendStream({ channel: 'D1', ts, markdown_text: 'x'.repeat(12001) }));
  await step('react', async () => { await client.reactions.add({ channel: 'C1', timestamp: ts, name: 'eyes' }); });
  await step('react_again', () => client.reactions.add({ channel: 'C1', timestamp: ts, name: 'eyes' }));
  await step('unreact', async () => { await client.reactions.remove({ channel: 'C1', timestamp: ts, name: 'eyes' }); });
  await step('status', async () => { await client.assistant.threads.setStatus({ channel_id: 'C1', thread_ts: '1.1', status: 'Searching…' }); });
  await step('prompts', async () => { await client.assistant.threads.setSuggestedPrompts({ channel_id: 'D1', prompts: [{ title: 't', message: 'm' }] }); });
  await step('home', async () => (await client.views.publish({ user_id: 'U1', view: { type: 'home', blocks } })).view.type);
  await step('upload', async () => {
    const told = await client.filesUploadV2({ channel_id: 'C1', thread_ts: '1.1', file: Buffer.from([1, 2, 3]), filename: 'a.png', title: 'A', alt_text: 'alt' });
    return told.files.length;
  });
  await step('access', async () => (await new WebClient(undefined, quiet).oauth.v2.access({ client_id: '1', client_secret: 's', code: 'code-1' })).access_token);
  await step('connection', async () => (await new WebClient(appToken, quiet).apps.connections.open()).url.split(':')[0]);
  await step('unknown_method', () => client.apiCall('chat.shout'));
  console.log(JSON.stringify(seen));
})();
