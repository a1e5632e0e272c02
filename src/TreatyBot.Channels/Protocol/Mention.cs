using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TreatyBot.Channels.Protocol;

/// <summary>An @mention: who, and the exact text that stands for it in the message.</summary>
public sealed record Mention(ChannelAccount Mentioned, string? Text)
{
    public const string EntityType = "mention";

    /// <summary>Mentions someone; the name is encoded, so that a user called <c>&lt;b&gt;</c> stays a name.</summary>
    public static Mention Of(ChannelAccount account) =>
        new(account, $"<at>{WebUtility.HtmlEncode(account.Name ?? account.Id ?? "")}</at>");

    /// <summary>Reads the mentions among the entities; malformed ones are skipped.</summary>
    public static IEnumerable<Mention> In(Activity activity)
    {
        foreach (var entity in activity.Entities ?? [])
        {
            if (entity is { Type: EntityType, Properties: { } members }
                && members.TryGetValue("mentioned", out var mentioned)
                && mentioned.ValueKind == JsonValueKind.Object)
            {
                var account = new ChannelAccount { Id = mentioned.GetText("id"), Name = mentioned.GetText("name") };
                var text = members.TryGetValue("text", out var element) ? element.AsText() : null;
                yield return new Mention(account, text);
            }
        }
    }

    public Entity ToEntity() => Entity.Create(EntityType, new JsonObject
    {
        ["mentioned"] = new JsonObject { ["id"] = Mentioned.Id, ["name"] = Mentioned.Name },
        ["text"] = Text,
    });
}
