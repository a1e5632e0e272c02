// Judges a Teams manifest (first argument) by the schema that Microsoft publishes for its version; no output means valid.
const path = require('node:path');
const Ajv = require('ajv-draft-04');
const addFormats = require('ajv-formats');
const manifest = JSON.parse(require('node:fs').readFileSync(process.argv[2], 'utf8'));
const home = path.dirname(require.resolve('@microsoft/app-manifest'));
const schema = require(path.join(home, `json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(schema);
if (!validate(manifest)) console.log(JSON.stringify(validate.errors));
