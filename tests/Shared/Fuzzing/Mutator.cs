using System.Text;

namespace TreatyBot.Shared.Fuzzing;

/// <summary>Makes texts and bytes that are nearly right: a sample, hurt in a few places with what its format is made of.</summary>
/// <param name="samples">Well-formed inputs.</param>
/// <param name="tokens">Pieces that mean something in the format.</param>
internal sealed class Mutator(IReadOnlyList<string> samples, params string[] tokens)
{
    private const int MostChanges = 6;

    /// <summary>What breaks readers of any text: half pairs, marks of order and width, numbers at the edge, odd spaces and line ends.</summary>
    private static readonly string[] Nasty =
    [
        "\0", "\uFEFF", "\uD800", "\uDC00", "\uD83D\uDE00", "\u202E", "\u200B", "\u00A0", "\u0301", "\u00AD", "\uFFFD", "\uFFFF", "\r", "\n", "\r\n", "\n\n", "\u2028", "\u0085", "\t", " ", "",
        "ﬁ", "İ", "ı", "ß", "ǅ", "𝟘", "٣", "一", "ё", "é", "99999999999999999999", "-1", "0", "2147483648", "1e999", "NaN", "\\", "\"", "'", "’", "<", ">", "&", "%", "{", "}", "[", "]", "(", ")", "|", "#", ":", "-", ".", "?", "!", ",",
    ];

    private readonly byte[][] _bytes = [.. samples.Select(Encoding.UTF8.GetBytes)];

    /// <summary>A sample in pieces, longer than <paramref name="longest"/> only by its last change.</summary>
    public string Text(Random random, int longest)
    {
        var sample = Pick(random, samples);
        if (sample.Length > longest)
        {
            var from = random.Next(sample.Length - longest + 1);
            // The head of a format is where it begins, so half of the cuts keep it.
            sample = random.Next(2) == 0 ? sample[..longest] : sample.Substring(from, longest);
        }
        var text = new StringBuilder(sample);
        for (var changes = random.Next(MostChanges + 1); changes > 0 && text.Length <= longest; changes--)
            Change(random, text);
        return text.ToString();
    }

    /// <summary>Pieces of the format in any order.</summary>
    public string Soup(Random random, int pieces)
    {
        var text = new StringBuilder();
        for (var count = random.Next(pieces + 1); count > 0; count--)
            text.Append(random.Next(5) == 0 ? Pick(random, Nasty) : Pick(random, tokens)).Append(random.Next(3) == 0 ? " " : "");
        return text.ToString();
    }

    /// <summary>A sample's bytes with changes that may break its encoding.</summary>
    public byte[] Bytes(Random random, int longest)
    {
        if (random.Next(4) != 0)
            return Encoding.UTF8.GetBytes(Text(random, longest));
        var bytes = Pick(random, _bytes);
        return HurtBytes(random, bytes.Length > longest ? bytes[..longest] : bytes);
    }

    /// <summary>A copy with a few bytes set, cut out, doubled or put in.</summary>
    public static byte[] HurtBytes(Random random, byte[] bytes)
    {
        var hurt = bytes.ToList();
        for (var changes = 1 + random.Next(MostChanges); changes > 0 && hurt.Count > 0; changes--)
        {
            var at = random.Next(hurt.Count);
            var length = Math.Min(1 + random.Next(16), hurt.Count - at);
            switch (random.Next(5))
            {
                case 0: hurt[at] = (byte)random.Next(256); break;
                case 1: hurt[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: hurt.RemoveRange(at, length); break;
                case 3: hurt.InsertRange(at, hurt.GetRange(at, length)); break;
                default: hurt.RemoveRange(at, random.Next(8) == 0 ? hurt.Count - at : 1); break;
            }
        }
        return [.. hurt];
    }

    public static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private void Change(Random random, StringBuilder text)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(1 + random.Next(1 + random.Next(40)), text.Length - at);
        switch (random.Next(8))
        {
            case 0: text.Remove(at, length); break;
            case 1: text.Insert(random.Next(text.Length + 1), text.ToString(at, length)); break;
            case 2: text.Insert(at, Pick(random, tokens)); break;
            case 3: text.Remove(at, length).Insert(at, Pick(random, tokens)); break;
            case 4: text.Insert(at, Pick(random, Nasty)); break;
            case 5: text.Remove(at, Math.Min(1, length)).Insert(at, Pick(random, Nasty)); break;
            case 6: text.Insert(at, Splice(random)); break;
            default: text.Insert(at, new StringBuilder().Insert(0, Pick(random, random.Next(2) == 0 ? tokens : Nasty), 1 + random.Next(12)).ToString()); break;
        }
    }

    private string Splice(Random random)
    {
        var other = Pick(random, samples);
        var at = random.Next(other.Length + 1);
        return other.Substring(at, Math.Min(random.Next(60), other.Length - at));
    }
}
