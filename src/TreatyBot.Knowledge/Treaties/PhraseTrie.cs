using System.Diagnostics.CodeAnalysis;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Finds phrases word by word. Not changed after it was built, and then safe to share.</summary>
internal sealed class PhraseTrie<T>
    where T : class
{
    private readonly Node _root = new();

    public bool TryGet(IReadOnlyList<string> keys, [NotNullWhen(true)] out T? value)
    {
        var node = _root;
        foreach (var key in keys)
        {
            if (!node.Next.TryGetValue(key, out var next))
            {
                value = null;
                return false;
            }
            node = next;
        }
        value = node.Value;
        return value is not null;
    }

    public void Set(IReadOnlyList<string> keys, T value)
    {
        if (keys.Count == 0 || keys.Contains(""))
            return;
        var node = _root;
        foreach (var key in keys)
        {
            if (!node.Next.TryGetValue(key, out var next))
                node.Next[key] = next = new();
            node = next;
        }
        node.Value = value;
    }

    /// <summary>The phrases that begin at word <paramref name="index"/>, shortest first, with their lengths in words.</summary>
    public IEnumerable<(T Value, int Count)> At(IReadOnlyList<string> keys, int index)
    {
        var node = _root;
        for (var i = index; i < keys.Count; i++)
        {
            if (!node.Next.TryGetValue(keys[i], out node))
                yield break;
            if (node.Value is not null)
                yield return (node.Value, i - index + 1);
        }
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Next { get; } = new(StringComparer.Ordinal);

        public T? Value { get; set; }
    }
}
