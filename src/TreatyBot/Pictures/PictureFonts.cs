using ScottPlot;
using SkiaSharp;

namespace TreatyBot.Pictures;

/// <summary>The typeface that travels with the program, so that pictures look the same where no font is installed.</summary>
internal sealed class PictureFonts : IFontResolver
{
    public const string Family = "TreatyBot Source Sans 3";

    private static readonly Lazy<byte[]> Regular = new(() => Read("SourceSans3-Regular.ttf"));
    private static readonly Lazy<byte[]> SemiBold = new(() => Read("SourceSans3-SemiBold.ttf"));
    private static readonly Lazy<(SKTypeface Regular, SKTypeface SemiBold)> Measuring = new(() => (Load(false), Load(true)));
    private static readonly Lazy<bool> Registered = new(() =>
    {
        Fonts.FontResolvers.Insert(0, new PictureFonts());
        return true;
    });

    /// <summary>Makes the family known to the drawing library; once a process.</summary>
    public static void Register() => _ = Registered.Value;

    public static float Measure(string text, float size, bool isBold)
    {
        using var font = new SKFont(isBold ? Measuring.Value.SemiBold : Measuring.Value.Regular, size);
        return font.MeasureText(text);
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Family ? Load(weight >= FontWeight.SemiBold) : null;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Family ? Load(bold) : null;

    private static SKTypeface Load(bool isBold)
    {
        using var data = SKData.CreateCopy(isBold ? SemiBold.Value : Regular.Value);
        return SKTypeface.FromData(data);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PictureFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks the font {name}; check EmbeddedResource in TreatyBot.csproj.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
