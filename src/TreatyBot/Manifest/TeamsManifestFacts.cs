namespace TreatyBot.Manifest;

/// <summary>What the owner of the installation says about it.</summary>
/// <param name="AppId">Of the app registration; the bot's id, and the app's own id too.</param>
/// <param name="Developer">Who runs the bot.</param>
/// <param name="Website">Of whoever runs it.</param>
/// <param name="Privacy">Their privacy statement.</param>
/// <param name="Terms">Their terms of use.</param>
/// <param name="Version">Of the package; a newer package needs a higher one.</param>
internal sealed record TeamsManifestFacts(Guid AppId, string Developer, Uri Website, Uri Privacy, Uri Terms, string Version);
