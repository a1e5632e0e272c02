using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace TreatyBot.Evaluation.Reports;

/// <summary>The frame of a report page, and the only way text gets into one.</summary>
internal static class HtmlPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly Lazy<string> Style = new(() =>
    {
        using var css = new StreamReader(typeof(HtmlPage).Assembly.GetManifestResourceStream("report.css")!);
        return css.ReadToEnd();
    });

    public static string Escape(string text) => Encoder.Encode(text);

    /// <summary>A link for http and https addresses; the bare text for any other.</summary>
    public static string Link(string text, string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? $"<a href=\"{Escape(address.AbsoluteUri)}\" rel=\"noreferrer noopener\">{Escape(text)}</a>"
            : Escape(text);

    public static void Open(TextWriter page, string title) => page.Write($$"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{{Escape(title)}}</title><style>{{Style.Value}}</style></head><body><main>
        """);

    public static void Close(TextWriter page) => page.Write("</main></body></html>\n");

    public static void WriteTable(MetricTable table, TextWriter page)
    {
        page.Write("<div class=\"scroll\"><table><thead><tr>");
        foreach (var column in table.Columns)
            page.Write($"<th scope=\"col\">{Escape(column)}</th>");
        page.Write("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            page.Write($"<tr><th scope=\"row\">{Escape(row[0])}</th>");
            foreach (var cell in row.Skip(1))
                page.Write($"<td>{Escape(cell)}</td>");
            page.Write("</tr>");
        }
        page.Write("</tbody></table></div>");
    }
}
