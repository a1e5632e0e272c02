using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TreatyBot.Tests.Models;

/// <summary>Replies in the protocols of Ollama (lines of JSON) and of OpenAI and Azure OpenAI (server-sent events).</summary>
internal static class Wire
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole body of a streamed reply, in three deltas.</summary>
    public static byte[] Chat(ModelRequest request, string text, string? finish = "stop")
    {
        var third = Math.Max(1, text.Length / 3);
        if (char.IsLowSurrogate(text.ElementAtOrDefault(third)))
            third++;
        string[] pieces = text.Length < 3 ? [text] : [text[..third], text[third..]];
        var body = new StringBuilder();
        foreach (var piece in pieces)
            body.Append(Delta(request, piece));
        if (finish is not null)
            body.Append(End(request, finish));
        return Encoding.UTF8.GetBytes(body.ToString());
    }

    public static string Delta(ModelRequest request, string text) => request.IsOllama
        ? Json(new { model = "m", created_at = "2026-11-23T00:00:00Z", message = new { role = "assistant", content = text }, done = false }) + "\n"
        : Event(new { id = "1", @object = "chat.completion.chunk", created = 1, model = "m", choices = new[] { new { index = 0, delta = new { role = "assistant", content = text }, finish_reason = (string?)null } } });

    public static string End(ModelRequest request, string finish) => request.IsOllama
        ? Json(new { model = "m", created_at = "2026-11-23T00:00:00Z", message = new { role = "assistant", content = "" }, done = true, done_reason = finish, prompt_eval_count = 3, eval_count = 2 }) + "\n"
        : Event(new { id = "1", @object = "chat.completion.chunk", created = 1, model = "m", choices = new[] { new { index = 0, delta = new { content = "" }, finish_reason = finish } } }) + "data: [DONE]\n\n";

    public static string Event(object value) => $"data: {Json(value)}\n\n";

    public static string Json(object value) => JsonSerializer.Serialize(value, Unescaped);

    /// <param name="pieceLength">Bytes sent at once, which may fall inside a character or a line.</param>
    public static async Task SendAsync(HttpContext context, ModelRequest request, byte[] body, int pieceLength = int.MaxValue)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = request.IsOllama ? "application/x-ndjson" : "text/event-stream";
        for (var start = 0; start < body.Length; start += Math.Min(pieceLength, body.Length - start))
        {
            await context.Response.Body.WriteAsync(body.AsMemory(start, Math.Min(pieceLength, body.Length - start)));
            await context.Response.Body.FlushAsync();
        }
    }

    public static Task RefuseAsync(HttpContext context, ModelRequest request, int status, string message, string code = "error")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(request.IsOllama ? Json(new { error = message }) : Json(new { error = new { message, code, type = code } }));
    }

    public static Task SendVectorsAsync(HttpContext context, ModelRequest request, Func<string, float[]> vector)
    {
        var input = request.Body.GetProperty("input");
        var texts = input.ValueKind == JsonValueKind.Array ? input.EnumerateArray().Select(text => text.GetString()!).ToList() : [input.GetString()!];
        var vectors = texts.ConvertAll(text => vector(text));
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(request.IsOllama
            ? Json(new { model = "m", embeddings = vectors })
            : Json(new { @object = "list", model = "m", data = vectors.Select((values, index) => new { @object = "embedding", index, embedding = values }), usage = new { prompt_tokens = 1, total_tokens = 1 } }));
    }
}
