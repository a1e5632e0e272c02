// Reads activities, one JSON object a line; writes for each line "ok" or what Microsoft's agents-activity has against it.
const { Activity } = require('@microsoft/agents-activity');
const lines = require('node:fs').readFileSync(0, 'utf8').split('\n').filter(line => line.trim());
for (const line of lines) {
  try {
    Activity.fromObject(JSON.parse(line));
    console.log('ok');
  } catch (error) {
    console.log(JSON.stringify(error.issues ?? error.message));
  }
}
