using System.Text;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.Slack.Blocks;

/// <summary>Cuts long text at paragraphs; a block of code that is cut ends in one piece and goes on in the next.</summary>
internal static class SlackTextSplitter
{
    private const string Fence = "```";

    /// <summary>Pieces of at most <paramref name="limit"/> UTF-16 units; each can be shown by itself.</summary>
    public static IReadOnlyList<string> Split(string text, int limit)
    {
        if (text.Length <= limit)
            return string.IsNullOrWhiteSpace(text) ? [] : [text.Trim('\n')];
        if (!text.Contains(Fence, StringComparison.Ordinal))
            return TextClipper.Split(text, limit);

        var pieces = new List<string>();
        var piece = new StringBuilder();
        // Set while in code: the line that opened it, to open it again.
        string? open = null;
        foreach (var line in text.Split('\n').SelectMany(line => Short(line, limit / 2)))
        {
            bool isFence = SlackMrkdwn.IsFence(line);
            int closing = open is null ? 0 : Fence.Length + 1;
            if (piece.Length > 0 && piece.Length + line.Length + 1 + closing + (isFence && open is null ? Fence.Length + 1 : 0) > limit)
                Turn(pieces, piece, open);
            if (isFence)
                open = open is null ? line.Trim() : null;
            piece.Append(piece.Length > 0 ? "\n" : "").Append(line);
        }

        Turn(pieces, piece, open);
        return pieces;
    }

    private static void Turn(List<string> pieces, StringBuilder piece, string? open)
    {
        if (open is not null)
            piece.Append('\n').Append(Fence);
        var text = piece.ToString().Trim('\n');
        // A block that would only be opened and closed again says nothing.
        if (!string.IsNullOrWhiteSpace(text) && text != $"{open}\n{Fence}")
            pieces.Add(text);
        piece.Clear();
        if (open is not null)
            piece.Append(open);
    }

    private static IEnumerable<string> Short(string line, int limit) => line.Length <= limit ? [line] : TextClipper.Split(line, limit);
}
