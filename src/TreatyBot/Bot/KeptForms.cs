using System.Runtime.CompilerServices;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Bot;

/// <summary>What is made of answers; of one that is given again, once, for as long as it is kept. Thread-safe.</summary>
internal sealed class KeptForms<T>
    where T : class
{
    private readonly ConditionalWeakTable<object, T> _made = [];

    public T Of(Answer answer, Func<Answer, T> make) => answer.Kept is { } kept ? _made.GetValue(kept, _ => make(answer)) : make(answer);

    public async ValueTask<T> OfAsync(Answer answer, Func<Answer, Task<T>> make)
    {
        if (answer.Kept is not { } kept)
            return await make(answer);
        if (_made.TryGetValue(kept, out var made))
            return made;
        made = await make(answer);
        _made.AddOrUpdate(kept, made);
        return made;
    }
}
