using TreatyBot.Pictures;

namespace TreatyBot.Manifest;

/// <summary>The product's sign: a treaty sheet with lines, a seal on it, and a tick in the seal. Drawn by distance to its shapes.</summary>
internal static class AppIcons
{
    public const string AccentColour = "#17405E";

    private const int Samples = 4;

    private static readonly Colour Ground = new(0x17, 0x40, 0x5E, 255);
    private static readonly Colour Paper = new(0xF7, 0xF9, 0xFB, 255);
    private static readonly Colour Ink = new(0x8F, 0xA9, 0xBC, 255);
    private static readonly Colour Gold = new(0xC8, 0x8A, 0x1E, 255);
    private static readonly Colour White = new(255, 255, 255, 255);
    private static readonly Colour Nothing = new(255, 255, 255, 0);

    /// <summary>192 pixels square, in colour, as the app list shows it.</summary>
    public static byte[] Coloured() => Draw(192, (x, y) =>
        Tick(x, y) <= 0 ? White
        : Seal(x, y) <= 0 ? Gold
        : Sheet(x, y) > 0 ? Ground
        : Lines(x, y) <= 0 ? Ink
        : Paper);

    /// <summary>32 pixels square, white on nothing, as the bars of the client show it.</summary>
    public static byte[] Outline() => Draw(32, (x, y) =>
        Seal(x, y) <= 0.035
            ? Seal(x, y) <= 0 && Tick(x, y) > 0.004 ? White : Nothing
            : Math.Abs(Sheet(x, y)) <= 0.026 || Lines(x, y) <= 0.006 ? White : Nothing);

    // Coordinates run from 0 to 1; a distance of 0 or less is inside.
    private static double Sheet(double x, double y) => Box(x - 0.46, y - 0.47, 0.22, 0.29, 0.03);

    private static double Lines(double x, double y) =>
        Math.Min(Box(x - 0.46, y - 0.30, 0.14, 0.014, 0.012), Math.Min(Box(x - 0.46, y - 0.40, 0.14, 0.014, 0.012), Box(x - 0.40, y - 0.50, 0.08, 0.014, 0.012)));

    private static double Seal(double x, double y) => Math.Sqrt((x - 0.63) * (x - 0.63) + (y - 0.67) * (y - 0.67)) - 0.155;

    private static double Tick(double x, double y) => Math.Min(Segment(x, y, 0.565, 0.675, 0.615, 0.725), Segment(x, y, 0.615, 0.725, 0.70, 0.615)) - 0.022;

    private static double Box(double x, double y, double halfWidth, double halfHeight, double corner)
    {
        var dx = Math.Abs(x) - halfWidth + corner;
        var dy = Math.Abs(y) - halfHeight + corner;
        var outside = Math.Sqrt(Math.Pow(Math.Max(dx, 0), 2) + Math.Pow(Math.Max(dy, 0), 2));
        return outside + Math.Min(Math.Max(dx, dy), 0) - corner;
    }

    private static double Segment(double x, double y, double fromX, double fromY, double toX, double toY)
    {
        var (dx, dy) = (toX - fromX, toY - fromY);
        var along = Math.Clamp(((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy), 0, 1);
        return Math.Sqrt(Math.Pow(x - fromX - along * dx, 2) + Math.Pow(y - fromY - along * dy, 2));
    }

    // The mean of samples within each pixel smooths the edges.
    private static byte[] Draw(int size, Func<double, double, Colour> at)
    {
        const int Count = Samples * Samples;
        var pixels = new byte[size * size * 4];
        for (var index = 0; index < size * size; index++)
        {
            var sum = default(Colour);
            for (var sample = 0; sample < Count; sample++)
            {
                var x = (index % size + (sample % Samples + 0.5) / Samples) / size;
                var y = (index / size + (sample / Samples + 0.5) / Samples) / size;
                sum = sum.Plus(at(x, y));
            }
            (pixels[index * 4], pixels[index * 4 + 1], pixels[index * 4 + 2], pixels[index * 4 + 3]) =
                ((byte)(sum.Red / Count), (byte)(sum.Green / Count), (byte)(sum.Blue / Count), (byte)(sum.Alpha / Count));
        }
        return PngWriter.Write(pixels, size);
    }

    private readonly record struct Colour(int Red, int Green, int Blue, int Alpha)
    {
        public Colour Plus(Colour other) => new(Red + other.Red, Green + other.Green, Blue + other.Blue, Alpha + other.Alpha);
    }
}
