using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Telemetry;

internal enum OtlpTransport
{
    Http,
    Grpc,
}

internal enum LogFormat
{
    /// <summary>A line for people.</summary>
    Plain,

    /// <summary>One JSON object a line.</summary>
    Json,
}

/// <summary>The <c>Telemetry</c> section: what a running host tells its operators.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>The OpenTelemetry collector, such as <c>http://127.0.0.1:4318</c> (gRPC: port 4317). Nothing is measured or sent without one.</summary>
    public Uri? Endpoint { get; set; }

    /// <value>The default is <see cref="OtlpTransport.Http"/>: protobuf over HTTP.</value>
    public OtlpTransport Transport { get; set; } = OtlpTransport.Http;

    /// <summary>Headers for the collector, as <c>name=value,name=value</c>; may hold its key.</summary>
    public string Headers { get; set; } = "";

    public bool Traces { get; set; } = true;

    public bool Metrics { get; set; } = true;

    /// <summary>The share of turns that are traced.</summary>
    /// <value>The default is 1: all.</value>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; set; } = 1;

    /// <value>The default is 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MetricInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Tells this host from others of the same name.</summary>
    /// <value>The default is the name of the machine.</value>
    public string Instance { get; set; } = "";

    /// <summary>What the models cost, for <c>treatybot.model.cost</c>.</summary>
    public IList<ModelPrice> Prices { get; init; } = [];

    /// <value>The default is <see cref="LogFormat.Plain"/>.</value>
    public LogFormat LogFormat { get; set; } = LogFormat.Plain;
}

/// <summary>What a model costs, in any one currency.</summary>
internal sealed class ModelPrice
{
    /// <summary>As in <c>Models:Chat:Model</c> or <c>Models:Embeddings:Model</c>.</summary>
    [Required]
    public string Model { get; set; } = "";

    [Range(0.0, 1_000_000.0)]
    public double InputPerMillionTokens { get; set; }

    [Range(0.0, 1_000_000.0)]
    public double OutputPerMillionTokens { get; set; }
}
