using System.Collections;

namespace TreatyBot.Knowledge.Tests.Storage;

/// <summary>Writes any value out with all it holds, whatever types its lists are of, so that two can be compared as text.</summary>
internal static class Rendering
{
    public static string Render(object? value) => value switch
    {
        null => "null",
        string text => $"«{text}»",
        float number => Convert.ToString(BitConverter.SingleToInt32Bits(number), 16),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Render))}]",
        _ when value.GetType().Namespace!.StartsWith("System", StringComparison.Ordinal) || value.GetType().IsEnum => value.ToString()!,
        _ => "{" + string.Join(", ", value.GetType().GetProperties().Where(property => !property.GetMethod!.IsStatic)
            .Select(property => $"{property.Name}: {Render(property.GetValue(value))}")) + "}",
    };
}
