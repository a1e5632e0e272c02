#!/bin/sh
# Installs what the end-to-end tests drive. Tests whose parts are absent skip and say so.
set -eu
cd "$(dirname "$0")/node"
npm ci --ignore-scripts --no-audit --no-fund
# Qdrant's own client, which drives the loopback server of the store's tests.
(cd ../../TreatyBot.Knowledge.Tests/Storage/Qdrant/Loopback/npm && npm ci --ignore-scripts --no-audit --no-fund)
if ! command -v chromium >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium
fi
