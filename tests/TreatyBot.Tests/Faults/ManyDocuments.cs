using System.Globalization;
using System.Text;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Faults;

/// <summary>A corpus that takes a while to ingest.</summary>
internal static class ManyDocuments
{
    public static void WriteTo(TempFolder folder, int count, int paragraphs = 30)
    {
        Directory.CreateDirectory(folder["corpus"]);
        for (var number = 0; number < count; number++)
        {
            var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# Report {number}\n\n");
            for (var paragraph = 0; paragraph < paragraphs; paragraph++)
                text.Append(CultureInfo.InvariantCulture, $"Report {number} says in part {paragraph} that the harbour masters of Lindau counted {number * 31 + paragraph} gunboats on {1 + paragraph % 28} May {1950 + number % 50}. Nobody else counted any of them in that year.\n\n");
            File.WriteAllText(Path.Combine(folder["corpus"], $"report-{number:D3}.md"), text.ToString());
        }
    }
}
