using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge;

namespace TreatyBot.Telemetry;

/// <summary>Turns the tokens that calls to models report into what they cost, by the configured prices. Lives as long as the host.</summary>
internal sealed class ModelCosts : IDisposable
{
    public const string MeterName = "TreatyBot";

    // Names of the OpenTelemetry conventions for generative AI, as Microsoft.Extensions.AI reports them.
    private const string TokenUsage = "gen_ai.client.token.usage";
    private const string TokenKind = "gen_ai.token.type";
    private const string ModelName = "gen_ai.request.model";

    private readonly Meter _meter = new(MeterName);
    private readonly MeterListener _listener = new();
    private readonly Counter<double> _cost;
    private readonly Dictionary<string, ModelPrice> _prices;

    public ModelCosts(IOptions<TelemetryOptions> options)
    {
        _prices = options.Value.Prices.DistinctBy(price => price.Model, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(price => price.Model, StringComparer.OrdinalIgnoreCase);
        _cost = _meter.CreateCounter<double>("treatybot.model.cost", "{money}", "What calls to models cost, by model, in the currency of Telemetry:Prices.");
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == KnowledgeTelemetry.ModelsName && instrument.Name == TokenUsage)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((_, tokens, tags, _) => Count(tokens, tags));
        _listener.SetMeasurementEventCallback<long>((_, tokens, tags, _) => Count(tokens, tags));
    }

    public void Start() => _listener.Start();

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    private void Count(long tokens, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (model, kind) = ("", "");
        foreach (var (key, value) in tags)
        {
            if (key == ModelName)
                model = value as string ?? "";
            else if (key == TokenKind)
                kind = value as string ?? "";
        }
        if (!_prices.TryGetValue(model, out var price))
            return;
        var perMillion = kind == "output" ? price.OutputPerMillionTokens : price.InputPerMillionTokens;
        _cost.Add(tokens * perMillion / 1_000_000, new KeyValuePair<string, object?>("model", model));
    }
}
