using System.ClientModel;
using System.Text.Json;
using Azure.Identity;

namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>Translates whatever the client libraries throw.</summary>
internal static class ModelFaults
{
    public static ModelException Of(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is ModelException known)
                return known;
        }
        return exception switch
        {
            AuthenticationFailedException => new(ModelFault.Unauthorized,
                "No identity for Azure OpenAI was found or it was refused; set ApiKey, or sign in with one of the ways that DefaultAzureCredential tries.", exception),
            JsonException or FormatException or KeyNotFoundException or ArgumentException or System.Text.DecoderFallbackException => Malformed(exception),
            HttpRequestException or IOException or System.Net.Sockets.SocketException or ClientResultException { Status: 0 } =>
                new(ModelFault.Unreachable, "The model's endpoint cannot be reached, or the connection broke; check Endpoint and that the server runs.", exception),
            OperationCanceledException => new(ModelFault.Unreachable, "The connection to the model's endpoint was given up.", exception),
            _ => Malformed(exception),
        };
    }

    private static ModelException Malformed(Exception cause) =>
        new(ModelFault.Malformed, "The endpoint's reply is not what the provider's interface says; check that Provider fits what runs there.", cause);
}
