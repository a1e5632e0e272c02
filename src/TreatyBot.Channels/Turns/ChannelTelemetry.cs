using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TreatyBot.Channels.Turns;

/// <summary>Spans and figures of turns: channels, kinds and outcomes, never what anyone said or who.</summary>
public static class ChannelTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "TreatyBot.Channels";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Turns = Meter.CreateHistogram<double>(
        "treatybot.turn.duration", "s", "Turns, by channel, kind and outcome, from start to end.");

    private static readonly Histogram<double> Sends = Meter.CreateHistogram<double>(
        "treatybot.channel.send.duration", "s", "What was sent to a channel, by channel, kind and outcome.");

    private static readonly UpDownCounter<long> Pending = Meter.CreateUpDownCounter<long>(
        "treatybot.queue.depth", "{turn}", "Turns waiting or running.");

    private static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "treatybot.queue.refused", "{turn}", "Turns that were not taken, by reason.");

    /// <summary>Measures a turn until the result is disposed; null while nobody listens.</summary>
    internal static Measured? Turn(string? channel, string? kind, string turnId) => Measured.Begin(Turns, Source, "turn", channel, kind, turnId);

    /// <summary>Measures a call to a channel until the result is disposed; null while nobody listens.</summary>
    /// <param name="channel">The channel's id.</param>
    /// <param name="kind">What is done there: send, update, delete.</param>
    internal static Measured? Send(string? channel, string kind) => Measured.Begin(Sends, Source, "channel send", channel, kind, null);

    internal static void Enqueued(int change) => Pending.Add(change);

    internal static void NotTaken(EnqueueResult result) => Refused.Add(1, new KeyValuePair<string, object?>("reason", result.ToString()));

    /// <summary>Fails unless it is said to have succeeded before it is disposed.</summary>
    internal sealed class Measured : IDisposable
    {
        private readonly Histogram<double> _histogram;
        private readonly Activity? _span;
        private readonly string? _channel;
        private readonly string? _kind;
        private readonly long _started = Stopwatch.GetTimestamp();
        private bool _succeeded;

        private Measured(Histogram<double> histogram, Activity? span, string? channel, string? kind)
        {
            _histogram = histogram;
            _span = span;
            _channel = channel;
            _kind = kind;
        }

        public static Measured? Begin(Histogram<double> histogram, ActivitySource source, string name, string? channel, string? kind, string? turnId)
        {
            if (!histogram.Enabled && !source.HasListeners())
                return null;
            var span = source.StartActivity(name);
            span?.SetTag("channel", channel)?.SetTag("kind", kind)?.SetTag("turn.id", turnId);
            return new Measured(histogram, span, channel, kind);
        }

        public void Succeed() => _succeeded = true;

        public void Dispose()
        {
            var outcome = _succeeded ? "done" : "failed";
            _histogram.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, new("channel", _channel), new("kind", _kind), new("outcome", outcome));
            _span?.SetStatus(_succeeded ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
            _span?.Dispose();
        }
    }
}
