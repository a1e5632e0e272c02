using SkiaSharp;

namespace TreatyBot.Pictures;

/// <summary>
/// A drawing in sixteen colours: the kinds' own and a scale of greys, which smooths the edges of words as well as millions do. A fifth of
/// the size, which chats limit.
/// </summary>
internal static class SixteenColours
{
    private static readonly SKColor[] Palette =
    [
        SKColors.White,
        .. new[] { TimelinePicture.Ink, "#3C3C3C", TimelinePicture.Quiet, "#7A7A7A", TimelinePicture.Rule, "#B3B3B3", "#D6D6D6" }
            .Concat(Enum.GetValues<ActKind>().Select(ActKinds.Colour)).Distinct().Select(SKColor.Parse),
    ];

    public static byte[] ToPng(SKBitmap drawing)
    {
        var pixels = drawing.Pixels;
        var indices = new byte[pixels.Length];
        var known = new Dictionary<SKColor, byte>();
        for (var i = 0; i < pixels.Length; i++)
        {
            if (!known.TryGetValue(pixels[i], out var index))
                known[pixels[i]] = index = Nearest(pixels[i]);
            indices[i] = index;
        }

        return PngWriter.WriteIndexed(indices, drawing.Width, Palette.SelectMany(colour => new[] { colour.Red, colour.Green, colour.Blue }).ToArray());
    }

    private static byte Nearest(SKColor wanted)
    {
        var (best, least) = (0, int.MaxValue);
        for (var i = 0; i < Palette.Length; i++)
        {
            var (red, green, blue) = (wanted.Red - Palette[i].Red, wanted.Green - Palette[i].Green, wanted.Blue - Palette[i].Blue);
            if ((red * red) + (green * green) + (blue * blue) is var distance && distance < least)
                (best, least) = (i, distance);
        }

        return (byte)best;
    }
}
