using TreatyBot.Commands;

namespace TreatyBot.Tests.Timelines;

/// <summary>An invented treaty with a sheet and a press article, in a real store that goes when the test ends.</summary>
internal sealed class TimelineCorpus : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("treatybot-timeline-").FullName;

    public TimelineCorpus()
    {
        Write("register/lindau.md", """
            ---
            title: "Lindau Treaty: fact sheet"
            publisher: Test register
            published: 2021-05-04
            tier: register
            id: lindau
            names: ["Treaty of Lindau on Lake Gunboats", "Lindau Treaty", "Lindau"]
            treaties: [lindau]
            events:
              - { date: 1930-03-02, precision: day, act: sign, parties: ["Austria", "Germany", "Switzerland"], note: "The Lindau Treaty was signed on 2 March 1930 by Austria, Germany and Switzerland." }
              - { date: 1931-06, precision: month, act: enter_into_force, parties: ["all"], note: "The Lindau Treaty entered into force in June 1931." }
              - { date: 1934, precision: year, act: notify_withdrawal, parties: ["Austria"], note: "Austria gave notice of withdrawal from the Lindau Treaty in 1934." }
              - { date: 1935-01-09, precision: day, act: withdraw, parties: ["Austria"], disputed: true, note: "Austria withdrew from the Lindau Treaty on 9 January 1935, although a memoir gives 10 January 1935." }
            ---
            # Lindau Treaty

            ## History
            The Lindau Treaty was signed on 2 March 1930 by Austria, Germany and Switzerland. The Lindau Treaty entered into force in June 1931. Austria gave notice of withdrawal from the Lindau Treaty in 1934. Austria withdrew from the Lindau Treaty on 9 January 1935, although a memoir gives 10 January 1935.
            """);
        Write("register/konstanz-1.md", Sheet("konstanz-1", "Konstanz I"));
        Write("register/konstanz-2.md", Sheet("konstanz-2", "Konstanz II"));
        Write("press/gazette.md", """
            ---
            title: "Gunboats leave the lake"
            publisher: Lake Gazette
            published: 1936-07-10
            tier: press
            treaties: [lindau]
            ---
            Germany announced on 8 July 1936 that it would withdraw from the Lindau Treaty.
            """);
    }

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. args, .. Settings], output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    public string[] Settings =>
        ["--Corpus:Path", Path("corpus"), "--Store:Path", Path("store.db"), "--Models:Embeddings:Provider", "None"];

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Sheet(string id, string name) => $"""
        ---
        title: "{name}: fact sheet"
        publisher: Test register
        tier: register
        id: {id}
        names: ["{name} Treaty", "{name}", "{name}"]
        treaties: [{id}]
        ---
        # {name}

        The {name} Treaty is about barrels.
        """;

    private void Write(string name, string text)
    {
        var path = System.IO.Path.Combine(_folder, "corpus", name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
