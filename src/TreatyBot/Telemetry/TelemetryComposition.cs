using System.ComponentModel.DataAnnotations;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge;

namespace TreatyBot.Telemetry;

/// <summary>Wires traces and metrics to a collector when one is configured; otherwise nothing listens and nothing is computed.</summary>
internal static class TelemetryComposition
{
    private static readonly string[] Names = [KnowledgeTelemetry.Name, KnowledgeTelemetry.ModelsName, ChannelTelemetry.Name];

    // What .NET and the web server tell by themselves; requests are counted by route, and hold no user text.
    private static readonly string[] PlatformMeters = ["System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    public static IServiceCollection AddBotTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        services.AddValidatedOptions<TelemetryOptions>(settings, TelemetryOptions.Section);
        services.AddOptions<TelemetryOptions>().Validate(
            HasEndpoint,
            "Telemetry:Endpoint must be the http or https address of an OpenTelemetry collector, such as http://127.0.0.1:4318.");
        services.AddOptions<TelemetryOptions>().Validate(
            HasPrices,
            "Each of Telemetry:Prices needs a Model and InputPerMillionTokens and OutputPerMillionTokens that are not negative.");
        services.AddOptions<TelemetryOptions>().Validate(
            HasHeaders,
            "Telemetry:Headers must be name=value pairs with commas between them.");
        if (Read(settings) is not { Endpoint: not null } options)
            return services;
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(
            "treatybot", serviceVersion: typeof(TelemetryComposition).Assembly.GetName().Version?.ToString(3),
            serviceInstanceId: options.Instance.Length > 0 ? options.Instance : Environment.MachineName));
        if (options.Traces)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(Names)
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.SampleRatio)))
                .AddOtlpExporter(exporter => Configure(exporter, options, "v1/traces")));
        }
        if (options.Metrics)
        {
            services.AddSingleton<ModelCosts>();
            telemetry.WithMetrics(metrics => metrics
                .AddMeter([.. Names, ModelCosts.MeterName, .. PlatformMeters])
                .AddOtlpExporter((exporter, reader) =>
                {
                    Configure(exporter, options, "v1/metrics");
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.MetricInterval.TotalMilliseconds;
                }));
        }
        return services;
    }

    // Bound a second time because wiring comes before services. What is no good is not wired, and fails where options are validated.
    private static TelemetryOptions? Read(IConfiguration settings)
    {
        try
        {
            return settings.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() is { } options
                && Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true)
                && HasEndpoint(options) && HasPrices(options) && HasHeaders(options)
                ? options
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool HasEndpoint(TelemetryOptions options) => options.Endpoint is null or { IsAbsoluteUri: true, Scheme: "http" or "https" };

    private static bool HasPrices(TelemetryOptions options) =>
        options.Prices.All(price => price is { Model.Length: > 0, InputPerMillionTokens: >= 0, OutputPerMillionTokens: >= 0 });

    private static bool HasHeaders(TelemetryOptions options) =>
        options.Headers.Split(',', StringSplitOptions.RemoveEmptyEntries).All(header => header.IndexOf('=', StringComparison.Ordinal) > 0);

    private static void Configure(OtlpExporterOptions exporter, TelemetryOptions options, string path)
    {
        var isGrpc = options.Transport == OtlpTransport.Grpc;
        exporter.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        // The exporter adds the path only to an address from the environment.
        exporter.Endpoint = isGrpc ? options.Endpoint! : new Uri($"{options.Endpoint!.AbsoluteUri.TrimEnd('/')}/{path}");
        if (options.Headers.Length > 0)
            exporter.Headers = options.Headers;
    }
}
