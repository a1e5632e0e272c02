using System.CommandLine;
using TreatyBot.Benchmarks.Beside;
using TreatyBot.Benchmarks.Load;
using TreatyBot.Benchmarks.Parts;
using TreatyBot.Benchmarks.Wholes;

var job = new Option<string>("--job") { Description = "short (a few rounds) or medium.", DefaultValueFactory = _ => "short" };
job.AcceptOnlyFromAmong("short", "medium");
var filter = new Option<string>("--filter") { Description = "Only the parts, or lines of the wholes, whose name has this in it, such as StoreParts, AnswerParts.Fit or bare.", DefaultValueFactory = _ => "" };
var program = new Option<string?>("--program") { Description = "The published program to start; the one built beside this one unless given." };
var seconds = new Option<int>("--seconds") { Description = "How long each mix, or the soak, goes on.", DefaultValueFactory = _ => 20 };
var picture = new Option<FileInfo>("--picture") { Description = "Where the soak's curve goes.", DefaultValueFactory = _ => new("data/soak.png") };

var parts = new Command("parts", "The steps of an answer, ingestion by format and the store by size, beside FTS5 and Lucene.NET.") { job, filter };
parts.SetAction(parsed => PartsRun.Run(parsed.GetValue(job) == "short", parsed.GetValue(filter)!));
var wholes = new Command("wholes", "Start from cold, memory, and turns a second beside an endpoint that only echoes.") { program, seconds, filter };
wholes.SetAction((parsed, token) => WholesRun.RunAsync(parsed.GetValue(program), parsed.GetValue(seconds), parsed.GetValue(filter)!, token));
var answers = new Command("answers", "Question to cited answer in this process, over 10,000 passages.");
answers.SetAction((_, token) => AnswersRun.RunAsync(token));
var channel = new Option<string>("--channel") { Description = "teams, slack or both.", DefaultValueFactory = _ => "both" };
channel.AcceptOnlyFromAmong("teams", "slack", "both");
var load = new Command("load", "Mixes as Teams and Slack send them, up to and over the limits of the queue. Loopback only. Fails when somebody is left without a word.") { program, channel, seconds };
load.SetAction((parsed, token) => LoadRun.RunAsync(parsed.GetValue(program), parsed.GetValue(channel)!, parsed.GetValue(seconds), token));
var soak = new Command("soak", "A steady mix for a long time, with memory and latency drawn.") { program, seconds, picture };
soak.SetAction((parsed, token) => SoakRun.RunAsync(parsed.GetValue(program), parsed.GetValue(seconds), parsed.GetValue(picture)!, token));
var embedding = new Command("embedding", "Tokenizer and embedding beside the same weights in TensorFlow.js, which npm restores.");
embedding.SetAction((_, token) => EmbeddingRun.RunAsync(token));
var echo = new Command("echo", "The bare endpoint.");
var reply = new Option<string?>("--reply") { Description = "A file with the JSON to send in place of the activity." };
echo.Options.Add(reply);
echo.Hidden = true;
echo.SetAction((parsed, token) => EchoEndpoint.RunAsync(parsed.GetValue(reply), token));

var all = new RootCommand("Measures TreatyBot beside its alternatives, in one run. Build with -c Release.") { parts, wholes, answers, load, soak, embedding, echo, job, filter, program, seconds };
all.SetAction(async (parsed, token) =>
{
    var code = PartsRun.Run(parsed.GetValue(job) == "short", parsed.GetValue(filter)!);
    return code != 0 ? code : await WholesRun.RunAsync(parsed.GetValue(program), parsed.GetValue(seconds), "", token);
});
return await all.Parse(args).InvokeAsync();
