namespace TreatyBot.Channels.BotFramework;

/// <summary>The connector's limit on one message.</summary>
internal static class MessageSize
{
    public const string TooLargeCode = "MessageSizeTooBig";

    /// <summary>In bytes of the whole payload as UTF-16.</summary>
    public const int Largest = 100 * 1024;

    public static bool IsTooLarge(ReadOnlySpan<byte> utf8Payload) => Utf16Bytes(utf8Payload) > Largest;

    /// <summary>Every UTF-8 sequence is one UTF-16 unit, but for those of four bytes, which are two.</summary>
    public static int Utf16Bytes(ReadOnlySpan<byte> utf8)
    {
        int units = 0;
        foreach (byte value in utf8)
        {
            if ((value & 0xC0) != 0x80)
                units += value >= 0xF0 ? 2 : 1;
        }

        return units * sizeof(char);
    }
}
