namespace TreatyBot.Channels.BotFramework;

/// <summary>The connector's limits on one message.</summary>
internal static class MessageSize
{
    public const string TooLargeCode = "MessageSizeTooBig";

    /// <summary>In bytes of the payload as UTF-16, pictures within it not counted.</summary>
    public const int Largest = 100 * 1024;

    private static ReadOnlySpan<byte> PictureStart => "\"data:image/"u8;

    public static bool IsTooLarge(ReadOnlySpan<byte> utf8Payload) => Utf16Bytes(utf8Payload) > Largest;

    /// <summary>Every UTF-8 sequence is one UTF-16 unit, but for those of four bytes, which are two.</summary>
    public static int Utf16Bytes(ReadOnlySpan<byte> utf8)
    {
        int units = 0;
        for (var rest = utf8; !rest.IsEmpty;)
        {
            var picture = rest.IndexOf(PictureStart);
            foreach (byte value in picture < 0 ? rest : rest[..(picture + 1)])
            {
                if ((value & 0xC0) != 0x80)
                    units += value >= 0xF0 ? 2 : 1;
            }

            if (picture < 0)
                break;
            rest = rest[(picture + 1)..];
            var end = rest.IndexOf((byte)'"');
            rest = end < 0 ? [] : rest[end..];
        }

        return units * sizeof(char);
    }
}
