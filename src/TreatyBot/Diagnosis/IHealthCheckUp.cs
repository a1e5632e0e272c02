namespace TreatyBot.Diagnosis;

internal enum Verdict
{
    Well,

    /// <summary>It works, with less than it could have.</summary>
    Limited,
    Broken,
}

/// <param name="Subject">What was looked at.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Text">What was found, and the mend when something is wrong.</param>
internal sealed record Finding(string Subject, Verdict Verdict, string Text);

/// <summary>One thing that <c>doctor</c> looks at.</summary>
internal interface IHealthCheckUp
{
    Task<Finding> CheckAsync(CancellationToken cancellationToken);
}
