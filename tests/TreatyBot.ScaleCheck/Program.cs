using System.CommandLine;
using TreatyBot.ScaleCheck;

var sizes = new Argument<int[]>("passages") { Description = "Corpus sizes; 10000, 100000 and 500000 unless given.", DefaultValueFactory = _ => [10_000, 100_000, 500_000] };
var folder = new Option<DirectoryInfo>("--folder") { Description = "Where the stores stand; one that is there already is measured as it is.", DefaultValueFactory = _ => new("data/scale") };
var qdrant = new Option<Uri?>("--qdrant") { Description = "Measure this Qdrant server instead of SQLite files." };
var questions = new Option<int>("--questions") { Description = "How many are asked of each kind.", DefaultValueFactory = _ => 300 };
var command = new RootCommand("Fills stores with synthetic passages and measures ingestion, size, memory and search.") { sizes, folder, qdrant, questions };
command.SetAction(async (parsed, cancellationToken) =>
{
    var check = new StoreMeasurement(parsed.GetValue(folder)!, parsed.GetValue(qdrant), parsed.GetValue(questions));
    Console.WriteLine(StoreMeasurement.Header);
    foreach (var passages in parsed.GetValue(sizes)!)
        Console.WriteLine(await check.RunAsync(passages, cancellationToken));
    return 0;
});
return await command.Parse(args).InvokeAsync();
