namespace TreatyBot.Channels.Turns;

/// <summary>The turns of one conversation in order, the running one at the head. Guarded by the queue's lock.</summary>
internal sealed class TurnLane(string key, TurnPlace? place)
{
    public string Key { get; } = key;

    public TurnPlace? Place { get; } = place;

    public Queue<(TurnWork Work, TurnDelivery Delivery)> Waiting { get; } = new();
}

/// <summary>The conversations of one place: so many of them at once, the others in turn. Guarded by the queue's lock.</summary>
internal sealed class TurnPlace(string key, int most)
{
    private readonly Queue<TurnLane> _parked = new();
    private int _begun;

    public string Key { get; } = key;

    /// <summary>Turns waiting or running.</summary>
    public int Pending { get; set; }

    /// <summary>A quarter, so that it takes four places that never rest to keep others waiting; two at least, that one slow turn stops no place.</summary>
    public static int ShareOf(int all) => Math.Min(all, Math.Max(2, all / 4));

    /// <summary>False when the conversation has to wait until another one of the place has ended a turn.</summary>
    public bool TryBegin(TurnLane lane)
    {
        if (_begun >= most)
        {
            _parked.Enqueue(lane);
            return false;
        }

        _begun++;
        return true;
    }

    /// <summary>Ends a turn; returns the conversation whose turn it is now.</summary>
    public TurnLane? End()
    {
        Pending--;
        _begun--;
        return _parked.TryDequeue(out var next) ? next : null;
    }
}
